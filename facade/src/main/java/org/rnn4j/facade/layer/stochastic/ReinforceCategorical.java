package org.rnn4j.facade.layer.stochastic;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Draws one category of each row of probabilities, and learns by reward.
 *
 * <pre>P(y[k] = 1) = x[k]      dL/dx = -reward y / (x + 1e-8)</pre>
 *
 * Input: probabilities {@code [N, C]}. Output: of the same size, 1 for the category drawn and 0 for the others; in evaluation, unless {@code stochastic}, the
 * probabilities.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.ReinforceCategorical">dpnn manual: ReinforceCategorical</a>
 */
public final class ReinforceCategorical extends Reinforce implements KeepsSize {
    /** Keeps the slope finite where a probability is 0; the number is Torch's. */
    private static final double EPSILON = 1e-8;

    private @Nullable Tensor index;

    /** Drawn in training only. */
    public ReinforceCategorical() {
        this(false);
    }

    /** Drawn in training, and in evaluation if {@code stochastic}. */
    public ReinforceCategorical(boolean stochastic) {
        super(stochastic);
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = rows(input);
        if (!draws()) {
            return outputBuffer().resizeAs(x).copy(x);
        }
        Tensor drawn = index == null ? new Tensor(ElementType.LONG) : index;
        try {
            Generator.global().multinomial(drawn, x, 1, false);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    who() + ": expected rows of probabilities as input, got others: " + e.getMessage(), e);
        }
        index = drawn;
        return outputBuffer().resizeAs(x).zero().scatter(2, drawn, 1);
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor output = outputLike(x);
        Tensor reward = rewardAs(x);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Elementwise.map((y, p) -> -y / (p + EPSILON), output, x, gradInput);
        return gradInput.cmul(reward);
    }

    private Tensor rows(Activity input) {
        Tensor x = operand("input", input);
        if (x.dim() != 2) {
            throw expected("rows of probabilities, [N, C], as input", input);
        }
        return x;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        index = fields.buffer("_index", index);
    }
}
