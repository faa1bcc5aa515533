package org.rnn4j.facade.layer.simple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Replaces each index by the row of the weights that it names: word indices by word vectors.
 *
 * <pre>y[i] = weight[x[i]]</pre>
 *
 * Input: indices from 1, {@code [N]} or {@code [N, T]}, in a tensor of any type. Output: {@code [N, H]} or {@code [N, T, H]}. The
 * gradient of the input is zeros of its type and size.
 *
 * <p>Learned parameters: {@code weight} {@code [nIndex, H]}, normal with mean 0 and standard deviation 1.
 *
 * <p>Differs from Torch: an index with a fraction is refused, not cut off to a whole one.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.LookupTable">Torch manual: LookupTable</a>
 */
public final class LookupTable extends Module implements RowWise {
    /** Keeps a row that shrinks to maxNorm from being above it by rounding; the number is Torch's. */
    private static final double NORM_EPSILON = 1e-7;

    private final int nIndex;
    private final int nOutput;
    private final IndexRange range;
    private final long paddingValue;
    private final double maxNorm;
    private final double normType;
    private boolean scaleGradByFreq;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor scaledGradient;
    private @Nullable Tensor keptGradient;

    /** A table of {@code nIndex} rows of {@code nOutput} (H) numbers. */
    public LookupTable(int nIndex, int nOutput) {
        this(nIndex, nOutput, 0);
    }

    /** A table whose row {@code paddingValue} (from 1; 0 for none) gets no gradient. */
    public LookupTable(int nIndex, int nOutput, long paddingValue) {
        this(nIndex, nOutput, paddingValue, Double.POSITIVE_INFINITY);
    }

    /** A table whose rows are scaled down to the norm {@code maxNorm} when they are looked up and longer than that. */
    public LookupTable(int nIndex, int nOutput, long paddingValue, double maxNorm) {
        this(nIndex, nOutput, paddingValue, maxNorm, 2);
    }

    /** A table whose rows are kept within the {@code normType}-norm {@code maxNorm}. */
    public LookupTable(int nIndex, int nOutput, long paddingValue, double maxNorm, double normType) {
        if (nIndex < 1 || nOutput < 1) {
            throw new IllegalArgumentException(
                    "LookupTable: expected positive sizes, got " + nIndex + " and " + nOutput);
        }
        if (!(maxNorm > 0) || !(normType > 0)) {
            throw new IllegalArgumentException(
                    "LookupTable: expected positive maxNorm and normType, got " + maxNorm + " and " + normType);
        }
        this.nIndex = nIndex;
        this.nOutput = nOutput;
        range = new IndexRange(1, nIndex);
        this.paddingValue = paddingValue;
        this.maxNorm = maxNorm;
        this.normType = normType;
        weight = new Tensor(nIndex, nOutput);
        gradWeight = new Tensor(nIndex, nOutput);
        reset();
    }

    /**
     * Divides the gradient of each row by how often its index occurs in the input.
     *
     * @return this
     */
    public LookupTable scaleGradByFreq() {
        scaleGradByFreq = true;
        return this;
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
    public boolean isRowWise() {
        return !scaleGradByFreq;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor indices = indices(input);
        if (maxNorm < Double.POSITIVE_INFINITY) {
            shrinkRows(indices);
        }
        Tensor output = Indices.sized(outputBuffer(), indices, nOutput);
        Kernels.get().gatherRows(weight, indices, 1, output);
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
        Tensor rows = scaleGradByFreq ? dividedByCount(gradient, indices) : gradient;
        Kernels kernels = Kernels.get();
        if (paddingValue < 1 || paddingValue > nIndex) {
            kernels.scatterAddRows(scale, rows, indices, 1, gradWeight);
        } else {
            Tensor padding = gradWeight.select(1, paddingValue);
            Tensor kept = buffer(keptGradient).resizeAs(padding).copy(padding);
            keptGradient = kept;
            kernels.scatterAddRows(scale, rows, indices, 1, gradWeight);
            padding.copy(kept);
        }
    }

    private Tensor dividedByCount(Tensor gradient, Tensor indices) {
        int[] count = new int[nIndex + 1];
        Storage storage = indices.storage();
        for (long i = 0; i < indices.nElement(); i++) {
            count[(int) storage.getLong(indices.offset() + i)]++;
        }
        Tensor result =
                buffer(scaledGradient).resize(indices.nElement(), nOutput).copy(gradient);
        scaledGradient = result;
        for (long i = 0; i < indices.nElement(); i++) {
            int n = count[(int) storage.getLong(indices.offset() + i)];
            if (n > 1) {
                Kernels.get().scale(result.select(1, i + 1), 1.0 / n);
            }
        }
        return result;
    }

    private void shrinkRows(Tensor indices) {
        Storage storage = indices.storage();
        for (long i = 0; i < indices.nElement(); i++) {
            Tensor row = weight.select(1, storage.getLong(indices.offset() + i));
            double norm = norm(row);
            if (norm > maxNorm) {
                Kernels.get().scale(row, maxNorm / (norm + NORM_EPSILON));
            }
        }
    }

    private double norm(Tensor row) {
        double sum = 0;
        for (long i = 0; i < nOutput; i++) {
            sum += Math.pow(Math.abs(row.storage().getDouble(row.offset() + i)), normType);
        }
        return Math.pow(sum, 1 / normType);
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
        scaledGradient = fields.buffer("scaledGradient", scaledGradient);
        keptGradient = fields.buffer("keptGradient", keptGradient);
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return scaleGradByFreq ? List.of(List.of("scaleGradByFreq")) : List.of();
    }

    /** How many rows there are. */
    public int nIndex() {
        return nIndex;
    }

    /** Size H of a row. */
    public int nOutput() {
        return nOutput;
    }

    /** The rows, {@code [nIndex, H]}. */
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
