package org.rnn4j.facade.recurrent;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * A recurrent module whose inner module maps {@code {x(t), state(t-1)}} to {@code state(t)}. The state has one part, the hidden state h,
 * which is the output; or two, h and the cell state c, and then the inner module maps {@code {x, h, c}} to {@code {h', c'}}.
 */
public abstract class StatefulRecurrent extends AbstractRecurrent {
    private Steps<Activity> states = new Steps<>();
    private Steps<Activity> gradStates = new Steps<>();
    private Table userStates = new Table();
    private Table userGradStates = new Table();
    /** What was given to the inner modules as gradOutput, for accGradParameters to come. */
    private Steps<Activity> stepGradOutputs = new Steps<>();

    /** Buffers for gradOutput plus the gradient that comes from behind. */
    private Steps<Activity> sums = new Steps<>();

    private ArrayDeque<Activity> spareSums = new ArrayDeque<>();
    private @Nullable Activity evaluationState;
    private @Nullable Activity noGradCell;

    /**
     * @param rho how many steps backward goes back at most
     */
    protected StatefulRecurrent(int rho) {
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
        if (!hasStepModule(step) || states.get(step) == null || (step > 1 && states.get(step - 1) == null)) {
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
        Activity stored = states.get(step - 1);
        if (step > 1) {
            if (stored == null) {
                throw beyondRho(step);
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

    /** The gradient with respect to the state after {@code step} that comes from behind, or null for none. */
    private @Nullable Activity incomingGradient(int step) {
        Activity stored = gradStates.get(step);
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

    private @Nullable Activity sum(int step) {
        Activity buffer = sums.get(step);
        return buffer == null ? spareSums.poll() : buffer;
    }

    private Activity noGradCell(int step) {
        Activity state = states.get(step);
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

    // ---- hidden state

    @Override
    public @Nullable Activity getHiddenState(int step) {
        return states.get(step);
    }

    @Override
    public @Nullable Activity getHiddenState() {
        return getHiddenState(step() - 1);
    }

    @Override
    public void setHiddenState(int step, @Nullable Activity hiddenState) {
        states.set(step, hiddenState == null ? null : checkedState(hiddenState));
    }

    /** The gradient with respect to the state after {@code step}; zeros at the last step if nothing was set. */
    @Override
    public @Nullable Activity getGradHiddenState(int step) {
        Activity gradient = incomingGradient(step);
        Activity state = states.get(step);
        return gradient == null && step == step() - 1 && state != null ? Activities.zeros(null, state) : gradient;
    }

    @Override
    public @Nullable Activity getGradHiddenState() {
        return getGradHiddenState(nextBackwardStep());
    }

    @Override
    public void setGradHiddenState(int step, @Nullable Activity gradHiddenState) {
        gradStates.set(step, gradHiddenState == null ? null : checkedState(gradHiddenState));
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
            spareSums.add(buffer);
            sums.set(step, null);
        }
    }

    @Override
    final void dropStates() {
        states.clear();
        gradStates.clear();
        stepGradOutputs.clear();
        spareSums.addAll(sums.values());
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
        spareSums = new ArrayDeque<>();
        evaluationState = fields.buffer("evaluationState", evaluationState);
        noGradCell = fields.buffer("noGradCell", noGradCell);
    }
}
