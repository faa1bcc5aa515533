package org.rnn4j.facade.layer.transfer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Keeps what is positive and what is negative apart.
 *
 * <pre>y = {max(x, 0), max(-x, 0)}, one behind the other along the first dimension of a sample</pre>
 *
 * Input: a single sample of {@code nInputDims} dimensions, or a batch of them. Output: twice the size in the first dimension of a sample.
 *
 * <p>Differs from Torch: there are no modules inside.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#crelu">Torch manual: CReLU</a>
 * @see <a href="https://arxiv.org/abs/1603.05201">W. Shang and others: Understanding and Improving Convolutional Neural Networks via
 *     Concatenated Rectified Linear Units, 2016</a>
 */
public final class CReLU extends Module implements RowWise {
    private final int nInputDims;
    private final boolean inplace;
    private @Nullable Tensor negative;

    /** For samples of {@code nInputDims} dimensions. */
    public CReLU(int nInputDims) {
        this(nInputDims, false);
    }

    /** Torch's form that may save memory inside; here there is nothing to save, and {@code inplace} changes nothing. */
    public CReLU(int nInputDims, boolean inplace) {
        if (nInputDims < 1) {
            throw new IllegalArgumentException("CReLU: expected a positive number of dimensions, got " + nInputDims);
        }
        this.nInputDims = nInputDims;
        this.inplace = inplace;
    }

    @Override
    public int sampleDimensions() {
        return nInputDims;
    }

    /** Whether Torch's form that saves memory was asked for. */
    public boolean inplace() {
        return inplace;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        int doubled = doubled(x);
        Tensor output = outputBuffer().resize(sizes(x, doubled));
        Elementwise.map(element -> element > 0 ? element : 0, x, half(output, doubled, 0));
        Elementwise.map(element -> element < 0 ? -element : 0, x, half(output, doubled, 1));
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        int doubled = doubled(x);
        Tensor gradient = operand("gradOutput", gradOutput);
        if (!gradient.isSize(sizes(x, doubled))) {
            throw expected("gradOutput of the size of the output for input " + x.describeSizes(), gradOutput);
        }
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Elementwise.map((element, g) -> element > 0 ? g : 0, x, half(gradient, doubled, 0), gradInput);
        Tensor other = buffer(negative).resizeAs(x);
        negative = other;
        Elementwise.map((element, g) -> element < 0 ? -g : 0, x, half(gradient, doubled, 1), other);
        return gradInput.add(other);
    }

    /** The dimension of the input that is doubled, from 1: the first one of a sample. */
    private int doubled(Tensor x) {
        int doubled = x.dim() == nInputDims + 1 ? 2 : 1;
        if (x.dim() == 0) {
            throw expected("input with elements", x);
        }
        return doubled;
    }

    private static long[] sizes(Tensor x, int doubled) {
        long[] sizes = x.size();
        sizes[doubled - 1] *= 2;
        return sizes;
    }

    private static Tensor half(Tensor both, int doubled, int index) {
        long size = both.size(doubled) / 2;
        return both.narrow(doubled, index * size + 1, size);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        negative = fields.buffer("negative", negative);
    }

    /** {@code CReLU()}, as Torch has it. */
    @Override
    public String toString() {
        return "CReLU()";
    }
}
