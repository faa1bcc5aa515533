package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * What {@link AbstractRecurrent} is built on: knows which step is next, forward and backward, and can compute many steps in one go.
 *
 * <p>Steps computed in one go leave no copies and states of single steps behind. Whoever asks for those has them computed again, one by one, by
 * {@link #settle}; afterwards it is as if they had never been anything else.
 */
abstract class AbstractSequenceRunner extends Container {
    /** In {@link #updateGradInputStep} and {@link #accGradParametersStep}: no backward since the last forward. */
    private static final int NONE = 0;

    private int step = 1;
    private int updateGradInputStep = NONE;
    private int accGradParametersStep = NONE;
    private @Nullable Span span;
    /** What was computed in one go and is just being computed again. */
    private @Nullable Span rewound;
    /** What computed the last steps in one go, as long as no other step has followed. */
    private @Nullable SequenceStage latest;

    /** The last steps, if they were computed in one go and nothing has asked for them one by one. */
    private static final class Span {
        final SequenceStage stage;
        final Tensor steps;
        final boolean batch;
        final int first;
        final int last;

        /** The module around this one whose sequence this one is a part of, or null. */
        final @Nullable AbstractSequenceRunner owner;

        @Nullable
        Tensor gradOutput;

        /** The positions of backward while the steps are computed again. */
        int updatedTo;

        int accumulatedTo;

        Span(@Nullable AbstractSequenceRunner owner, SequenceStage stage, Tensor steps, boolean batch, int first) {
            this.owner = owner;
            this.stage = stage;
            this.steps = steps;
            this.batch = batch;
            this.first = first;
            last = first + Math.toIntExact(steps.size(1)) - 1;
        }

        Tensor at(Tensor sequence, int step) {
            Tensor rows = sequence.select(1, step - first + 1L);
            return batch ? rows : rows.select(1, 1);
        }
    }

    // ---- what subclasses know of whole sequences

    /** What runs this module over whole sequences as it is configured, or null if it has to go step by step. */
    @Nullable
    SequenceStage sequenceStage() {
        return null;
    }

    /** Drops what is kept of single steps, as those up to {@code last} were computed in one go. */
    abstract void dropSingleSteps(int last);

    /** Takes note that steps {@code first} to {@code last} were computed in one go by {@code stage}. */
    void sequenceDone(SequenceStage stage, int first, int last) {}

    /** Takes note that {@code stage} went back from the last step to {@code first}. */
    void sequenceWentBack(SequenceStage stage, int first) {}

    /** Takes note that steps {@code first} to {@code last} are about to be computed again one by one. */
    void beginReplay(int first, int last) {}

    /** Takes note that the steps have been computed again. */
    void endReplay() {}

    /** The exception to throw in the place of one that a stage of this module threw. */
    RuntimeException inSequence(RuntimeException failure) {
        return failure;
    }

    // ---- which step is next

    /** The number of the next step, from 1. */
    public final int step() {
        return step;
    }

    /** Makes {@code next} the next step of forward; backward begins right before it. */
    final void moveTo(int next) {
        step = next;
        updateGradInputStep = NONE;
        accGradParametersStep = NONE;
    }

    /** The step that the next backward works at. */
    final int nextBackwardStep() {
        return (updateGradInputStep == NONE ? step : updateGradInputStep) - 1;
    }

    /** The step that the next accGradParameters works at. */
    final int nextAccumulatedStep() {
        return (accGradParametersStep == NONE ? step : accGradParametersStep) - 1;
    }

    /** Takes note that updateGradInput has been at {@code atStep}. */
    final void wentBackTo(int atStep) {
        updateGradInputStep = atStep;
    }

    /** Takes note that accGradParameters has been at {@code atStep}. */
    final void accumulatedTo(int atStep) {
        accGradParametersStep = atStep;
    }

    /** Throws unless backward may work at {@code current}, as far as the calls before it go. */
    final void checkPosition(int current) {
        if (step == 1) {
            throw new IllegalStateException(
                    who() + ": expected forward before backward; call forward for each step first");
        }
        if (current < 1) {
            throw new IllegalStateException(who() + ": expected at most " + (step - 1) + " backward steps after "
                    + (step - 1) + " forward steps, got one more; call forget() between sequences");
        }
        if (!isTraining()) {
            throw new IllegalStateException(who()
                    + ": expected training mode for backward, got evaluation mode; call training() before forward");
        }
    }

    // ---- in one go

    /**
     * Whether {@link #forwardSequence} can take such steps; if not, they have to be given one by one.
     *
     * @param steps {@code [T, ...]}
     */
    public final boolean takesSequence(Tensor steps) {
        SequenceStage stage = sequenceStage();
        if (stage == null) {
            return false;
        }
        int dimensions = stage.sampleDimensions();
        int given = steps.dim() - 1;
        boolean typed = dimensions == 0 || steps.elementType() == elementType();
        return typed && given >= 1 && (dimensions == RowWise.ANY || given == dimensions || given == dimensions + 1);
    }

    /**
     * Computes the next T steps in one go: what T calls of forward would give, one behind the other.
     *
     * @param steps {@code [T, ...]}, for which {@link #takesSequence} holds; must not change before backward
     */
    public final Tensor forwardSequence(Tensor steps) {
        SequenceStage stage = sequenceStage();
        if (stage == null) {
            throw new IllegalStateException(who() + ": expected a module that takes whole sequences");
        }
        int dimensions = stage.sampleDimensions();
        boolean batch = dimensions == RowWise.ANY ? steps.dim() > 2 : steps.dim() == dimensions + 2;
        Tensor result = runSequence(null, stage, batch ? sameMemory(steps) : withBatch(steps), batch);
        return batch ? result : withoutBatch(result);
    }

    /** A tensor of its own over the numbers of {@code steps}, whose sizes the caller may change. */
    private static Tensor sameMemory(Tensor steps) {
        return steps.contiguous().view(steps.size());
    }

    private static Tensor withBatch(Tensor steps) {
        return steps.contiguous().view(sizesWithBatch(steps.size()));
    }

    /** The sizes {@code [T, ...]} as {@code [T, 1, ...]}. */
    private static long[] sizesWithBatch(long[] sizes) {
        long[] all = new long[sizes.length + 1];
        all[0] = sizes[0];
        all[1] = 1;
        System.arraycopy(sizes, 1, all, 2, sizes.length - 1);
        return all;
    }

    private static Tensor withoutBatch(Tensor steps) {
        return steps.select(2, 1);
    }

    /**
     * {@link #forwardSequence} for steps {@code [T, N, ...]}, which are contiguous.
     *
     * @param owner the module around this one whose sequence this one is a part of, or null
     */
    final Tensor runSequence(@Nullable AbstractSequenceRunner owner, SequenceStage stage, Tensor steps, boolean batch) {
        Span next = new Span(owner, stage, steps, batch, step);
        Tensor result;
        try {
            result = stage.forward(steps, batch);
        } catch (RuntimeException e) {
            throw inSequence(e);
        }
        dropSingleSteps(next.last);
        sequenceDone(stage, next.first, next.last);
        latest = stage;
        span = isTraining() ? next : null;
        moveTo(next.last + 1);
        setOutput(next.at(result, next.last));
        return result;
    }

    /** Whether the last T steps were computed in one go, and backward can go back through all of them in the same way. */
    public final boolean tookSequence(long count) {
        return span != null && span.steps.size(1) == count && updateGradInputStep == NONE && span.stage.isIntact();
    }

    /** Whether the last steps were computed in one go by {@code stage}. */
    final boolean hasSequence(SequenceStage stage) {
        return span != null && span.stage == stage;
    }

    /** The gradient of the steps of the last {@link #forwardSequence}: what T calls of updateGradInput would give. */
    public final Tensor updateGradInputSequence(Tensor gradOutput) {
        Span present = presentSpan();
        Tensor result = runSequenceBack(present.batch ? sameMemory(gradOutput) : withBatch(gradOutput));
        return present.batch ? result : withoutBatch(result);
    }

    private Span presentSpan() {
        if (span == null) {
            throw new IllegalStateException(who() + ": expected a whole sequence forward before backward");
        }
        return span;
    }

    /** {@link #updateGradInputSequence} for gradients {@code [T, N, ...]}, which are contiguous. */
    final Tensor runSequenceBack(Tensor gradOutput) {
        Span present = presentSpan();
        checkPosition(present.last);
        Tensor result;
        try {
            result = present.stage.updateGradInput(present.steps, gradOutput);
        } catch (RuntimeException e) {
            throw inSequence(e);
        }
        present.gradOutput = gradOutput;
        updateGradInputStep = present.first;
        sequenceWentBack(present.stage, present.first);
        setGradInput(present.at(result, present.first));
        return result;
    }

    /** Whether {@link #updateGradInputSequence} has gone back through the last T steps, and accGradParameters has not. */
    public final boolean wentBackSequence(long count) {
        return span != null
                && span.gradOutput != null
                && span.steps.size(1) == count
                && accGradParametersStep == NONE
                && span.stage.isIntact();
    }

    /** Adds the gradients of the parameters, after {@link #updateGradInputSequence}: what T calls of accGradParameters would add. */
    public final void accumulateSequence(double scale) {
        Span present = presentSpan();
        if (present.gradOutput == null) {
            throw new IllegalStateException(who() + ": expected updateGradInput before accGradParameters");
        }
        present.stage.accGradParameters(present.steps, present.gradOutput, scale);
        accGradParametersStep = present.first;
    }

    // ---- the steps computed in one go

    /** The stage that computed {@code atStep} in one go with others, or null. */
    final @Nullable SequenceStage stageAt(int atStep) {
        return span != null && span.first <= atStep && atStep <= span.last ? span.stage : null;
    }

    /** The position of {@code atStep} among the steps computed in one go, from 0. */
    final int positionInSequence(int atStep) {
        return atStep - presentSpan().first;
    }

    /** Whether the steps computed in one go begin or end with the state after {@code atStep}, or have it within. */
    final boolean hasInSequence(int atStep) {
        return span != null && span.first - 1 <= atStep && atStep <= span.last;
    }

    /** Whether backward has gone through the steps computed in one go. */
    final boolean hasGoneBack() {
        return span != null && span.gradOutput != null;
    }

    // ---- one by one after all

    /** Steps that were computed in one go are computed again one by one, for those who ask for one of them. */
    @Override
    protected final void settle() {
        Span past = span;
        if (past == null) {
            return;
        }
        if (past.owner != null && past.owner.span != null) {
            past.owner.settle();
            if (span != past) {
                return;
            }
        }
        rewind();
        try {
            for (int t = past.first; t <= past.last; t++) {
                updateOutput(past.at(past.steps, t));
            }
            Tensor gradOutput = past.gradOutput;
            for (int t = past.last; gradOutput != null && t >= past.first; t--) {
                updateGradInput(past.at(past.steps, t), past.at(gradOutput, t));
            }
        } finally {
            finishReplay();
        }
    }

    /** After {@link #rewind} and all steps up to where it was: goes on as if nothing had been. */
    final void finishReplay() {
        Span past = rewound;
        if (past != null) {
            rewound = null;
            past.stage.endReplay();
            updateGradInputStep = past.updatedTo;
            accGradParametersStep = past.accumulatedTo;
            endReplay();
        }
    }

    /** Goes back to where it was before the steps that were computed in one go, with everything inside. */
    final void rewind() {
        Span past = span;
        if (past == null) {
            return;
        }
        beginReplay(past.first, past.last);
        past.stage.rewind();
        past.updatedTo = updateGradInputStep;
        past.accumulatedTo = accGradParametersStep;
        rewound = past;
        span = null;
        moveTo(past.first);
    }

    /** Lets go of the steps computed in one go, as a single step follows. */
    final void leaveSequence() {
        settle();
        if (latest != null) {
            latest.release();
            latest = null;
        }
    }

    /** Forgets the steps computed in one go; those around that they are a part of are computed again, as they still need them. */
    final void dropSequence() {
        if (span != null && span.owner != null && span.owner.span != null) {
            settle();
        }
        span = null;
    }

    /** None of it is shown: who looks at fields has called {@link #settle}, and a copy computes its own sequences. */
    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        span = null;
        rewound = null;
        latest = null;
    }
}
