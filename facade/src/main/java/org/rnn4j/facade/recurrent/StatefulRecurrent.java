package org.rnn4j.facade.recurrent;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A recurrent module whose inner module maps {@code {x(t), state(t-1)}} to {@code state(t)}. The state has one part, the hidden state h,
 * which is the output; or two, h and the cell state c, and then the inner module maps {@code {x, h, c}} to {@code {h', c'}}.
 */
abstract class StatefulRecurrent extends AbstractRecurrent {
    private Steps<Activity> states = new Steps<>();
    private Steps<Activity> gradStates = new Steps<>();
    private Table userStates = new Table();
    private Table userGradStates = new Table();
    /** What was given to the inner modules as gradOutput, for accGradParameters to come. */
    private Steps<Activity> stepGradOutputs = new Steps<>();

    /** Buffers for gradOutput plus the gradient that comes from behind. */
    private Steps<Activity> sums = new Steps<>();

    private @Nullable ArrayDeque<Activity> spareSums;
    private @Nullable Activity evaluationState;
    private @Nullable Activity noGradCell;
    private @Nullable CellStage<?> cellStage;

    /**
     * @param rho how many steps backward goes back at most
     */
    StatefulRecurrent(int rho) {
        super(rho);
    }

    /** Number of parts of the state: 1 for h, 2 for h and c. */
    abstract int parts();

    /** The state before the first step: zeros of the sizes that fit {@code input}, one part or a table of two. */
    abstract Activity zeroState(Activity input);

    /** Whether the module at the first step takes the input alone, instead of a table with a state. */
    boolean startsWithoutState() {
        return false;
    }

    // ---- one step

    @Override
    final Activity forwardStep(int step, Module module, Activity input) {
        Activity previous = step > 1 ? states.get(step - 1) : null;
        if (!isTraining() && previous != null && previous != evaluationState) {
            // The last step in training may have been that of the same copy.
            evaluationState = Activities.copy(evaluationState, previous);
            states.set(step - 1, evaluationState);
        }
        Activity result = forward(module, stepInput(step, input));
        if (isTraining()) {
            states.set(step, result);
        } else {
            // One copy of the module serves all steps, so its output will be overwritten while it is still the previous
            // state.
            evaluationState = Activities.copy(evaluationState, result);
            states.set(step, evaluationState);
            if (step > 1) {
                states.set(step - 1, null);
            }
        }
        return part(result, 1);
    }

    @Override
    final Activity backwardStep(int step, Module module, Activity input, Activity gradOutput) {
        Activity gradState = incomingGradient(step);
        Activity gradHidden = gradState == null ? null : findPart(gradState, 1);
        Activity gradient = gradOutput;
        if (gradHidden != null) {
            gradient = Activities.copy(sum(step), gradHidden);
            sums.set(step, gradient);
            Activities.add(gradient, gradOutput);
        }
        if (parts() == 2) {
            Activity gradCell = gradState == null ? null : findPart(gradState, 2);
            gradient = Table.of(gradient, gradCell == null ? noGradCell(step) : gradCell);
        }
        Activity result = backward(module, stepInput(step, input), gradient);
        stepGradOutputs.set(step, gradient);
        if (step == 1 && startsWithoutState()) {
            return result;
        }
        Table gradInputs = result.toTable();
        gradStates.set(step - 1, parts() == 1 ? gradInputs.get(2) : Table.of(gradInputs.get(2), gradInputs.get(3)));
        return gradInputs.get(1);
    }

    @Override
    final void accumulateStep(int step, Module module, Activity input, Activity gradOutput, double scale) {
        Activity gradient = stepGradOutputs.get(step);
        accumulate(module, stepInput(step, input), gradient == null ? gradOutput : gradient, scale);
    }

    @Override
    final void checkStored(int step) {
        if (!hasStepModule(step) || state(step) == null || (step > 1 && state(step - 1) == null)) {
            throw beyondRho(step);
        }
    }

    /** The input of the inner module at one step. */
    private Activity stepInput(int step, Activity input) {
        if (step == 1 && startsWithoutState()) {
            return input;
        }
        Activity previous = previousState(step, input);
        return parts() == 1
                ? Table.of(input, previous)
                : Table.of(input, previous.toTable().get(1), previous.toTable().get(2));
    }

    private Activity previousState(int step, Activity input) {
        SequenceRun again = replayed();
        if (again != null && step == again.first()) {
            Activity start = states(again).start();
            return start == null ? zeroState(input) : start;
        }
        Activity stored = state(step - 1);
        if (step > 1) {
            if (stored == null) {
                throw step == step() ? withoutState(step) : beyondRho(step);
            }
            return stored;
        }
        if (stored != null && userStates.size() == 0) {
            return stored;
        }
        Activity start = stored == null ? zeroState(input) : stored;
        if (userStates.size() == 0) {
            return start;
        }
        Table chosen = new Table();
        for (int i = 1; i <= parts(); i++) {
            Activity user = userStates.find(i);
            chosen.set(i, user == null ? part(start, i) : user);
        }
        return parts() == 1 ? chosen.get(1) : chosen;
    }

    /** The exception for a forward at {@code step} when the state before it has been taken away. */
    private IllegalStateException withoutState(int step) {
        return new IllegalStateException(who() + ": expected a hidden state after step " + (step - 1)
                + " to go on from, got null; set one with setHiddenState, or call forget()");
    }

    /** The gradient with respect to the state after {@code step} that comes from behind, or null for none. */
    private @Nullable Activity incomingGradient(int step) {
        Activity stored = gradState(step);
        if (step != step() - 1 || userGradStates.size() == 0) {
            return stored;
        }
        Table chosen = new Table();
        for (int i = 1; i <= parts(); i++) {
            Activity user = userGradStates.find(i);
            chosen.set(i, user == null && stored != null ? findPart(stored, i) : user);
        }
        return parts() == 1 ? chosen.find(1) : chosen;
    }

    private ArrayDeque<Activity> spareSums() {
        ArrayDeque<Activity> spare = spareSums == null ? new ArrayDeque<>() : spareSums;
        spareSums = spare;
        return spare;
    }

    private @Nullable Activity sum(int step) {
        Activity buffer = sums.get(step);
        return buffer == null ? spareSums().poll() : buffer;
    }

    private Activity noGradCell(int step) {
        Activity state = state(step);
        if (state == null) {
            throw beyondRho(step);
        }
        noGradCell = Activities.zeros(noGradCell, part(state, 2));
        return noGradCell;
    }

    private Activity part(Activity state, int index) {
        return parts() == 1 ? state : state.toTable().get(index);
    }

    private @Nullable Activity findPart(Activity state, int index) {
        return parts() == 1 ? state : state.toTable().find(index);
    }

    // ---- whole sequences

    /** The cell, if there is a kernel for it and its masks; null if there is none. */
    @Nullable
    KernelCell<?> kernelCell() {
        return unmasked(recurrentModule()) instanceof KernelCell<?> cell && cell.hasKernel() ? cell : null;
    }

    /** What is inside the mask that kernels know, if {@code module} is one, else {@code module}. */
    static Module unmasked(Module module) {
        return module instanceof MaskZero mask && mask.nInputDim() == 1 ? mask.module() : module;
    }

    /** Whether inputs that are all zero are padding; there is no other mask in front of a {@link #kernelCell}. */
    final boolean isMasked() {
        return hasMasks();
    }

    @Override
    final @Nullable SequenceStage sequenceStage() {
        KernelCell<?> cell = kernelCell();
        if (cell == null) {
            return null;
        }
        CellStage<?> stage = cellStage == null || !cellStage.isOf(cell) ? new CellStage<>(this, cell) : cellStage;
        cellStage = stage;
        return stage;
    }

    /**
     * The state before the next step; null for zeros.
     *
     * @param steps {@code [T, N, ...]}
     * @param units size of each part of the state
     */
    final @Nullable Activity sequenceStart(SequenceRun next, Tensor steps, long units) {
        if (step() == 1 && (startsWithoutState() || (states.get(0) == null && userStates.size() == 0))) {
            return null;
        }
        Tensor input = next.at(steps, next.first());
        Activity start = previousState(step(), input);
        for (int i = 1; i <= parts(); i++) {
            Tensor part = part(start, i).toTensor();
            if (next.hasBatch() ? part.dim() != 2 || part.size(1) != steps.size(2) : part.dim() != 1) {
                throw Cell.otherBatch(this, input, part);
            }
            String name = i == 1 ? "a hidden state" : "a cell state";
            if (operand(name, part).size(part.dim()) != units) {
                throw expected(name + " of size " + units + " in the last dimension", part);
            }
        }
        return start;
    }

    @Override
    final void evaluated(SequenceRun done) {
        Activity initial = states.get(0);
        states.clear();
        states.set(0, initial);
        evaluationState = Activities.copy(evaluationState, states(done).state(all -> done.at(all, done.last())));
        states.set(done.last(), evaluationState);
    }

    /** The gradient of the last state, or null for none. */
    final @Nullable Activity gradientBehind() {
        return incomingGradient(step() - 1);
    }

    private static CellStage.States states(SequenceRun run) {
        return (CellStage.States) run.record();
    }

    private @Nullable Activity state(int step) {
        SequenceRun run = runAt(step);
        return run == null ? states.get(step) : states(run).state(all -> run.at(all, step));
    }

    /** The gradient of the state after {@code step} that came from the step behind. */
    private @Nullable Activity gradState(int step) {
        SequenceRun behind = runAt(step + 1);
        if (behind != null && behind.hasGoneBack() && !(step == 0 && startsWithoutState())) {
            return states(behind).gradBefore(all -> behind.at(all, step + 1));
        }
        return gradStates.get(step);
    }

    /** Whether backward of the steps that were computed in one go has to know, or has known, the state after {@code step} or its gradient. */
    private boolean isInRun(int step) {
        return runAt(step) != null || runAt(step + 1) != null;
    }

    // ---- hidden state

    /** The state after {@code step}; of a step that was never computed, or is no longer kept, null, or an empty table where states have two parts, as in Torch. */
    @Override
    public @Nullable Activity getHiddenState(int step) {
        Activity state = state(step);
        return state == null && parts() == 2 ? new Table() : state;
    }

    @Override
    public @Nullable Activity getHiddenState() {
        return getHiddenState(step() - 1);
    }

    @Override
    public void setHiddenState(int step, @Nullable Activity hiddenState) {
        Activity state = hiddenState == null ? null : checkedState(hiddenState);
        if (isInRun(step)) {
            breakUp();
        }
        states.set(step, state);
    }

    /** The gradient with respect to the state after {@code step}; zeros at the last step if nothing was set. */
    @Override
    public @Nullable Activity getGradHiddenState(int step) {
        Activity gradient = incomingGradient(step);
        if (gradient != null) {
            return gradient;
        }
        Activity state = step == step() - 1 ? state(step) : null;
        if (state != null) {
            return Activities.zeros(null, state);
        }
        return parts() == 2 ? new Table() : null;
    }

    @Override
    public @Nullable Activity getGradHiddenState() {
        return getGradHiddenState(nextBackwardStep());
    }

    @Override
    public void setGradHiddenState(int step, @Nullable Activity gradHiddenState) {
        Activity gradient = gradHiddenState == null ? null : checkedState(gradHiddenState);
        boolean beforeBackward = step == step() - 1 && step == nextBackwardStep();
        if (isInRun(step) && !beforeBackward) {
            breakUp();
        }
        gradStates.set(step, gradient);
    }

    private Activity checkedState(Activity state) {
        if (parts() == 2 && (!(state instanceof Table table) || table.size() > 2)) {
            throw expected("a table {hidden state, cell state}", state);
        }
        return state;
    }

    /** Sets part {@code index}, from 1, of the state before the first step; it stays until replaced by another or null. */
    final void setUserState(int index, @Nullable Activity value) {
        userStates.set(index, value);
    }

    /** Sets part {@code index}, from 1, of the gradient behind the last step; it stays until replaced by another or null. */
    final void setUserGradState(int index, @Nullable Activity value) {
        userGradStates.set(index, value);
    }

    // ---- state handling

    @Override
    final void dropStep(int step) {
        states.set(step, null);
        gradStates.set(step, null);
        stepGradOutputs.set(step, null);
        Activity buffer = sums.get(step);
        if (buffer != null) {
            spareSums().add(buffer);
            sums.set(step, null);
        }
    }

    @Override
    final void dropStates() {
        states.clear();
        gradStates.clear();
        stepGradOutputs.clear();
        spareSums().addAll(sums.values());
        sums.clear();
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        states = states.map(state -> fields.state("states", state));
        gradStates = gradStates.map(gradient -> fields.state("gradOutputs", gradient));
        userStates = fields.state("userStates", userStates);
        userGradStates = fields.state("userGradStates", userGradStates);
        stepGradOutputs = stepGradOutputs.map(gradient -> fields.state("stepGradOutputs", gradient));
        sums = sums.map(sum -> fields.state("_gradOutputs", sum));
        spareSums = fields.scratch(spareSums);
        evaluationState = fields.buffer("evaluationState", evaluationState);
        noGradCell = fields.buffer("noGradCell", noGradCell);
        cellStage = fields.scratch(cellStage);
    }
}
