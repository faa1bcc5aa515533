package org.rnn4j.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class PlotsTest {
    private static final int BLUE = 0xff1f77b4;
    private static final int RED = 0xffd62728;

    private final ByteArrayOutputStream png = new ByteArrayOutputStream();

    private Set<Integer> colors() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
        assertEquals(1000, image.getWidth());
        assertEquals(500, image.getHeight());
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colors.add(image.getRGB(x, y));
            }
        }
        return colors;
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
        assertEquals(
                1000, ImageIO.read(new ByteArrayInputStream(png.toByteArray())).getWidth());
    }
}
