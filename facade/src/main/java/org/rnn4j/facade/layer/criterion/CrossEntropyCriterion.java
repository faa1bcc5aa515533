package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The negative log-likelihood of classes, given scores: {@link LogSoftMax} and {@link ClassNLLCriterion} in one.
 *
 * <pre>loss = - weighted mean over n of log(exp(x[n][t[n]]) / sum over k of exp(x[n][k]))</pre>
 *
 * Input: scores, {@code [C]} or {@code [N, C]}; dimensions of size 1 are ignored. Target: a class from 1 to C, or {@code [N]} of them.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.CrossEntropyCriterion">Torch manual: CrossEntropyCriterion</a>
 */
public final class CrossEntropyCriterion extends Criterion {
    private LogSoftMax lsm = new LogSoftMax();
    private ClassNLLCriterion nll;

    /** The mean over all samples. */
    public CrossEntropyCriterion() {
        this(null);
    }

    /** The mean weighted by class: {@code weights} is {@code [C]}, or null for equal weights. */
    public CrossEntropyCriterion(@Nullable Tensor weights) {
        this(weights, true);
    }

    /** The mean, or the sum if not {@code sizeAverage}. */
    public CrossEntropyCriterion(@Nullable Tensor weights, boolean sizeAverage) {
        nll = new ClassNLLCriterion(weights, sizeAverage);
    }

    /** The weights of the classes, or null if they are equal. */
    public @Nullable Tensor weights() {
        return nll.weights();
    }

    /** Whether the loss is the mean over all samples. */
    public boolean sizeAverage() {
        return nll.sizeAverage();
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Tensor x = operand("input", input);
        Tensor scores = x.squeeze();
        try {
            nll.check(scores, squeezed(target));
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
        return nll.forward(lsm.updateOutput(scores), squeezed(target));
    }

    @Override
    protected Tensor updateGradInput(Activity input, Activity target) {
        Tensor x = operand("input", input);
        Tensor scores = x.squeeze();
        if (!(lsm.output() instanceof Tensor logs)) {
            throw new IllegalStateException(
                    who() + ": expected forward before backward; call forward with the same input first");
        }
        if (!logs.isSameSizeAs(scores)) {
            throw expected("an input of the size of the last one, " + logs.describeSizes(), input);
        }
        Tensor gradient;
        try {
            gradient = nll.backward(logs, squeezed(target)).toTensor();
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
        return lsm.updateGradInput(scores, gradient).viewAs(x);
    }

    private static Activity squeezed(Activity target) {
        return target instanceof Tensor tensor ? tensor.squeeze() : target;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        lsm = fields.module("lsm", lsm);
        nll = fields.criterion("nll", nll);
    }
}
