package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Rewards a module for right classes, less the reward that it has learnt to expect, which makes learning less noisy.
 *
 * <pre>
 * R[n] = scale if class t[n] has the highest score of x[n], else 0      loss = - sum over n of R[n] / N
 * </pre>
 *
 * Backward calls {@link Module#reinforce} of the module with {@code (R - b) / N}, where b is the reward expected, and gives zeros as the gradient of the scores;
 * the gradient of b is that of the criterion, of b against R. Without {@code sizeAverage} nothing is divided.
 *
 * <p>Input: a table of scores {@code [N, C]} and b {@code [N, 1]}; of scores {@code [C]} and b {@code [1]} for a single sample. Target: {@code [N]} classes from 1 to
 * C, in a tensor of any type.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.VRClassReward">dpnn manual: VRClassReward</a>
 */
public final class VRClassReward extends ClassReward {
    /** Rewards {@code module} with 1; the reward expected learns by an {@link MSECriterion}. */
    public VRClassReward(Module module) {
        this(module, 1);
    }

    /** Rewards {@code module} with {@code scale}; the reward expected learns by an {@link MSECriterion}. */
    public VRClassReward(Module module, double scale) {
        this(module, scale, new MSECriterion());
    }

    /** Rewards {@code module} with {@code scale}; the reward expected learns by {@code criterion}. */
    public VRClassReward(Module module, double scale, Criterion criterion) {
        super(module, scale, criterion);
    }

    @Override
    Tensor scores(Activity scores) {
        Tensor x = operand("the scores", scores);
        if (x.dim() != 1 && x.dim() != 2) {
            throw expected("scores of 1 or 2 dimensions", scores);
        }
        return x.dim() == 1 ? x.view(1, -1) : x;
    }

    @Override
    long samples(Tensor scores) {
        return scores.size(1);
    }

    @Override
    boolean isRight(Tensor scores, Tensor target, long n) {
        Storage storage = scores.storage();
        long columns = scores.size(2);
        long first = scores.offset() + n * columns;
        long highest = first;
        for (long i = first; i < first + columns && !Double.isNaN(storage.getDouble(highest)); i++) {
            highest = storage.getDouble(i) <= storage.getDouble(highest) ? highest : i;
        }
        return highest - first + 1 == target.storage().getLong(target.offset() + n);
    }

    @Override
    Tensor baseline(Activity baseline, long samples) {
        Tensor expected = operand("the reward expected", baseline);
        if (expected.nElement() != samples || (expected.dim() == 1 && samples != 1)) {
            throw expected("a reward expected of each sample, of size [" + samples + ", 1]", baseline);
        }
        return expected.dim() == 1 ? expected.view(1, 1) : expected;
    }

    /** As in Torch, it is the size of the reward expected that says whether there is a batch. */
    @Override
    Tensor shaped(Tensor gradient, Tensor baseline) {
        return baseline.dim() == 1 ? gradient.view(-1) : gradient;
    }
}
