package org.rnn4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rnn4j.benchmarks.libtorch.TorchLastStep;
import org.rnn4j.benchmarks.libtorch.TorchSequence;
import org.rnn4j.benchmarks.libtorch.TorchStream;
import org.rnn4j.benchmarks.libtorch.TorchWords;
import org.rnn4j.benchmarks.ours.Nets;
import org.rnn4j.benchmarks.ours.Sequences;
import org.rnn4j.benchmarks.ours.Words;
import org.rnn4j.benchmarks.stock.StockSequence;
import org.rnn4j.benchmarks.stock.StockStream;
import org.rnn4j.benchmarks.stock.StockWords;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.LastStepWork;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.benchmarks.work.WordWork;

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
        for (Cell cell : Cell.values()) {
            SEQUENCES.forEach(sizes -> sequence(cell, sizes));
        }
        stack(new Sizes(80, 300, 300, 10));
        bothWays(new Sizes(80, 300, 300, 10));
        words(new Sizes(8, 1, 7, 5));
        stream(new Sizes(1, 128, 128, 1));
        stream(new Sizes(1, 512, 512, 1));
        cosine(new Sizes(80, 1, 300, 10));
        for (int hidden : new int[] {128, 512, 1024}) {
            lastStep(new Sizes(32, hidden, hidden, 30));
            lastStep(new Sizes(128, hidden, hidden, 30));
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

    private void sequence(Cell cell, Sizes sizes) {
        sequence(cell.toString(), SequenceWork.of(cell, scale.apply(sizes)));
    }

    private void stack(Sizes sizes) {
        sequence("two LSTMs", SequenceWork.stack(Cell.LSTM, scale.apply(sizes), 2));
    }

    private void bothWays(Sizes sizes) {
        SequenceWork work = SequenceWork.bothWays(Cell.LSTM, scale.apply(sizes));
        add("LSTM both ways", work.sizes())
                .ours("BiSequencer", () -> Sequences.sequencer(work))
                .ours("compiled", () -> Sequences.compiled(work))
                .peer(Peer.LIBTORCH, () -> new TorchSequence(work))
                .peer(Peer.DL4J, () -> new StockSequence(work));
    }

    /** Forward and backward. */
    private void sequence(String name, SequenceWork work) {
        Row row = add(name, work.sizes());
        if (work.cell() != Cell.RNN) {
            row.ours("Seq" + work.cell(), () -> Sequences.seq(work));
        }
        row.ours("Sequencer", () -> Sequences.sequencer(work))
                .ours("compiled", () -> Sequences.compiled(work))
                .peer(Peer.LIBTORCH, () -> new TorchSequence(work));
        if (work.cell() != Cell.GRU) {
            row.peer(Peer.DL4J, () -> new StockSequence(work));
        }
    }

    /** Forward, backward and update of the tutorial's net. */
    private void words(Sizes sizes) {
        WordWork work = new WordWork(scale.apply(sizes));
        add("words", work.sizes())
                .ours("step by step", () -> Words.stepByStep(work))
                .peer(Peer.LIBTORCH, () -> new TorchWords(work, true))
                .peer(Peer.DL4J, () -> new StockWords(work));
        add("words", work.sizes())
                .ours("Sequencer", () -> Words.sequencer(work))
                .ours("compiled", () -> Words.compiled(work))
                .peer(Peer.LIBTORCH, () -> new TorchWords(work, false))
                .peer(Peer.DL4J, () -> new StockWords(work));
    }

    /** One step in evaluation mode. */
    private void stream(Sizes sizes) {
        SequenceWork work = SequenceWork.of(Cell.LSTM, scale.apply(sizes));
        add("LSTM stream", work.sizes())
                .ours("step by step", () -> Nets.stream(work))
                .ours("compiled", () -> Nets.compiledStream(work))
                .peer(Peer.LIBTORCH, () -> new TorchStream(work))
                .peer(Peer.DL4J, () -> new StockStream(work));
    }

    /** An iteration of the tutorial's net; Deeplearning4j has no layers for it. */
    private void cosine(Sizes sizes) {
        LastStepWork work = LastStepWork.cosine(scale.apply(sizes));
        training("cosine", work).ours("DL4J fit", () -> Nets.fit(work));
    }

    private void lastStep(Sizes sizes) {
        training("LSTM last step", LastStepWork.lstm(scale.apply(sizes)));
    }

    /** Forward, backward and update. */
    private Row training(String name, LastStepWork work) {
        return add(name, work.sizes())
                .ours("Sequencer", () -> Nets.training(work))
                .ours("compiled", () -> Nets.compiledTraining(work))
                .peer(Peer.LIBTORCH, () -> new TorchLastStep(work));
    }

    private Row add(String name, Sizes sizes) {
        Row row = new Row(name + " " + sizes);
        rows.add(row);
        return row;
    }
}
