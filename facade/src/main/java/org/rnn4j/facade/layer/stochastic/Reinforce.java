package org.rnn4j.facade.layer.stochastic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A module whose output is drawn from a distribution that the input describes, and which learns by reward: the REINFORCE algorithm.
 *
 * <p>{@link #reinforce}, which a criterion such as {@link org.rnn4j.facade.layer.criterion.VRClassReward} calls, says what the output has earned. Backward takes
 * no notice of gradOutput: the gradient is that of {@code -reward log P(output | input)}.
 *
 * <p>In evaluation the output is the mean of the distribution, unless the module is {@code stochastic}.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.Reinforce">dpnn manual: Reinforce</a>; Ronald J. Williams, Simple statistical
 *     gradient-following algorithms for connectionist reinforcement learning, 1992
 */
public abstract class Reinforce extends Module {
    private final boolean stochastic;
    private @Nullable Tensor reward;

    Reinforce(boolean stochastic) {
        this.stochastic = stochastic;
    }

    /** Whether outputs are drawn in evaluation, too. */
    public final boolean stochastic() {
        return stochastic;
    }

    /** Whether the output is drawn in the present mode. */
    final boolean draws() {
        return stochastic || isTraining();
    }

    /** Says what the last output has earned: one number for each sample, {@code [N]}. It is kept, not copied. */
    @Override
    public final void reinforce(Activity earned) {
        reward = tensor("reward", earned);
    }

    /** What the last output has earned, or null before {@link #reinforce}. */
    public final @Nullable Tensor reward() {
        return reward;
    }

    /** The reward of each element of {@code x}, in its sizes, sharing memory. */
    final Tensor rewardAs(Tensor x) {
        if (reward == null) {
            throw new IllegalStateException(who() + ": expected a reward before backward, got none; call backward of a"
                    + " criterion like VRClassReward, or reinforce, first");
        }
        Tensor earned = operand("reward", reward);
        if (earned.isSameSizeAs(x)) {
            return earned;
        }
        boolean single = earned.nElement() == 1;
        if (earned.dim() != 1 || !(single || earned.size(1) == x.size(1))) {
            throw expected("a reward for each sample of the input " + x.describeSizes(), earned);
        }
        long[] sizes = new long[x.dim()];
        Arrays.fill(sizes, 1);
        sizes[0] = earned.size(1);
        return earned.view(sizes).expandAs(x);
    }

    /** The last output, which must have the size of {@code x}. */
    final Tensor outputLike(Tensor x) {
        Tensor output = lastOutput().toTensor();
        if (!output.isSameSizeAs(x)) {
            throw expected("input of the size of the last one, " + output.describeSizes(), x);
        }
        return output;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        reward = fields.state("reward", reward);
    }
}
