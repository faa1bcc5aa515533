package org.rnn4j.facade.recurrent;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.RnnSequence;
import org.rnn4j.facade.kernels.Transfer;
import org.rnn4j.facade.layer.simple.Add;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.transfer.ReLU;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The simple recurrence {@code h' = f(input(x) + feedback(h))} over whole sequences: the inputs of all steps go through their module at once, a
 * kernel does the rest. At the first step a bias of its own may take the place of the feedback.
 */
final class RnnCell implements KernelCell<RnnSequence.Parameters> {
    private final String where;
    private final Module input;
    private final Linear feedback;
    private final @Nullable Add start;
    private final Transfer function;
    private final RowWiseStage stage;

    private RnnCell(
            String where, Module input, Linear feedback, @Nullable Add start, Transfer function, int sampleDimensions) {
        this.where = where;
        this.input = input;
        this.feedback = feedback;
        this.start = start;
        this.function = function;
        stage = new RowWiseStage(input, sampleDimensions);
    }

    /**
     * The cell made of these modules, or null if one of them is not of a kind that the kernel knows. One module as input and
     * feedback is none: step by step, as in Torch, its second output takes the place of its first.
     *
     * @param known a cell to give back if it is just that
     * @param where what messages call the place of the input module
     * @param start what the first step has instead of the feedback, or null if it has the feedback of zeros
     */
    static @Nullable RnnCell of(
            @Nullable RnnCell known,
            String where,
            Module input,
            Module feedback,
            @Nullable Module start,
            Module transfer) {
        Transfer function = functionOf(transfer);
        boolean startFits =
                start == null || (start instanceof Add add && add.isRowWise() && add.sampleDimensions() == 1);
        if (function == null
                || !startFits
                || !(feedback instanceof Linear linear)
                || linear.inputSize() != linear.outputSize()
                || feedback == input
                || !(input instanceof RowWise rowWise && rowWise.isRowWise())
                || rowWise.sampleDimensions() == RowWise.ANY) {
            return null;
        }
        if (known != null
                && known.input == input
                && known.feedback == linear
                && known.start == start
                && known.function == function) {
            return known;
        }
        return new RnnCell(where, input, linear, (Add) start, function, rowWise.sampleDimensions());
    }

    private static @Nullable Transfer functionOf(Module transfer) {
        if (transfer instanceof Sigmoid) {
            return Transfer.SIGMOID;
        }
        if (transfer instanceof Tanh) {
            return Transfer.TANH;
        }
        return transfer instanceof ReLU relu && relu.isRowWise() ? Transfer.RELU : null;
    }

    @Override
    public RnnSequence newSequence() {
        return new RnnSequence(function);
    }

    @Override
    public int sampleDimensions() {
        return stage.sampleDimensions();
    }

    @Override
    public long units() {
        return feedback.inputSize();
    }

    @Override
    public RnnSequence.Parameters weights() {
        return asTheKernelTakes(feedback.parameters().weights(), start == null ? null : start.bias());
    }

    @Override
    public RnnSequence.Parameters gradients() {
        return asTheKernelTakes(
                feedback.parameters().gradients(),
                start == null ? null : start.parameters().gradients().get(0));
    }

    /** Without a start the first step has the feedback of zeros, which is its bias. */
    private static RnnSequence.Parameters asTheKernelTakes(List<Tensor> ofFeedback, @Nullable Tensor ofStart) {
        Tensor bias = ofFeedback.size() > 1 ? ofFeedback.get(1) : null;
        return new RnnSequence.Parameters(ofFeedback.get(0).t(), bias, ofStart == null ? bias : ofStart);
    }

    @Override
    public Tensor project(Tensor steps) {
        return located(() -> stage.forward(steps));
    }

    @Override
    public Tensor projectBack(Tensor steps, Tensor gradProjected) {
        return located(() -> stage.updateGradInput(steps, gradProjected));
    }

    private Tensor located(Supplier<Tensor> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw Failures.at(where, e);
        }
    }

    @Override
    public void accumulateProjection(Tensor steps, Tensor gradProjected, double scale) {
        stage.accGradParameters(steps, gradProjected, scale);
    }

    @Override
    public void release() {
        stage.release();
    }
}
