package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Sized;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** What the step-by-step LSTMs have in common: a state {@code {h, c}} of two tensors {@code [H]} or {@code [N, H]}. */
public abstract class AbstractLSTM extends StatefulRecurrent implements Sized {
    private static final int DEFAULT_RHO = 9999;

    private final int inputSize;
    private final int outputSize;
    private Tensor zeros = new Tensor();

    AbstractLSTM(int inputSize, int outputSize, @Nullable Integer rho) {
        super(rho == null ? DEFAULT_RHO : rho);
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
    }

    @Override
    public final Module recurrentModule() {
        return get(1);
    }

    @Override
    final int parts() {
        return 2;
    }

    @Override
    final Activity zeroState(Activity input) {
        Tensor x = tensor("input", input);
        if (x.dim() == 2) {
            zeros.resize(x.size(1), outputSize);
        } else {
            zeros.resize(outputSize);
        }
        zeros.zero();
        return Table.of(zeros, zeros);
    }

    /** Size D of the input. */
    @Override
    public final int inputSize() {
        return inputSize;
    }

    /** Number of units H. */
    @Override
    public final int outputSize() {
        return outputSize;
    }

    /** Sets h before the first step; it stays until replaced by another or null. */
    public final void setUserPrevOutput(@Nullable Tensor hidden) {
        setUserState(1, hidden);
    }

    /** Sets c before the first step; it stays until replaced by another or null. */
    public final void setUserPrevCell(@Nullable Tensor cell) {
        setUserState(2, cell);
    }

    /** Sets the gradient of h that comes from behind the last step; it stays until replaced by another or null. */
    public final void setUserNextGradOutput(@Nullable Tensor gradHidden) {
        setUserGradState(1, gradHidden);
    }

    /** Sets the gradient of c that comes from behind the last step; it stays until replaced by another or null. */
    public final void setUserNextGradCell(@Nullable Tensor gradCell) {
        setUserGradState(2, gradCell);
    }

    @Override
    protected final void fields(Fields fields) {
        super.fields(fields);
        zeros = fields.buffer("zeroTensor", zeros);
    }

    /** {@code nn.FastLSTM(3 -> 4)}. */
    @Override
    public final String toString() {
        return super.toString() + "(" + inputSize + " -> " + outputSize + ")";
    }
}
