package org.rnn4j.benchmarks.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.benchmarks.work.Pace;

final class GrowthTest {

    @Test
    void timesAreThereForEveryLengthAndBatch() {
        List<Series> all = new Times(new Pace(0, 0, 1)).all();
        assertEquals(
                List.of("T", "N", "T", "N"), all.stream().map(Series::against).toList());
        assertEquals(1000, all.get(0).points().lastKey());
        assertEquals(512, all.get(1).points().lastKey());
        assertTrue(all.get(0).points().values().stream().allMatch(time -> time > 0));
    }

    @ParameterizedTest
    @CsvSource({"RHO, 3, 1", "STEPS, 40, 20", "LENGTHS, 40, 20", "EVALUATE, 40, 20"})
    void probesReport(Probe probe, long count, int reports) {
        List<Long> done = new ArrayList<>();
        probe.run(count, done::add);
        assertEquals(reports, done.size());
        assertEquals(count, done.get(reports - 1));
    }

    @Test
    void aSeriesTellsItsSpread() {
        Series series = series();
        assertEquals("LSTM, us, by T: 10 = 2.00, 100 = 3.00; most / least 1.50", series.toString());
    }

    @Test
    void thePlotIsAPicture() throws IOException {
        var png = new ByteArrayOutputStream();
        GrowthPlot.draw("Time", List.of(series(), series("GRU")), png);
        assertEquals(
                1000, ImageIO.read(new ByteArrayInputStream(png.toByteArray())).getWidth());
    }

    private static Series series() {
        return series("LSTM");
    }

    private static Series series(String name) {
        Series series = new Series(name, "T", "us");
        series.add(100, 3);
        series.add(10, 2);
        return series;
    }
}
