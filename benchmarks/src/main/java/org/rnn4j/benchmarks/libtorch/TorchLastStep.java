package org.rnn4j.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.LastStepWork;
import org.rnn4j.benchmarks.work.Sizes;

/** Training by the last step. */
public final class TorchLastStep extends TorchTraining {
    private static final int[] LAST_DIMENSION = {2};

    private final LastStepWork work;
    private final NDArray input;
    private final NDArray target;
    private final NDList states;

    /** Training of the net of {@code work}. */
    public TorchLastStep(LastStepWork work) {
        super(work.net(), Cells.layout(Cell.LSTM), work.rate(), shapes(work));
        this.work = work;
        Sizes sizes = work.sizes();
        NDManager manager = manager();
        input = manager.create(work.input(), new Shape(sizes.steps(), sizes.batch(), sizes.input()));
        target = manager.create(work.target(), new Shape(sizes.batch(), work.outputSize()));
        Shape state = new Shape(1, sizes.batch(), sizes.hidden());
        states = new NDList(manager.zeros(state), manager.zeros(state));
    }

    private static List<Shape> shapes(LastStepWork work) {
        int input = work.sizes().input();
        int hidden = work.sizes().hidden();
        if (!work.isCosine()) {
            return Cells.shapes(Cell.LSTM, input, hidden);
        }
        List<Shape> shapes = new ArrayList<>(List.of(new Shape(hidden, input), new Shape(hidden)));
        shapes.addAll(Cells.shapes(Cell.LSTM, hidden, hidden));
        shapes.addAll(List.of(new Shape(1, hidden), new Shape(1)));
        return shapes;
    }

    @Override
    NDArray loss(NDManager scratch) {
        input.attach(scratch);
        try {
            return work.isCosine() ? cosineLoss() : meanSquaredError(last(lstm(input, 0)));
        } finally {
            input.attach(manager());
        }
    }

    private NDArray cosineLoss() {
        NDArray hidden = lstm(linear(input, 0), 2);
        NDArray output = linear(hidden, 6).clip(-1, 1);
        // What NormStabilizer adds to the gradient is the gradient of this.
        NDArray norms = hidden.norm(2, LAST_DIMENSION, false);
        NDArray steps = norms.get("1:").sub(norms.get(":-1"));
        NDArray penalty = steps.square().sum().div(work.sizes().batch());
        NDArray error = meanSquaredError(last(output));
        // Of the two only the error is reported, as in Torch.
        return error.add(penalty).sub(penalty.stopGradient());
    }

    private NDArray lstm(NDArray sequence, int first) {
        return sequence.getNDArrayInternal()
                .lstm(sequence, states, parameters(first, 4), true, 1, 0, true, false, false)
                .head();
    }

    private NDArray linear(NDArray sequence, int first) {
        return sequence.getNDArrayInternal()
                .linear(sequence, parameter(first), parameter(first + 1))
                .head();
    }

    private NDArray last(NDArray sequence) {
        return sequence.get(work.sizes().steps() - 1L);
    }

    private NDArray meanSquaredError(NDArray output) {
        return output.sub(target).square().mean();
    }
}
