package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Steps that a recurrent module has computed in one go, in training. There are results for each of them, but none of the copies and states that single
 * steps leave behind. {@link AbstractRecurrent#breakUp} makes up for that: the steps are computed again one by one, and all that has been computed
 * before is put in the place of what comes out, as parameters and inputs may have changed since.
 *
 * <p>A forward over a sequence makes one run for the module that was asked, and inside it one for each recurrent module inside. They are broken up
 * together.
 */
final class SequenceRun {
    private final AbstractRecurrent module;
    private final @Nullable SequenceRun around;
    private final List<SequenceRun> inside = new ArrayList<>();
    private final SequenceStage stage;
    private final boolean batch;
    private final int last;
    private int first;

    private Tensor steps;
    private @Nullable Tensor outputs;
    private @Nullable Tensor gradOutputs;
    private @Nullable Tensor gradInputs;
    private @Nullable StepRecord record;

    /** What copies of {@link #keepFrom} live in, for another run to use again; null if nothing was copied. */
    private @Nullable Copies copies;

    /**
     * A run that is about to begin.
     *
     * @param around that of the module around, which this one is a part of, or null
     * @param steps {@code [T, N, ...]}, contiguous
     * @param batch whether single steps have a batch dimension
     * @param first the number of its first step
     */
    SequenceRun(
            AbstractRecurrent module,
            @Nullable SequenceRun around,
            SequenceStage stage,
            Tensor steps,
            boolean batch,
            int first) {
        this.module = module;
        this.around = around;
        this.stage = stage;
        this.steps = steps;
        this.batch = batch;
        this.first = first;
        last = first + Math.toIntExact(steps.size(1)) - 1;
        if (around != null) {
            around.inside.add(this);
        }
    }

    // ---- which steps

    AbstractRecurrent module() {
        return module;
    }

    SequenceStage stage() {
        return stage;
    }

    /** Whether single steps have a batch dimension. */
    boolean hasBatch() {
        return batch;
    }

    /** The first step of this run that is still kept. */
    int first() {
        return first;
    }

    int last() {
        return last;
    }

    boolean covers(int step) {
        return first <= step && step <= last;
    }

    /** The outermost run that still needs this one. */
    SequenceRun root() {
        return isNeededAround() && around != null ? around.root() : this;
    }

    /** Whether the run around still has its steps in one go, so that it needs this one. */
    boolean isNeededAround() {
        return around != null && around.module.runs().holds(around);
    }

    /** Calls {@code action} with this run and all inside. */
    void each(Consumer<SequenceRun> action) {
        action.accept(this);
        inside.forEach(run -> run.each(action));
    }

    // ---- forward and backward of all steps

    Tensor forward() {
        Tensor result = stage.forward(this, steps);
        outputs = result;
        return result;
    }

    /**
     * Goes back through all steps.
     *
     * @param input the steps, as they are now
     */
    Tensor updateGradInput(Tensor input, Tensor gradients) {
        Tensor result = stage.updateGradInput(this, input, gradients);
        steps = input;
        gradOutputs = gradients;
        gradInputs = result;
        record = null;
        return result;
    }

    void accGradParameters(Tensor input, double scale) {
        if (gradOutputs == null) {
            throw new IllegalStateException(module.who() + ": expected updateGradInput before accGradParameters");
        }
        stage.accGradParameters(input, gradOutputs, scale);
    }

    boolean hasGoneBack() {
        return gradOutputs != null;
    }

    /** The sizes that inputs of backward must have. */
    Tensor steps() {
        return steps;
    }

    // ---- single steps

    /** {@code step} in what is kept of all steps, which shares memory. */
    Tensor at(Tensor all, int step) {
        Tensor rows = all.select(1, step - first + 1L);
        return batch ? rows : rows.select(1, 1);
    }

    private @Nullable Tensor find(@Nullable Tensor all, int step) {
        return all == null || !covers(step) ? null : at(all, step);
    }

    Tensor input(int step) {
        return at(steps, step);
    }

    @Nullable
    Tensor output(int step) {
        return find(outputs, step);
    }

    @Nullable
    Tensor gradOutput(int step) {
        return find(gradOutputs, step);
    }

    @Nullable
    Tensor gradInput(int step) {
        return find(gradInputs, step);
    }

    /** What the stage has computed. */
    StepRecord record() {
        if (record == null) {
            record = stage.record();
        }
        return record;
    }

    // ---- kept while the next run uses the memory of this one

    /** The first step that will still be kept, here or inside, after {@code count} steps more. */
    int firstKeptAfter(int count) {
        int kept = Math.max(first, module.oldestKept() + count);
        for (SequenceRun part : inside) {
            kept = Math.min(kept, last - part.last + part.firstKeptAfter(count));
        }
        return kept;
    }

    /** Whether nothing will be kept any more after {@code count} steps more. */
    boolean isGoneAfter(int count) {
        return last < module.oldestKept() + count;
    }

    /** Keeps the steps from {@code step} on, here and inside, in copies; {@link #copies} says where. */
    void keepFrom(int step, Copies into) {
        copies = into;
        int skipped = step - first;
        each(run -> run.copyFrom(run.first + skipped, into));
    }

    private void copyFrom(int step, Copies into) {
        record = record().tail(this, step, into);
        steps = into.tail(steps, step - first);
        outputs = tail(outputs, step, into);
        gradOutputs = tail(gradOutputs, step, into);
        gradInputs = tail(gradInputs, step, into);
        first = step;
    }

    /** A copy of what is kept of the steps from {@code step} on. */
    @Nullable
    Tensor tail(@Nullable Tensor all, int step, Copies into) {
        return all == null ? null : into.tail(all, step - first);
    }

    /** Where the copies of {@link #keepFrom} are. */
    @Nullable
    Copies copies() {
        return copies;
    }

    // ---- one by one again

    /** Puts the results of a forward at {@code step} in the place of what {@code worker} has just computed. */
    void restoreForward(int step, Module worker, Activity result) {
        record().restoreForward(worker, all -> at(all, step));
        restore(output(step), result);
    }

    /** Puts the results of a backward at {@code step} in the place of what {@code worker} has just computed. */
    void restoreBackward(int step, Module worker, Activity result) {
        record().restoreBackward(worker, all -> at(all, step));
        restore(gradInput(step), result);
    }

    private static void restore(@Nullable Tensor known, Activity result) {
        if (known != null && result instanceof Tensor tensor) {
            tensor.copy(known);
        }
    }
}
