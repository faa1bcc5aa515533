package org.rnn4j.facade.layer.simple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Keeps categories in use: passes probabilities through, and adds to their gradient what raises the entropy of their mean.
 *
 * <pre>
 * p[c] = sum over n of x[n][c] / sum of all x      H = - sum over c of p[c] log(p[c] + 1e-6)
 * dL/dx[n][c] = dL/dy[n][c] - scale dH/dp[c] / (sum of all x) / N
 * </pre>
 *
 * Nothing is added while H is at least {@code minEntropy}. Without {@code sizeAverage} it is not divided by N.
 *
 * <p>Input: probabilities {@code [N, C]}. Output: the input.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.CategoricalEntropy">dpnn manual: CategoricalEntropy</a>
 */
public final class CategoricalEntropy extends Module implements KeepsSize {
    /** Keeps the logarithm finite; the number is Torch's. */
    private static final double EPSILON = 0.000001;

    private final double scale;
    private final @Nullable Double minEntropy;
    private boolean sizeAverage = true;
    private double entropy;
    private @Nullable Tensor means;

    /** Weight 1, at all times. */
    public CategoricalEntropy() {
        this(1);
    }

    /** Weight {@code scale}, at all times. */
    public CategoricalEntropy(double scale) {
        this(scale, null);
    }

    /** Weight {@code scale}, while the entropy is below {@code minEntropy}, or at all times if that is null. */
    public CategoricalEntropy(double scale, @Nullable Double minEntropy) {
        this.scale = scale;
        this.minEntropy = minEntropy;
    }

    /**
     * Divides what is added by the size of the batch, or not.
     *
     * @return this
     */
    public CategoricalEntropy sizeAverage(boolean average) {
        sizeAverage = average;
        return this;
    }

    /** The entropy that the last backward has found; 0 before. */
    public double entropy() {
        return entropy;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        return setOutput(rows(input));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor gradient = operand("gradOutput", gradOutput, x);
        double total = x.sum();
        Tensor mean = buffer(means).sum(x, 1).mul(1 / total);
        means = mean;
        entropy = -Elementwise.sum((p, q) -> p * Math.log(q + EPSILON), mean, mean);
        Tensor gradInput = gradInputBuffer().resizeAs(x).copy(gradient);
        if (minEntropy == null || entropy < minEntropy) {
            double factor = scale / total / (sizeAverage ? x.size(1) : 1);
            Elementwise.map(p -> factor * (Math.log(p + EPSILON) + p / (p + EPSILON)), mean, mean);
            gradInput.add(mean.view(1, -1).expandAs(gradInput));
        }
        return gradInput;
    }

    private Tensor rows(Activity input) {
        Tensor x = operand("input", input);
        if (x.dim() != 2) {
            throw expected("rows of probabilities, [N, C], as input", input);
        }
        return x;
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return sizeAverage ? List.of() : List.of(List.of("sizeAverage", false));
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        means = fields.buffer("means", means);
    }
}
