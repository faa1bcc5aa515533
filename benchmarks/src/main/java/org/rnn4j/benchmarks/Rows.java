package org.rnn4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rnn4j.benchmarks.libtorch.TorchSequence;
import org.rnn4j.benchmarks.ours.Sequences;
import org.rnn4j.benchmarks.stock.StockSequence;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;

/** All that is measured. */
final class Rows {
    private static final List<Sizes> SEQUENCES = List.of(
            new Sizes(80, 300, 300, 10),
            new Sizes(64, 128, 128, 20),
            new Sizes(128, 512, 512, 50),
            new Sizes(20, 250, 250, 100));

    private final UnaryOperator<Sizes> scale;
    private final List<Row> rows = new ArrayList<>();

    private Rows(UnaryOperator<Sizes> scale) {
        this.scale = scale;
        for (Cell cell : List.of(Cell.LSTM, Cell.RNN)) {
            SEQUENCES.forEach(sizes -> sequence(cell, sizes));
        }
    }

    /** The rows in the order of the table. */
    static List<Row> all() {
        return all(UnaryOperator.identity());
    }

    /** The rows with other sizes than they should have. */
    static List<Row> all(UnaryOperator<Sizes> scale) {
        return List.copyOf(new Rows(scale).rows);
    }

    private void sequence(Cell cell, Sizes fullSizes) {
        Sizes sizes = scale.apply(fullSizes);
        SequenceWork work = SequenceWork.of(cell, sizes);
        rows.add(new Row(cell + " " + sizes)
                .ours("Sequencer", () -> Sequences.sequencer(work))
                .ours("compiled", () -> Sequences.compiled(work))
                .peer(Peer.LIBTORCH, () -> new TorchSequence(work))
                .peer(Peer.DL4J, () -> new StockSequence(work)));
    }
}
