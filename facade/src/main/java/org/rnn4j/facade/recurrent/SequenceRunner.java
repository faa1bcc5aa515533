package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Runs a recurrent module over whole sequences in one go, where that gives what single steps would give: what a Sequencer asks before it goes step by
 * step.
 */
public final class SequenceRunner {
    private final AbstractRecurrent module;

    /** Runs {@code module}. */
    public SequenceRunner(AbstractRecurrent module) {
        this.module = module;
    }

    /** How often the module has forgotten its steps: those of another number belong to a sequence of before. */
    public int sequence() {
        return module.sequence();
    }

    /**
     * Computes the next T steps in one go: what T calls of forward would give, one behind the other.
     *
     * @param steps {@code [T, ...]}; must not change before backward
     * @return {@code [T, ...]}, or null if the steps have to be given one by one
     */
    public @Nullable Tensor forward(Tensor steps) {
        SequenceStage stage = module.sequenceStage();
        if (stage == null) {
            return null;
        }
        int dimensions = stage.sampleDimensions();
        int given = steps.dim() - 1;
        boolean typed = dimensions == 0 || steps.elementType() == module.elementType();
        if (!typed || given < 1 || (dimensions != RowWise.ANY && given != dimensions && given != dimensions + 1)) {
            return null;
        }
        boolean batch = dimensions == RowWise.ANY ? given > 1 : given == dimensions + 1;
        Tensor result = module.runSequence(null, stage, batched(steps, batch), batch);
        return batch ? result : result.select(2, 1);
    }

    /** Whether the last T steps were computed in one go, and backward can go back through all of them in the same way. */
    public boolean canGoBack(long count) {
        return module.canGoBack(count);
    }

    /**
     * Goes back through the steps of the last {@link #forward}: what T calls of updateGradInput would give.
     *
     * @param steps those of forward once more, as they are now, of the sizes that they had
     */
    public Tensor updateGradInput(Tensor steps, Tensor gradOutput) {
        SequenceRun run = module.presentRun();
        Tensor result = module.runSequenceBack(batched(steps, run.hasBatch()), batched(gradOutput, run.hasBatch()));
        return run.hasBatch() ? result : result.select(2, 1);
    }

    /** Whether {@link #updateGradInput} has gone back through the last T steps, and accGradParameters has not. */
    public boolean canAccumulate(long count) {
        return module.canAccumulate(count);
    }

    /** Adds the gradients of the parameters, after {@link #updateGradInput}: what T calls of accGradParameters would add. */
    public void accGradParameters(Tensor steps, double scale) {
        module.accumulateSequence(batched(steps, module.presentRun().hasBatch()), scale);
    }

    /** The numbers of {@code steps} in a tensor of its own, with a batch of one if there is none. */
    private static Tensor batched(Tensor steps, boolean batch) {
        long[] sizes = steps.size();
        if (batch) {
            return steps.contiguous().view(sizes);
        }
        long[] all = new long[sizes.length + 1];
        all[0] = sizes[0];
        all[1] = 1;
        System.arraycopy(sizes, 1, all, 2, sizes.length - 1);
        return steps.contiguous().view(all);
    }
}
