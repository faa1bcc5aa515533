package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Tensor;

/**
 * {@link NormStabilizer} over a whole sequence: all norms at once, all differences at once.
 *
 * <pre>gradInput(t) = gradOutput(t) + 2 beta / N . (n(t) - n(t-1) + n(t) - n(t+1)) / n(t) . h(t)      n(t) = |h(t)|</pre>
 *
 * without the difference to a step that does not exist.
 */
final class NormStage implements SequenceStage {
    private final NormStabilizer module;
    private final Tensor norms;
    private final Tensor factors;
    private final Tensor gradInput;

    NormStage(NormStabilizer module) {
        this.module = module;
        norms = new Tensor(module.elementType());
        factors = new Tensor(module.elementType());
        gradInput = new Tensor(module.elementType());
    }

    @Override
    public int sampleDimensions() {
        return 1;
    }

    @Override
    public Tensor forward(SequenceRun run, Tensor steps) {
        if (!run.hasBatch()) {
            throw module.needsBatch(steps.select(1, 1).select(1, 1));
        }
        if (module.isTraining()) {
            norms.resize(steps.size(1), steps.size(2));
            Kernels.get().rowNorms(RowWiseStage.asRows(steps), norms);
            module.keepNorms(norms);
        }
        return steps;
    }

    @Override
    public Tensor updateGradInput(SequenceRun run, Tensor steps, Tensor gradOutput) {
        long count = steps.size(1);
        long batch = steps.size(2);
        factors.resizeAs(norms).zero();
        Tensor before = module.normBefore(count);
        if (before != null) {
            factors.select(1, 1).add(1, norms.select(1, 1)).add(-1, before);
        }
        if (count > 1) {
            Tensor earlier = norms.narrow(1, 1, count - 1);
            Tensor later = norms.narrow(1, 2, count - 1);
            factors.narrow(1, 2, count - 1).add(1, later).add(-1, earlier);
            factors.narrow(1, 1, count - 1).add(1, earlier).add(-1, later);
        }
        factors.cdiv(norms).mul(2 * module.beta() / batch);
        gradInput.resizeAs(gradOutput).copy(gradOutput);
        Kernels.get().axpyRows(factors, RowWiseStage.asRows(steps), RowWiseStage.asRows(gradInput));
        return gradInput;
    }

    @Override
    public void accGradParameters(Tensor steps, Tensor gradOutput, double scale) {}
}
