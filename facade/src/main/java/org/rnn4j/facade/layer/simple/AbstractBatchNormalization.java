package org.rnn4j.facade.layer.simple;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** Brings each feature of a batch to mean 0 and variance 1; a feature is one number of a sample, or a plane or more of them. */
public abstract class AbstractBatchNormalization extends Module {
    private final int nDim;
    private final int size;
    private final double eps;
    private final double momentum;
    private final boolean affine;
    private Tensor weight;
    private Tensor bias;
    private Tensor gradWeight;
    private Tensor gradBias;
    private Tensor runningMean;
    private Tensor runningVar;

    /** Of the batch: what forward leaves for backward. */
    private Tensor saveMean = new Tensor();

    private Tensor saveInverse = new Tensor();

    /** For one call, a number for each feature. */
    private @Nullable Tensor factors;

    private @Nullable Tensor otherFactors;
    private @Nullable Tensor shifts;

    AbstractBatchNormalization(
            int nDim, int size, @Nullable Double eps, @Nullable Double momentum, @Nullable Boolean affine) {
        if (size < 1) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": expected a positive size, got " + size);
        }
        this.nDim = nDim;
        this.size = size;
        this.eps = eps == null ? 1e-5 : eps;
        this.momentum = momentum == null ? 0.1 : momentum;
        this.affine = affine == null || affine;
        weight = new Tensor((long) size);
        bias = new Tensor((long) size);
        gradWeight = new Tensor((long) size);
        gradBias = new Tensor((long) size);
        runningMean = new Tensor((long) size);
        runningVar = new Tensor((long) size);
        reset();
    }

    @Override
    public final void reset() {
        if (affine) {
            Generator.global().uniform(weight, 0, 1);
        } else {
            weight.fill(1);
        }
        bias.zero();
        runningMean.zero();
        runningVar.fill(1);
    }

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = batch(input);
        Tensor output = outputBuffer().resizeAs(x);
        Tensor planes = planes(x);
        Kernels kernels = Kernels.get();
        saveMean.resize(size);
        saveInverse.resize(size);
        if (normalizesBatch(x)) {
            kernels.planeMoments(planes, saveMean, saveInverse);
            gather(x.nElement() / size);
        } else {
            saveMean.copy(runningMean);
            for (int d = 0; d < size; d++) {
                put(saveInverse, d, inverse(number(runningVar, d)));
            }
        }
        kernels.scalePlanes(planes, saveMean, weightOverDeviation(), bias, planes(output));
        return output;
    }

    /** Takes mean and variance of a batch of {@code n} numbers to the running ones, and the inverse of the deviation from the variance. */
    private void gather(long n) {
        for (int d = 0; d < size; d++) {
            double variance = number(saveInverse, d);
            put(runningMean, d, (1 - momentum) * number(runningMean, d) + momentum * number(saveMean, d));
            put(runningVar, d, (1 - momentum) * number(runningVar, d) + momentum * variance * n / (n - 1));
            put(saveInverse, d, inverse(variance));
        }
    }

    /** Without eps, what does not vary stays at its mean. */
    private double inverse(double variance) {
        return variance == 0 && eps == 0 && isTraining() ? 0 : 1 / Math.sqrt(variance + eps);
    }

    private Tensor weightOverDeviation() {
        Tensor result = buffer(factors).resizeAs(weight);
        factors = result;
        Kernels.get().multiply(weight, saveInverse, result);
        return result;
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = batch(input);
        Tensor gradient = gradient(x, gradOutput);
        recallStatistics(x);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Tensor byGradient = weightOverDeviation();
        Tensor shift = buffer(shifts).resizeAs(weight).zero();
        shifts = shift;
        Kernels kernels = Kernels.get();
        if (!normalizesBatch(x)) {
            kernels.scalePlanes(planes(gradient), shift, byGradient, shift, planes(gradInput));
            return gradInput;
        }
        Tensor byInput = buffer(otherFactors).resizeAs(weight).zero();
        otherFactors = byInput;
        kernels.addPlaneSums(1, planes(gradient), shift);
        kernels.addPlaneProducts(1, planes(x), saveMean, planes(gradient), byInput);
        double n = (double) x.nElement() / size;
        for (int d = 0; d < size; d++) {
            double factor = number(byGradient, d);
            double inverse = number(saveInverse, d);
            put(byInput, d, -number(byInput, d) / n * inverse * inverse * factor);
            put(shift, d, -number(shift, d) / n * factor);
        }
        kernels.combinePlanes(planes(x), saveMean, byInput, planes(gradient), byGradient, shift, planes(gradInput));
        return gradInput;
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = batch(input);
        Tensor gradient = gradient(x, gradOutput);
        if (!affine) {
            return;
        }
        recallStatistics(x);
        Tensor products = buffer(factors).resizeAs(weight).zero();
        factors = products;
        Kernels.get().addPlaneProducts(1, planes(x), saveMean, planes(gradient), products);
        for (int d = 0; d < size; d++) {
            put(gradWeight, d, number(gradWeight, d) + scale * number(products, d) * number(saveInverse, d));
        }
        Kernels.get().addPlaneSums(scale, planes(gradient), gradBias);
    }

    /** Evaluation goes by the running statistics, also in a backward after a forward in training. */
    private void recallStatistics(Tensor x) {
        if (normalizesBatch(x)) {
            return;
        }
        saveMean.resize(size).copy(runningMean);
        saveInverse.resize(size);
        for (int d = 0; d < size; d++) {
            put(saveInverse, d, inverse(number(runningVar, d)));
        }
    }

    private static double number(Tensor tensor, long index) {
        return tensor.storage().getDouble(tensor.offset() + index);
    }

    private static void put(Tensor tensor, long index, double value) {
        tensor.storage().putDouble(tensor.offset() + index, value);
    }

    @Override
    public final Parameters parameters() {
        return affine ? super.parameters() : Parameters.NONE;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        runningMean = fields.statistic("running_mean", runningMean);
        runningVar = fields.statistic("running_var", runningVar);
        saveMean = fields.buffer("save_mean", saveMean);
        saveInverse = fields.buffer("save_std", saveInverse);
        factors = fields.buffer("factors", factors);
        otherFactors = fields.buffer("otherFactors", otherFactors);
        shifts = fields.buffer("shifts", shifts);
    }

    /** The scales, one for each feature. */
    public final Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public final Tensor gradWeight() {
        return gradWeight;
    }

    /** The shifts, one for each feature. */
    public final Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #bias}. */
    public final Tensor gradBias() {
        return gradBias;
    }

    /** The mean that evaluation goes by, one for each feature. */
    public final Tensor runningMean() {
        return runningMean;
    }

    /** The variance that evaluation goes by, one for each feature. */
    public final Tensor runningVar() {
        return runningVar;
    }

    /** The name, the number of dimensions of a batch, and that of features. */
    @Override
    public final String toString() {
        return super.toString() + " (" + nDim + "D) (" + size + ")";
    }

    private Tensor batch(Activity input) {
        Tensor x = operand("input", input);
        if (!isTraining() && x.dim() == nDim - 1 && x.size(1) == size) {
            return asBatch(x);
        }
        if (x.dim() != nDim || x.size(2) != size) {
            throw expected(describeBatch() + " as input", input);
        }
        return x;
    }

    private String describeBatch() {
        return "a batch of size [N, " + size
                + switch (nDim) {
                    case 2 -> "]";
                    case 4 -> ", H, W]";
                    default -> ", T, H, W]";
                };
    }

    private static Tensor asBatch(Tensor sample) {
        long[] sizes = new long[sample.dim() + 1];
        sizes[0] = 1;
        System.arraycopy(sample.size(), 0, sizes, 1, sample.dim());
        return sample.view(sizes);
    }

    /** A batch as images whose planes are the features. */
    private Tensor planes(Tensor batch) {
        return batch.view(batch.size(1), size, 1, batch.nElement() / (batch.size(1) * size));
    }

    /** Whether the numbers of this batch count, and not what the ones before had; a single sample has no variance. */
    private boolean normalizesBatch(Tensor x) {
        return isTraining() && x.size(1) > 1;
    }

    private Tensor gradient(Tensor x, Activity gradOutput) {
        lastOutput();
        Tensor gradient = operand("gradOutput", gradOutput);
        if (!isTraining() && gradient.dim() == nDim - 1 && x.size(1) == 1) {
            gradient = asBatch(gradient);
        }
        if (!gradient.isSameSizeAs(x)) {
            throw expected("gradOutput of size " + Arrays.toString(x.size()), gradOutput);
        }
        return gradient;
    }
}
