package org.rnn4j.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlotsTest {
    private static final int BLUE = 0xff1f77b4;
    private static final int WHITE = 0xffffffff;
    private static final int RED = 0xffd62728;

    private final ByteArrayOutputStream png = new ByteArrayOutputStream();

    private BufferedImage image() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
        assertEquals(1000, image.getWidth());
        assertEquals(500, image.getHeight());
        return image;
    }

    private Set<Integer> colors() throws IOException {
        BufferedImage image = image();
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colors.add(image.getRGB(x, y));
            }
        }
        return colors;
    }

    /** How many dashed lines go from top to bottom. */
    private long verticalGridLines() throws IOException {
        BufferedImage image = image();
        return IntStream.range(1, image.getWidth())
                .filter(x -> isDashed(image, x) && !isDashed(image, x - 1))
                .count();
    }

    private static boolean isDashed(BufferedImage image, int x) {
        long marked = IntStream.range(50, 350)
                .filter(y -> image.getRGB(x, y) != WHITE)
                .count();
        return marked > 100 && marked < 300;
    }

    @Test
    void thePredictionHasTwoCurves() throws IOException {
        Plots.prediction(new Prediction(new double[] {0, 1, 0}, new double[] {1, 0, 1}), png);
        assertTrue(colors().containsAll(Set.of(BLUE, RED)));
    }

    @Test
    void lossesHaveOneCurveEvenWhereTheyAreZero() throws IOException {
        Plots.losses(new double[] {1, 0.1, 0}, png);
        assertTrue(colors().contains(BLUE));
    }

    @Test
    void oneLossIsEnough() throws IOException {
        Plots.losses(new double[] {0.5}, png);
        assertTrue(colors().contains(BLUE));
    }

    /** Not one at every seventh iteration. */
    @ParameterizedTest
    @CsvSource({"14, 8", "60, 13", "137, 7", "2000, 11"})
    void iterationsAreMarkedInStepsOfOneTwoOrFive(int iterations, int marks) throws IOException {
        double[] losses = new double[iterations];
        Arrays.fill(losses, 0.7);
        Plots.losses(losses, png);
        assertEquals(marks, verticalGridLines());
    }
}
