package org.rnn4j.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.benchmarks.work.Weights;

/** Forward and backward of libtorch's lstm, gru or rnn_tanh. */
public final class TorchSequence implements Contender {
    private final SequenceWork work;
    private final Layout layout;
    private final NDManager manager = Libtorch.manager();
    private final NDArray input;
    private final NDArray gradOutput;
    private final NDList states = new NDList();
    private final NDList parameters = new NDList();

    /** The layers of {@code work}, with its weights. */
    public TorchSequence(SequenceWork work) {
        this.work = work;
        layout = Cells.layout(work.cell());
        Sizes sizes = work.sizes();
        input = manager.create(work.input(), new Shape(sizes.steps(), sizes.batch(), sizes.input()));
        gradOutput = manager.create(work.gradOutput(), new Shape(sizes.steps(), sizes.batch(), work.outputSize()));
        Shape state = new Shape(work.weights().size(), sizes.batch(), sizes.hidden());
        for (int i = 0; i < (work.cell() == Cell.LSTM ? 2 : 1); i++) {
            states.add(manager.zeros(state));
        }
        for (Weights layer : work.weights()) {
            List<float[]> values = layout.pack(layer);
            List<Shape> shapes = Cells.shapes(work.cell(), layer.input(), layer.hidden());
            for (int i = 0; i < values.size(); i++) {
                parameters.add(manager.create(values.get(i), shapes.get(i)));
            }
        }
        input.setRequiresGradient(true);
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    }

    @Override
    public void iterate() {
        Gradients.remember(true);
        Gradients.zero(input);
        parameters.forEach(Gradients::zero);
        try (NDList outputs = forward()) {
            Gradients.backward(outputs.head(), gradOutput);
        }
    }

    private NDList forward() {
        boolean both = work.isBothWays();
        var functions = input.getNDArrayInternal();
        return switch (work.cell()) {
            case LSTM -> functions.lstm(input, states, parameters, true, work.layers(), 0, true, both, false);
            case GRU -> functions.gru(input, states.head(), parameters, true, work.layers(), 0, true, both, false);
            case RNN ->
                functions.rnn(
                        input,
                        states.head(),
                        parameters,
                        true,
                        work.layers(),
                        RNN.Activation.TANH,
                        0,
                        true,
                        both,
                        false);
        };
    }

    @Override
    public Results results() {
        Results results = new Results();
        try (NDList outputs = forward()) {
            results.put("output", outputs.head().toFloatArray());
        }
        results.put("gradInput", Gradients.of(input));
        List<float[]> gradients = new ArrayList<>();
        parameters.forEach(parameter -> gradients.add(Gradients.of(parameter)));
        work.net().addTo(results, layout, gradients);
        return results;
    }

    @Override
    public void close() {
        manager.close();
    }
}
