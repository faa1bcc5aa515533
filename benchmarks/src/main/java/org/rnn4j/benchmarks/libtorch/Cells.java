package org.rnn4j.benchmarks.libtorch;

import static org.rnn4j.benchmarks.work.Layout.rows;
import static org.rnn4j.benchmarks.work.Layout.spareBias;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Weights.Part;

/** How libtorch keeps the weights of a cell: those of the input, of the hidden state, and two biases. */
final class Cells {
    private Cells() {}

    static Layout layout(Cell cell) {
        int[] gates = IntStream.range(0, cell.gates()).toArray();
        return new Layout()
                .parameter(rows(Part.INPUT, gates))
                .parameter(rows(Part.RECURRENT, gates))
                .parameter(rows(Part.BIAS, gates))
                .parameter(spareBias(gates));
    }

    static List<Shape> shapes(Cell cell, int input, int hidden) {
        int rows = cell.gates() * hidden;
        return List.of(new Shape(rows, input), new Shape(rows, hidden), new Shape(rows), new Shape(rows));
    }
}
