package org.rnn4j.facade.layer.stochastic;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Draws 1 or 0 for each probability, and learns by reward.
 *
 * <pre>P(y = 1) = x      dL/dx = -reward (y - x) / (x (1 - x))</pre>
 *
 * Input: probabilities, any size, the first dimension the batch. Output: of the same size; in evaluation, unless {@code stochastic}, the probabilities.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.ReinforceBernoulli">dpnn manual: ReinforceBernoulli</a>
 */
public final class ReinforceBernoulli extends Reinforce implements KeepsSize {
    private @Nullable Tensor uniform;

    /** Drawn in training only. */
    public ReinforceBernoulli() {
        this(false);
    }

    /** Drawn in training, and in evaluation if {@code stochastic}. */
    public ReinforceBernoulli(boolean stochastic) {
        super(stochastic);
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor output = outputBuffer().resizeAs(x);
        if (!draws()) {
            return output.copy(x);
        }
        Tensor drawn = buffer(uniform).resizeAs(x);
        uniform = drawn;
        Generator.global().uniform(drawn, 0, 1);
        Elementwise.map((u, p) -> u < p ? 1 : 0, drawn, x, output);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        Tensor output = outputLike(x);
        Tensor reward = rewardAs(x);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Elementwise.map((y, p) -> -(y - p) / ((1 - p) * p), output, x, gradInput);
        return gradInput.cmul(reward);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        uniform = fields.buffer("_uniform", uniform);
    }
}
