package org.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.benchmarks.work.Layout.columns;
import static org.rnn4j.benchmarks.work.Layout.rows;
import static org.rnn4j.benchmarks.work.Layout.spareBias;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Weights;
import org.rnn4j.benchmarks.work.Weights.Part;

final class LayoutTest {
    private final Weights weights = Weights.random(Cell.LSTM, 2, 3, new Random(1));

    @Test
    void rowsAreBlocksInTheOrderOfTheGates() {
        float[] packed =
                new Layout().parameter(rows(Part.INPUT, 3, 0)).pack(weights).get(0);
        assertEquals(2 * 3 * 2, packed.length);
        assertEquals(weights.part(Part.INPUT)[3 * 3 * 2], packed[0]);
        assertEquals(weights.part(Part.INPUT)[0], packed[3 * 2]);
    }

    @Test
    void columnsAreRowsTransposed() {
        float[] packed =
                new Layout().parameter(columns(Part.INPUT, 3, 0)).pack(weights).get(0);
        // Row 1 (the second input), column 1 (the second unit of gate 3).
        assertEquals(weights.part(Part.INPUT)[(3 * 3 + 1) * 2 + 1], packed[6 + 1]);
    }

    @Test
    void whatIsUnpackedIsWhatWasPacked() {
        Layout layout = new Layout()
                .parameter(columns(Part.INPUT, 0, 1, 3, 2), columns(Part.RECURRENT, 0, 1, 3, 2))
                .parameter(spareBias(0))
                .parameter(rows(Part.BIAS, 2, 3, 0, 1));
        List<float[]> packed = layout.pack(weights);
        assertArrayEquals(new float[3], packed.get(1));
        Weights unpacked = layout.unpack(weights, packed);
        for (Part part : Part.values()) {
            assertArrayEquals(weights.part(part), unpacked.part(part));
        }
    }
}
