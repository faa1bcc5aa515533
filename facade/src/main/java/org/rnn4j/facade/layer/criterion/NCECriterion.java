package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * How well a model tells right classes from noise: the loss of noise contrastive estimation.
 *
 * <pre>
 * loss = - (sum over n of log(Pmt / (Pmt + k Pnt)) + sum over n, j of log(k Pns / (Pms + k Pns))) / N
 * </pre>
 *
 * where 1e-7 is added to both divisors. Without {@code sizeAverage} nothing is divided.
 *
 * <p>Input: what {@link org.rnn4j.facade.layer.simple.NCEModule} gives, a table of the probabilities under the model of the targets Pmt {@code [N]} and of the noise Pms
 * {@code [N, k]}, and of those as noise, Pnt {@code [N]} and Pns {@code [N, k]}. The target is in the input already; what is given as one is not looked at. The
 * gradient of Pnt and Pns is zero.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.NCECriterion">dpnn manual: NCECriterion</a>
 */
public final class NCECriterion extends AveragingCriterion {
    /** Keeps divisors away from 0; the number is Torch's. */
    private static final double EPSILON = 0.0000001;

    /** The mean over all samples. */
    public NCECriterion() {
        super(true);
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Odds odds = odds(input);
        double k = odds.noise().size(2);
        double right =
                Elementwise.sum((m, n) -> Math.log(m / (m + k * n + EPSILON)), odds.target(), odds.targetAsNoise());
        double wrong =
                Elementwise.sum((m, n) -> Math.log(k * n / (m + k * n + EPSILON)), odds.noise(), odds.noiseAsNoise());
        return -(right + wrong) / divisor(odds.target().size(1));
    }

    @Override
    protected Table updateGradInput(Activity input, Activity target) {
        Odds odds = odds(input);
        double k = odds.noise().size(2);
        double samples = divisor(odds.target().size(1));
        Tensor ofTarget = gradInputBuffer(1).resizeAs(odds.target());
        Elementwise.map(
                (m, n) -> -k * n / (m + k * n + EPSILON) / (m + EPSILON) / samples,
                odds.target(),
                odds.targetAsNoise(),
                ofTarget);
        Tensor ofNoise = gradInputBuffer(2).resizeAs(odds.noise());
        Elementwise.map(
                (m, n) -> m / (m + k * n + EPSILON) / (m + EPSILON) / samples,
                odds.noise(),
                odds.noiseAsNoise(),
                ofNoise);
        gradInputBuffer(3).resizeAs(odds.target()).zero();
        gradInputBuffer(4).resizeAs(odds.noise()).zero();
        return gradInputTable();
    }

    private record Odds(Tensor target, Tensor noise, Tensor targetAsNoise, Tensor noiseAsNoise) {}

    private Odds odds(Activity input) {
        Table four = table("input", input);
        if (four.size() != 4) {
            throw expected("a table of four tensors, as NCEModule gives it, as input", input);
        }
        Tensor target = operand("the first input", four.get(1));
        Tensor noise = operand("the second input", four.get(2));
        if (target.dim() != 1 || noise.dim() != 2 || noise.size(1) != target.size(1)) {
            throw expected("a table of [N], [N, k], [N] and [N, k] as input", input);
        }
        return new Odds(
                target,
                noise,
                operand("the third input", four.get(3), target),
                operand("the fourth input", four.get(4), noise));
    }
}
