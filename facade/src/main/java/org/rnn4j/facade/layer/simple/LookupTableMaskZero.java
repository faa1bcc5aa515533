package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A {@link LookupTable} with one index more: 0 is padding and gives zeros, which masked modules behind it leave out.
 *
 * <pre>y[i] = weight[x[i] + 1],   weight[1] = 0</pre>
 *
 * Input: indices from 0, {@code [N]} or {@code [N, T]}, in a tensor of any type. Output: {@code [N, H]} or {@code [N, T, H]}. The
 * gradient of the input is zeros of its type and size.
 *
 * <p>Learned parameters: {@code weight} {@code [nIndex + 1, H]}, normal with mean 0 and standard deviation 1. The first row is set to zero
 * at every forward; as in Torch it collects a gradient all the same, which updateParameters applies until the next forward.
 *
 * <p>Differs from Torch: an index with a fraction is refused, not cut off to a whole one.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.LookupTableMaskZero">rnn manual: LookupTableMaskZero</a>
 */
public final class LookupTableMaskZero extends Module implements RowWise {
    /** The index of the first row. */
    private static final int PADDING = 0;

    private final int nIndex;
    private final int nOutput;
    private final IndexRange range;
    private Tensor weight;
    private Tensor gradWeight;

    /** A table of {@code nIndex} rows of {@code nOutput} (H) numbers, and one of zeros for index 0. */
    public LookupTableMaskZero(int nIndex, int nOutput) {
        if (nIndex < 1 || nOutput < 1) {
            throw new IllegalArgumentException(
                    "LookupTableMaskZero: expected positive sizes, got " + nIndex + " and " + nOutput);
        }
        this.nIndex = nIndex;
        this.nOutput = nOutput;
        range = new IndexRange(PADDING, nIndex);
        weight = new Tensor(nIndex + 1L, nOutput);
        gradWeight = new Tensor(nIndex + 1L, nOutput);
        reset();
    }

    @Override
    public void reset() {
        reset(1);
    }

    /** Draws new weights, normal with standard deviation {@code stdv}. */
    @Override
    public void reset(double stdv) {
        Generator.global().normal(weight, 0, stdv);
    }

    @Override
    public int sampleDimensions() {
        return 0;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor indices = indices(input);
        weight.select(1, 1).zero();
        Tensor output = Indices.sized(outputBuffer(), indices, nOutput);
        Kernels.get().gatherRows(weight, indices, PADDING, output);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor indices = indices(input);
        gradient(indices, gradOutput);
        return setGradInput(Indices.noGradient(gradInput(), indices));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor indices = indices(input);
        Tensor gradient = gradient(indices, gradOutput);
        Kernels.get().scatterAddRows(scale, gradient, indices, PADDING, gradWeight);
    }

    /**
     * Bounds the norm of what leads to one output, a column of the weights, and then of what leads away from one index, a row. As in dpnn, {@code maxInNorm}
     * bounds the columns, too, where there is no {@code maxOutNorm}.
     */
    @Override
    public void maxParamNorm(@Nullable Double maxOutNorm, @Nullable Double maxInNorm) {
        Indices.maxParamNorm(weight, hyperparameters(), maxOutNorm, maxInNorm);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        gradWeight = fields.gradient("gradWeight", gradWeight);
    }

    /** The largest index. */
    public int nIndex() {
        return nIndex;
    }

    /** Size H of a row. */
    public int nOutput() {
        return nOutput;
    }

    /** The rows, {@code [nIndex + 1, H]}, that of index 0 first. */
    public Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public Tensor gradWeight() {
        return gradWeight;
    }

    private Tensor indices(Activity input) {
        return Indices.checked(this, tensor("input", input), range);
    }

    private Tensor gradient(Tensor indices, Activity gradOutput) {
        Tensor gradient = operand("gradOutput", gradOutput);
        if (!Indices.fits(gradient, indices, nOutput)) {
            throw expected(
                    "gradOutput of size " + nOutput + " for each index of " + indices.describeSizes(), gradOutput);
        }
        return gradient;
    }
}
