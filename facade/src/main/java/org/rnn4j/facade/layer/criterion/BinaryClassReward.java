package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Rewards a module for right decisions between two classes, less the reward that it has learnt to expect, which makes learning less noisy.
 *
 * <pre>
 * R[n] = scale if x[n] is above 0.5 and t[n] is 1, or if it is not and t[n] is 0, else 0      loss = - sum over n of R[n] / N
 * </pre>
 *
 * Backward calls {@link Module#reinforce} of the module with {@code (R - b) / N}, where b is the reward expected, and gives zeros as the gradient of x;
 * the gradient of b is that of the criterion, of b against R. Without {@code sizeAverage} nothing is divided.
 *
 * <p>Input: a table of x {@code [N]} and b, with as many elements. Target: {@code [N]}, 1 or 0.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.BinaryClassReward">dpnn manual: BinaryClassReward</a>
 */
public final class BinaryClassReward extends ClassReward {
    /** Rewards {@code module} with 1; the reward expected learns by an {@link MSECriterion}. */
    public BinaryClassReward(Module module) {
        this(module, 1);
    }

    /** Rewards {@code module} with {@code scale}; the reward expected learns by an {@link MSECriterion}. */
    public BinaryClassReward(Module module, double scale) {
        this(module, scale, new MSECriterion());
    }

    /** Rewards {@code module} with {@code scale}; the reward expected learns by {@code criterion}. */
    public BinaryClassReward(Module module, double scale, Criterion criterion) {
        super(module, scale, criterion);
    }

    @Override
    Tensor scores(Activity scores) {
        Tensor x = operand("the probabilities", scores);
        if (x.dim() != 1) {
            throw expected("probabilities of 1 dimension", scores);
        }
        return x;
    }

    @Override
    long samples(Tensor scores) {
        return scores.size(1);
    }

    @Override
    boolean isRight(Tensor scores, Tensor target, long n) {
        double decision = scores.storage().getDouble(scores.offset() + n) > 0.5 ? 1 : 0;
        return decision == target.storage().getDouble(target.offset() + n);
    }

    @Override
    Tensor baseline(Activity baseline, long samples) {
        Tensor expected = operand("the reward expected", baseline);
        if (expected.nElement() != samples) {
            throw expected("a reward expected of each of " + samples + " samples", baseline);
        }
        return expected;
    }

    @Override
    Tensor shaped(Tensor gradient, Tensor baseline) {
        return gradient;
    }
}
