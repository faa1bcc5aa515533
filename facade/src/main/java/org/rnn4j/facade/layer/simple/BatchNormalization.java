package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it.
 *
 * <pre>y = (x - mean(x)) / sqrt(var(x) + eps) . weight + bias</pre>
 *
 * Input and output: {@code [N, D]}. In training mean and (biased) variance are those of the batch; in evaluation, and as in Torch for a batch
 * of one, the running ones, which then stay. Evaluation takes {@code [D]} as a batch of one, too.
 *
 * <p>Learned parameters, if affine: {@code weight} {@code [D]}, uniform within 0 and 1, and {@code bias} {@code [D]}, 0.
 *
 * <p>State: {@code running_mean} and {@code running_var} {@code [D]}, 0 and 1 at first: in training they become {@code (1 - momentum)} of what
 * they were plus {@code momentum} of the mean and of the unbiased variance of the batch. Time steps gather them together.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.BatchNormalization">Torch: BatchNormalization</a>; Sergey Ioffe,
 *     Christian Szegedy, Batch Normalization, 2015
 */
public final class BatchNormalization extends Module {
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
    private Tensor batchMean = new Tensor();
    private Tensor batchDeviation = new Tensor();

    /** For {@code size} (D) features. */
    public BatchNormalization(int size) {
        this(size, null);
    }

    /** With its own {@code eps}; 1e-5 if null. */
    public BatchNormalization(int size, @Nullable Double eps) {
        this(size, eps, null);
    }

    /** With its own {@code momentum}; 0.1 if null. */
    public BatchNormalization(int size, @Nullable Double eps, @Nullable Double momentum) {
        this(size, eps, momentum, null);
    }

    /** With or without learned parameters; with them if {@code affine} is null. */
    public BatchNormalization(int size, @Nullable Double eps, @Nullable Double momentum, @Nullable Boolean affine) {
        if (size < 1) {
            throw new IllegalArgumentException("BatchNormalization: expected a positive size, got " + size);
        }
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
    public void reset() {
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
    public Tensor updateOutput(Activity input) {
        Tensor x = rows(input);
        long n = x.size(1);
        boolean ofBatch = normalizesBatch(x);
        batchMean.resize(size);
        batchDeviation.resize(size);
        Tensor output = outputBuffer().resizeAs(x);
        for (int d = 0; d < size; d++) {
            double mean = ofBatch ? mean(x, d) : number(runningMean, d);
            double variance = ofBatch ? variance(x, d, mean) : number(runningVar, d);
            if (ofBatch) {
                put(runningMean, d, (1 - momentum) * number(runningMean, d) + momentum * mean);
                put(runningVar, d, (1 - momentum) * number(runningVar, d) + momentum * variance * n / (n - 1));
            }
            double deviation = Math.sqrt(variance + eps);
            put(batchMean, d, mean);
            put(batchDeviation, d, deviation);
            double scale = number(weight, d) / deviation;
            for (long i = d; i < n * size; i += size) {
                put(output, i, (number(x, i) - mean) * scale + number(bias, d));
            }
        }
        return output;
    }

    private double mean(Tensor x, int feature) {
        double sum = 0;
        for (long i = feature; i < x.nElement(); i += size) {
            sum += number(x, i);
        }
        return sum / x.size(1);
    }

    private double variance(Tensor x, int feature, double mean) {
        double sum = 0;
        for (long i = feature; i < x.nElement(); i += size) {
            double difference = number(x, i) - mean;
            sum += difference * difference;
        }
        return sum / x.size(1);
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor gradient = gradient(gradOutput);
        long n = x.size(1);
        boolean ofBatch = normalizesBatch(x);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        for (int d = 0; d < size; d++) {
            double mean = number(batchMean, d);
            double deviation = number(batchDeviation, d);
            double sum = 0;
            double product = 0;
            for (long i = d; ofBatch && i < n * size; i += size) {
                sum += number(gradient, i);
                product += number(gradient, i) * (number(x, i) - mean);
            }
            double scale = number(weight, d) / deviation;
            double slope = product / (n * deviation * deviation);
            for (long i = d; i < n * size; i += size) {
                put(gradInput, i, (number(gradient, i) - sum / n - (number(x, i) - mean) * slope) * scale);
            }
        }
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        if (!affine) {
            return;
        }
        Tensor x = rows(input);
        Tensor gradient = gradient(gradOutput);
        for (int d = 0; d < size; d++) {
            double sum = 0;
            double product = 0;
            for (long i = d; i < x.nElement(); i += size) {
                sum += number(gradient, i);
                product += number(gradient, i) * (number(x, i) - number(batchMean, d));
            }
            put(gradWeight, d, number(gradWeight, d) + scale * product / number(batchDeviation, d));
            put(gradBias, d, number(gradBias, d) + scale * sum);
        }
    }

    private static double number(Tensor tensor, long index) {
        return tensor.storage().getDouble(tensor.offset() + index);
    }

    private static void put(Tensor tensor, long index, double value) {
        tensor.storage().putDouble(tensor.offset() + index, value);
    }

    @Override
    public Parameters parameters() {
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
        batchMean = fields.buffer("save_mean", batchMean);
        batchDeviation = fields.buffer("save_std", batchDeviation);
    }

    /** The scales, {@code [D]}. */
    public Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public Tensor gradWeight() {
        return gradWeight;
    }

    /** The shifts, {@code [D]}. */
    public Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #bias}. */
    public Tensor gradBias() {
        return gradBias;
    }

    /** The mean that evaluation goes by, {@code [D]}. */
    public Tensor runningMean() {
        return runningMean;
    }

    /** The variance that evaluation goes by, {@code [D]}. */
    public Tensor runningVar() {
        return runningVar;
    }

    /** {@code nn.BatchNormalization (2D) (4)}. */
    @Override
    public String toString() {
        return super.toString() + " (2D) (" + size + ")";
    }

    private Tensor rows(Activity input) {
        Tensor x = operand("input", input);
        if (!isTraining() && x.isSize(size)) {
            return x.view(1, size);
        }
        if (x.dim() != 2 || x.size(2) != size) {
            throw expected("a batch of size [N, " + size + "] as input", input);
        }
        return x;
    }

    /** Whether the numbers of this batch count, and not what the ones before had; a single row has no variance. */
    private boolean normalizesBatch(Tensor x) {
        return isTraining() && x.size(1) > 1;
    }

    private Tensor gradient(Activity gradOutput) {
        Tensor output = lastOutput().toTensor();
        return gradOutput instanceof Tensor tensor && !isTraining() && tensor.isSize(size) && output.size(1) == 1
                ? operand("gradOutput", tensor).view(1, size)
                : operand("gradOutput", gradOutput, output);
    }
}
