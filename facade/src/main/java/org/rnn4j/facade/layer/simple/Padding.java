package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Puts slices of one value in front of, behind or between those of a dimension.
 *
 * <p>Input: a tensor. Output: a tensor with the number of new slices more in that dimension.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Padding">Torch manual: Padding</a>
 */
public final class Padding extends Module implements RowWise {
    private final int dim;
    private final int pad;
    private final @Nullable Integer nInputDim;
    private final double value;
    private final int index;

    /** Zeros behind the end, or in front if {@code pad} is negative. */
    public Padding(int dim, int pad) {
        this(dim, pad, null);
    }

    /** Zeros in a dimension of single samples of {@code nInputDim} dimensions; null if batches are not told apart. */
    public Padding(int dim, int pad, @Nullable Integer nInputDim) {
        this(dim, pad, nInputDim, 0);
    }

    /** Slices of {@code value}. */
    public Padding(int dim, int pad, @Nullable Integer nInputDim, double value) {
        this(dim, pad, nInputDim, value, 1);
    }

    /**
     * Slices of {@code value} somewhere in between.
     *
     * @param dim from 1, of a single sample
     * @param pad how many slices; their place counts from the end if positive, and from the start if negative
     * @param nInputDim number of dimensions of a single sample, or null; any other input is a batch
     * @param index in front of which slice they are put, from 1 for the first one; counted from the end, behind which one
     */
    public Padding(int dim, int pad, @Nullable Integer nInputDim, double value, int index) {
        if (dim < 1 || index < 1 || (nInputDim != null && nInputDim < 1)) {
            throw new IllegalArgumentException("Padding: expected dim, nInputDim and index from 1 on, got " + dim + ", "
                    + nInputDim + " and " + index);
        }
        this.dim = dim;
        this.pad = pad;
        this.nInputDim = nInputDim;
        this.value = value;
        this.index = index;
    }

    @Override
    public int sampleDimensions() {
        return nInputDim == null ? 0 : nInputDim;
    }

    @Override
    public boolean isRowWise() {
        return nInputDim != null;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        int along = along(x);
        long before = before(x, along);
        long[] sizes = padded(x, along);
        Tensor output = outputBuffer().resize(sizes).fill(value);
        move(x, output, along, before, true);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        int along = along(x);
        long before = before(x, along);
        Tensor gradient = operand("gradOutput", gradOutput);
        if (!gradient.isSize(padded(x, along))) {
            throw expected("gradOutput of the size of the output for input " + x.describeSizes(), gradOutput);
        }
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        move(gradInput, gradient, along, before, false);
        return gradInput;
    }

    /** Copies what lies in front of the new slices and what lies behind them, to {@code padded} or back from there. */
    private void move(Tensor plain, Tensor padded, int along, long before, boolean forth) {
        long behind = plain.size(along) - before;
        if (before > 0) {
            move(plain.narrow(along, 1, before), padded.narrow(along, 1, before), forth);
        }
        if (behind > 0) {
            long first = before + Math.abs((long) pad) + 1;
            move(plain.narrow(along, before + 1, behind), padded.narrow(along, first, behind), forth);
        }
    }

    private static void move(Tensor plain, Tensor padded, boolean forth) {
        if (forth) {
            padded.copy(plain);
        } else {
            plain.copy(padded);
        }
    }

    private int along(Tensor x) {
        int along = nInputDim == null || x.dim() == nInputDim ? dim : dim + 1;
        if (along > x.dim()) {
            throw expected("input with a dimension " + along, x);
        }
        return along;
    }

    /** How many slices lie in front of the new ones. */
    private long before(Tensor x, int along) {
        long size = x.size(along);
        if (index > size + 1) {
            throw expected("input of size " + (index - 1) + " at least in dimension " + along, x);
        }
        return pad > 0 ? size - index + 1 : index - 1;
    }

    private long[] padded(Tensor x, int along) {
        long[] sizes = x.size();
        sizes[along - 1] += Math.abs((long) pad);
        return sizes;
    }
}
