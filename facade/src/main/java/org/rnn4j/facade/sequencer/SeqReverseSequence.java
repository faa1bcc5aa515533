package org.rnn4j.facade.sequencer;

import org.rnn4j.facade.layer.Reversal;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Turns a sequence back to front.
 *
 * <pre>y[t] = x[T + 1 - t]</pre>
 *
 * Input: a tensor with time in the dimension named, as {@code [T, N, D]} for dimension 1. Output: a tensor of the same size.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.SeqReverseSequence">rnn manual: SeqReverseSequence</a>
 */
public final class SeqReverseSequence extends Module {
    private final int dimension;
    private Reversal reversal = new Reversal();

    /**
     * Reverses one dimension.
     *
     * @param dimension from 1
     */
    public SeqReverseSequence(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("SeqReverseSequence: expected a dimension from 1 on, got " + dimension);
        }
        this.dimension = dimension;
    }

    /** The dimension that is turned around, from 1. */
    public int dimension() {
        return dimension;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        return setOutput(reversal.reversed(output(), checked(input), dimension));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = checked(input);
        Tensor gradient = tensor("gradOutput", gradOutput);
        if (!gradient.isSameSizeAs(x)) {
            throw expected("gradOutput of the size of the input " + x.describeSizes(), gradOutput);
        }
        return setGradInput(reversal.reversed(gradInput(), gradient, dimension));
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        reversal = reversal.seenBy(fields);
    }

    private Tensor checked(Activity input) {
        Tensor x = tensor("input", input);
        if (x.dim() < dimension) {
            throw expected("input with a dimension " + dimension, input);
        }
        return x;
    }
}
