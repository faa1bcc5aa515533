package org.rnn4j.bridge.layer;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.LstmGates;
import org.rnn4j.facade.kernels.LstmSequence;
import org.rnn4j.facade.kernels.View;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** An {@link LstmLayer} at work. */
final class LstmRuntime extends RecurrentRuntime<LstmLayer> {
    private final LstmSequence sequence = new LstmSequence(LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT);
    private final Tensor output;
    private final Tensor gradInput;
    private LstmSequence.@Nullable Parameters parameters;
    private LstmSequence.@Nullable Parameters gradients;
    private @Nullable Tensor flatGradients;

    LstmRuntime(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
        output = TimeMajor.empty(type);
        gradInput = TimeMajor.empty(type);
    }

    @Override
    public void setParamsViewArray(INDArray view) {
        super.setParamsViewArray(view);
        parameters = parts(Tensor.of(view));
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray view) {
        super.setBackpropGradientsViewArray(view);
        flatGradients = Tensor.of(view);
        gradients = parts(flatGradients);
    }

    /** W {@code [4H, D]}, b {@code [4H]} and R {@code [4H, H]}, one behind the other. */
    private LstmSequence.Parameters parts(Tensor flat) {
        long inputs = layerConf().getNIn();
        long units = layerConf().getNOut();
        Tensor numbers = flat.view(flat.nElement());
        Tensor inputWeight = numbers.narrow(1, 1, 4 * units * inputs).view(4 * units, inputs);
        Tensor bias = numbers.narrow(1, 4 * units * inputs + 1, 4 * units);
        Tensor recurrentWeight = numbers.narrow(1, 4 * units * (inputs + 1) + 1, 4 * units * units)
                .view(4 * units, units);
        return new LstmSequence.Parameters(inputWeight.t(), recurrentWeight.t(), bias, null, null);
    }

    private static <T> T set(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("LstmLayer: expected parameters and gradients to be set before use");
        }
        return value;
    }

    @Override
    Tensor forward(Tensor steps, Map<String, INDArray> initialState, boolean training) {
        if (steps.size(3) != layerConf().getNIn()) {
            throw new IllegalArgumentException(
                    name() + ": expected input of size " + layerConf().getNIn() + ", got " + steps.size(3));
        }
        Table initial = initialState.isEmpty()
                ? null
                : set(States.fromMap(initialState)).toTable();
        View hidden = initial == null ? null : initial.tensor(1);
        View cell = initial == null ? null : initial.tensor(2);
        return copy(sequence.forward(steps, hidden, cell, set(parameters), training), output);
    }

    private static Tensor copy(View from, Tensor to) {
        Kernels.get().copy(from, to.resize(from.extent(0), from.extent(1), from.extent(2)));
        return to;
    }

    @Override
    Map<String, INDArray> lastState() {
        return States.toMap(Table.of(copied(sequence.lastHidden()), copied(set(sequence.lastCell()))));
    }

    private static Tensor copied(View state) {
        Tensor copy = new Tensor(state.storage().type(), state.extent(0), state.extent(1));
        Kernels.get().copy(state, copy);
        return copy;
    }

    @Override
    Tensor backward(Tensor gradOutput) {
        View gradient = sequence.backward(gradOutput, null, null, set(parameters));
        set(flatGradients).zero();
        sequence.accumulate(set(gradients), 1);
        return copy(gradient, gradInput);
    }
}
