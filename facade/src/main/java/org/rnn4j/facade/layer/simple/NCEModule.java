package org.rnn4j.facade.layer.simple;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The last layer of a model with many classes, which learns to tell the right class from a few drawn by frequency, instead of computing the scores of all.
 *
 * <pre>
 * Pmt[n] = exp(W[t[n]] . x[n] + b[t[n]]) / Z        Pms[n][j] = exp(W[s[j]] . x[n] + b[s[j]]) / Z      s[1..k] the noise
 * Pnt[n] = unigrams[t[n]]                           Pns[n][j] = unigrams[s[j]]
 * </pre>
 *
 * Input: a table of {@code [N, D]} and the right classes t, {@code [N]}, from 1 to H. Output: the table {@code {Pmt, Pms, Pnt, Pns}} that {@link
 * org.rnn4j.facade.layer.criterion.NCECriterion} takes; in evaluation, if {@link #normalized(boolean) normalized}, the probabilities of all classes
 * {@code [N, H]}, or their logarithms if {@link #logsoftmax(boolean) logsoftmax}.
 *
 * <p>The noise is drawn at every forward: k classes for all samples, or k for each if {@link #batchnoise(boolean) batchnoise} is off. If Z is not
 * positive, the first forward sets it to what makes the mean of the probabilities {@code 1 / H}.
 *
 * <p>Learned parameters: {@code weight} {@code [H, D]}, uniform within {@code 1 / sqrt(D)}, and {@code bias} {@code [H]}, {@code -log(H)} at first. Gradients are those of the
 * last {@link #updateGradInput}, of the classes that were drawn only.
 *
 * <p>Differs from Torch: the frequencies that are given stay as they are, and nothing is printed when Z is set.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.NCEModule">dpnn manual: NCEModule</a>; Andriy Mnih, Yee Whye Teh, A fast and simple
 *     algorithm for training neural probabilistic language models, 2012
 */
public final class NCEModule extends Module {
    private final int inputSize;
    private final int outputSize;
    private final int k;
    private final ElementType unigramType;
    private final AliasTable noise;
    private boolean batchnoise = true;
    private boolean normalized;
    private boolean logsoftmax;

    private Tensor weight;
    private Tensor gradWeight;
    private Tensor bias;
    private Tensor gradBias;
    private Tensor constant;

    /** The noise and the targets: {@code [k + N]}, or {@code [N, 1 + k]} without batchnoise. */
    private Tensor sampleidx = new Tensor(ElementType.LONG);

    private @Nullable Tensor rows;
    private @Nullable Tensor biases;
    private @Nullable Tensor products;
    private @Nullable Tensor probabilities;
    private @Nullable Tensor noiseProbabilities;
    private @Nullable Tensor gradients;
    private @Nullable Tensor targetGradients;
    private @Nullable Tensor gradRows;

    /** {@code k} noise classes, drawn by {@code unigrams}; Z is found by the first forward. */
    public NCEModule(int inputSize, int outputSize, int k, Tensor unigrams) {
        this(inputSize, outputSize, k, unigrams, -1);
    }

    /**
     * A layer from {@code inputSize} (D) to {@code outputSize} (H) classes.
     *
     * @param k how many classes are drawn as noise
     * @param unigrams how often each class is drawn, {@code [H]}; the sum need not be 1
     * @param Z what the exponentials of scores are divided by, or a number that is not positive for what the first forward finds
     */
    public NCEModule(int inputSize, int outputSize, int k, Tensor unigrams, double Z) {
        if (inputSize < 1 || outputSize < 1 || k < 1) {
            throw new IllegalArgumentException("NCEModule: expected positive sizes and a positive k, got " + inputSize
                    + ", " + outputSize + " and " + k);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.k = k;
        checkUnigrams(unigrams, outputSize);
        unigramType = unigrams.elementType();
        weight = new Tensor(outputSize, inputSize);
        gradWeight = new Tensor(outputSize, inputSize);
        bias = new Tensor((long) outputSize);
        gradBias = new Tensor((long) outputSize);
        reset();
        noise = new AliasTable(unigrams);
        constant = new Tensor(1).fill(Z);
    }

    private static void checkUnigrams(Tensor unigrams, int outputSize) {
        Tensor given = Failures.given("NCEModule", "a frequency for each class", unigrams);
        boolean fits = given.elementType().isFloatingPoint() && given.isSize(outputSize);
        for (long i = 1; fits && i <= outputSize; i++) {
            fits = given.get(i) >= 0 && given.get(i) < Double.POSITIVE_INFINITY;
        }
        if (!fits || given.sum() == 0) {
            throw new IllegalArgumentException("NCEModule: expected a frequency for each of " + outputSize
                    + " classes, float or double numbers of at least 0, not all 0, got " + unigrams.describe());
        }
    }

    @Override
    public void reset() {
        double bound = 1 / Math.sqrt(inputSize);
        Generator.global().uniform(weight, -bound, bound);
        bias.fill(-Math.log(outputSize));
    }

    /** Draws new weights and biases, uniform within {@code bound}. */
    @Override
    public void reset(double bound) {
        Generator.global().uniform(weight, -bound, bound);
        Generator.global().uniform(bias, -bound, bound);
    }

    // ---- forward

    @Override
    public Activity updateOutput(Activity input) {
        Table both = both(input);
        Tensor x = inputs(both);
        if (normalized && !isTraining()) {
            return allClasses(x);
        }
        Tensor targets = targets(both, x);
        Table output = outputTable();
        output.truncate(4);
        for (int i = 1; i <= 4; i++) {
            output.set(i, buffer(output.find(i)));
        }
        if (batchnoise) {
            sharedNoise(x, targets, output);
        } else {
            ownNoise(x, targets, output);
        }
        return output;
    }

    private Tensor allClasses(Tensor x) {
        Kernels kernels = Kernels.get();
        Tensor scores = buffer(products).resize(x.size(1), outputSize);
        products = scores;
        kernels.setRows(bias, scores);
        kernels.gemm(1, x, false, weight, true, 1, scores);
        Tensor output = outputBuffer().resizeAs(scores);
        kernels.logSoftMax(scores, output);
        if (!logsoftmax) {
            output.exp();
        }
        return output;
    }

    private void sharedNoise(Tensor x, Tensor targets, Table output) {
        long samples = x.size(1);
        sampleidx.resize(k + samples);
        sampleidx.narrow(1, k + 1L, samples).copy(targets);
        noise.draw(sampleidx.storage(), sampleidx.offset(), k);
        gather();
        Tensor weights = given(rows);
        Tensor offsets = given(biases);
        Kernels kernels = Kernels.get();

        Tensor product = buffer(products).cmul(x, weights.narrow(1, k + 1L, samples));
        products = product;
        Tensor ofTargets = output.tensor(1).sum(product, 2).resize(samples);
        ofTargets.add(offsets.narrow(1, k + 1L, samples));
        ofTargets.exp();

        Tensor ofNoise = output.tensor(2).resize(samples, k);
        kernels.setRows(offsets.narrow(1, 1, k), ofNoise);
        kernels.gemm(1, x, false, weights.narrow(1, 1, k), true, 1, ofNoise);
        ofNoise.exp();

        findConstant(ofNoise);
        ofNoise.div(constant.item());
        ofTargets.div(constant.item());

        drawnProbabilities(output.tensor(3).resize(samples), k);
        Tensor row = buffer(noiseProbabilities).resize(k);
        noiseProbabilities = row;
        drawnProbabilities(row, 0);
        kernels.setRows(row, output.tensor(4).resize(samples, k));
    }

    private void ownNoise(Tensor x, Tensor targets, Table output) {
        long samples = x.size(1);
        // All noise is drawn before it is laid beside the targets, backwards, as a row is longer there.
        sampleidx.resize(samples, k + 1L);
        Storage indices = sampleidx.storage();
        long first = sampleidx.offset();
        noise.draw(indices, first, samples * k);
        for (long n = samples - 1; n >= 0; n--) {
            for (long j = k; j >= 1; j--) {
                indices.putLong(first + n * (k + 1) + j, indices.getLong(first + n * k + j - 1));
            }
        }
        sampleidx.select(2, 1).copy(targets);
        gather();
        Tensor scores = buffer(probabilities).resize(samples, k + 1L);
        probabilities = scores;
        scores.copy(given(biases));
        for (long n = 1; n <= samples; n++) {
            Kernels.get().gemm(1, x.narrow(1, n, 1), false, rowsOf(given(rows), n), true, 1, scores.narrow(1, n, 1));
        }
        scores.exp();
        findConstant(scores);
        scores.div(constant.item());
        output.tensor(1).resize(samples).copy(scores.select(2, 1));
        output.tensor(2).resize(samples, k).copy(scores.narrow(2, 2, k));
        Tensor drawn = buffer(noiseProbabilities).resize(samples, k + 1L);
        noiseProbabilities = drawn;
        drawnProbabilities(drawn, 0);
        output.tensor(3).resize(samples).copy(drawn.select(2, 1));
        output.tensor(4).resize(samples, k).copy(drawn.narrow(2, 2, k));
    }

    /** Those of {@code all} that belong to sample {@code n}, from 1, without batchnoise. */
    private Tensor rowsOf(Tensor all, long n) {
        return all.narrow(1, (n - 1) * (k + 1) + 1, k + 1L);
    }

    /** The weights and the biases of what was drawn. */
    private void gather() {
        long count = sampleidx.nElement();
        Tensor weights = buffer(rows).resize(count, inputSize);
        rows = weights;
        Tensor offsets = buffer(biases).resize(count, 1);
        biases = offsets;
        Tensor indices = sampleidx.view(-1);
        Kernels.get().gatherRows(weight, indices, 1, weights);
        Kernels.get().gatherRows(bias.view(outputSize, 1), indices, 1, offsets);
        offsets.resize(count);
    }

    /** The probabilities as noise of what was drawn, from position {@code first} on, from 0. */
    private void drawnProbabilities(Tensor result, long first) {
        for (long i = 0; i < result.nElement(); i++) {
            long drawn = sampleidx.storage().getLong(sampleidx.offset() + first + i);
            result.storage().putDouble(result.offset() + i, noise.probability(drawn));
        }
    }

    private void findConstant(Tensor exponentials) {
        if (constant.item() <= 0) {
            constant.fill(exponentials.mean() * outputSize);
        }
    }

    // ---- backward

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table both = both(input);
        Tensor x = inputs(both);
        Tensor targets = targets(both, x);
        long samples = x.size(1);
        if (!(lastOutput() instanceof Table output)
                || sampleidx.nElement() != (batchnoise ? k + samples : (k + 1) * samples)) {
            throw expected("the input of the last forward, which has drawn noise for its samples", input);
        }
        Table gradient = table("gradOutput", gradOutput);
        if (gradient.size() < 2) {
            throw expected("gradOutput with a gradient of both probabilities under the model", gradOutput);
        }
        Tensor ofTargets = operand("the gradient of the first output", gradient.get(1), output.tensor(1));
        Tensor ofNoise = operand("the gradient of the second output", gradient.get(2), output.tensor(2));
        Table gradInput = gradInputTable();
        gradInput.truncate(2);
        Tensor gradX = buffer(gradInput.find(1)).resizeAs(x);
        gradInput.set(1, gradX);
        if (batchnoise) {
            sharedNoiseBack(output, ofTargets, ofNoise, gradX);
        } else {
            ownNoiseBack(ofTargets, ofNoise, gradX);
        }
        gradInput.set(2, buffer(gradInput.find(2)).resizeAs(targets).zero());
        return gradInput;
    }

    private void sharedNoiseBack(Table output, Tensor ofTargets, Tensor ofNoise, Tensor gradX) {
        Tensor each = buffer(gradients).cmul(ofNoise, output.tensor(2));
        gradients = each;
        Tensor ofTarget = buffer(targetGradients).cmul(ofTargets, output.tensor(1));
        targetGradients = ofTarget;
        Tensor weights = given(rows);
        gradX.zero();
        Kernels.get().axpyRows(ofTarget, weights.narrow(1, k + 1L, gradX.size(1)), gradX);
        Kernels.get().gemm(1, each, false, weights.narrow(1, 1, k), false, 1, gradX);
    }

    private void ownNoiseBack(Tensor ofTargets, Tensor ofNoise, Tensor gradX) {
        long samples = gradX.size(1);
        Tensor each = buffer(gradients).resize(samples, k + 1L);
        gradients = each;
        each.select(2, 1).copy(ofTargets);
        each.narrow(2, 2, k).copy(ofNoise);
        each.cmul(given(probabilities));
        for (long n = 1; n <= samples; n++) {
            Kernels.get().gemm(1, each.narrow(1, n, 1), false, rowsOf(given(rows), n), false, 0, gradX.narrow(1, n, 1));
        }
    }

    /** Goes by the gradients that the last {@link #updateGradInput} was given. */
    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = inputs(both(input));
        long samples = x.size(1);
        Tensor each = gradients;
        if (each == null || each.dim() != 2 || each.size(1) != samples || each.size(2) != (batchnoise ? k : k + 1L)) {
            throw new IllegalStateException(
                    who() + ": expected updateGradInput before accGradParameters, with the same input");
        }
        Tensor indices = sampleidx.view(-1);
        Tensor terms = buffer(gradRows).resizeAs(given(rows));
        gradRows = terms;
        Kernels kernels = Kernels.get();
        if (batchnoise) {
            kernels.gemm(1, each, true, x, false, 0, terms.narrow(1, 1, k));
            Tensor targetTerms = terms.narrow(1, k + 1L, samples).zero();
            kernels.axpyRows(given(targetGradients), x, targetTerms);
        } else {
            for (long n = 1; n <= samples; n++) {
                kernels.gemm(1, each.narrow(1, n, 1), true, x.narrow(1, n, 1), false, 0, rowsOf(terms, n));
            }
        }
        kernels.scatterAddRows(scale, terms, indices, 1, gradWeight);
        Tensor offsets = given(biases);
        if (batchnoise) {
            Tensor ofNoise = offsets.narrow(1, 1, k).zero();
            kernels.addColumnSums(1, each, ofNoise);
            offsets.narrow(1, k + 1L, samples).copy(given(targetGradients));
        } else {
            offsets.copy(each);
        }
        kernels.scatterAddRows(scale, offsets.view(-1, 1), indices, 1, gradBias.view(outputSize, 1));
    }

    private Tensor given(@Nullable Tensor kept) {
        if (kept == null) {
            throw new IllegalStateException(
                    who() + ": expected forward before backward; call forward with the same input first");
        }
        return kept;
    }

    // ---- what goes in

    private Table both(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2) {
            throw expected("a table of inputs and right classes as input", input);
        }
        return both;
    }

    private Tensor inputs(Table both) {
        Tensor x = operand("the first input", both.get(1));
        if (x.dim() != 2 || x.size(2) != inputSize) {
            throw expected("a first input of size [N, " + inputSize + "]", x);
        }
        return x;
    }

    private Tensor targets(Table both, Tensor x) {
        Tensor targets = tensor("the second input", both.get(2)).contiguous();
        if (!targets.isSize(x.size(1))) {
            throw expected("a right class for each of " + x.size(1) + " samples as the second input", both.get(2));
        }
        IndexRange range = new IndexRange(1, outputSize);
        long outside = range.firstOutside(targets);
        if (outside > 0) {
            throw new IllegalArgumentException(who() + ": expected classes " + range + ", got "
                    + IndexRange.text(targets, outside) + " as class of sample " + outside);
        }
        return targets;
    }

    // ---- options

    /** Draws noise once for all samples, as it is at first, or for each. */
    public NCEModule batchnoise(boolean shared) {
        batchnoise = shared;
        return this;
    }

    /** Whether noise is drawn once for all samples. */
    public boolean batchnoise() {
        return batchnoise;
    }

    /** Computes the probabilities of all classes in evaluation, or not, as it is at first. */
    public NCEModule normalized(boolean all) {
        normalized = all;
        return this;
    }

    /** Whether the probabilities of all classes are computed in evaluation. */
    public boolean normalized() {
        return normalized;
    }

    /** Gives the logarithms of the probabilities of all classes, or, as it is at first, the probabilities. */
    public NCEModule logsoftmax(boolean logarithms) {
        logsoftmax = logarithms;
        return this;
    }

    /** Whether the logarithms of the probabilities of all classes are given. */
    public boolean logsoftmax() {
        return logsoftmax;
    }

    // ---- description

    /** Size D of the input. */
    public int inputSize() {
        return inputSize;
    }

    /** Number H of classes. */
    public int outputSize() {
        return outputSize;
    }

    /** How many classes are drawn as noise. */
    public int k() {
        return k;
    }

    /** The probability of each class as noise, {@code [H]}. */
    public Tensor unigrams() {
        Tensor unigrams = new Tensor(unigramType, outputSize);
        for (int i = 1; i <= outputSize; i++) {
            unigrams.put(noise.probability(i), i);
        }
        return unigrams;
    }

    /** What the exponentials of scores are divided by; not positive until the first forward has found it. */
    public double Z() {
        return constant.item();
    }

    /** The weights, {@code [H, D]}. */
    public Tensor weight() {
        return weight;
    }

    /** The bias, {@code [H]}. */
    public Tensor bias() {
        return bias;
    }

    /** What was drawn last: the noise and then the targets, or a row for each sample, the target first, without batchnoise. */
    public Tensor sampleidx() {
        return sampleidx;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        constant = fields.statistic("Z", constant);
        sampleidx = fields.buffer("sampleidx", sampleidx);
        rows = fields.buffer("_weight", rows);
        biases = fields.buffer("_bias", biases);
        products = fields.buffer("linout", products);
        probabilities = fields.buffer("_pm", probabilities);
        noiseProbabilities = fields.buffer("sampleprob", noiseProbabilities);
        gradients = fields.buffer("_gradOutput", gradients);
        targetGradients = fields.buffer("_tgradOutput", targetGradients);
        gradRows = fields.buffer("_gradWeight", gradRows);
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        List<List<@Nullable Object>> calls = new ArrayList<>();
        if (!batchnoise) {
            calls.add(List.of("batchnoise", false));
        }
        if (normalized) {
            calls.add(List.of("normalized", true));
        }
        if (logsoftmax) {
            calls.add(List.of("logsoftmax", true));
        }
        return calls;
    }

    /** The name and the sizes. */
    @Override
    public String toString() {
        return super.toString() + "(" + inputSize + " -> " + outputSize + ")";
    }
}
