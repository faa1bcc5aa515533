package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;

/**
 * Makes a module usable step by step: each step gets a copy that shares parameters and gradients, so that backward can go back
 * through all of them. Recurrent modules inside count their steps themselves and are not copied.
 *
 * <p>Input and output: those of the inner module, one time step a call.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.Recursor">rnn manual: Recursor</a>
 */
public final class Recursor extends AbstractRecurrent {
    private static final int DEFAULT_RHO = 9_999_999;

    private @Nullable SequencePlan plan;

    /** Makes {@code module} usable step by step, over any number of steps. */
    public Recursor(Module module) {
        this(module, DEFAULT_RHO);
    }

    /** Makes {@code module} usable step by step; backward goes back over {@code rho} steps at most. */
    public Recursor(Module module, int rho) {
        super(rho);
        super.add(module);
    }

    /** {@code module}, the module inside of {@code who}, in a Recursor unless it is usable step by step already. */
    public static Module around(String who, Module module) {
        Failures.given(who, "a module", module);
        return module instanceof AbstractRecurrent ? module : new Recursor(module);
    }

    @Override
    public Module recurrentModule() {
        return get(1);
    }

    @Override
    Activity forwardStep(int step, Module module, Activity input) {
        return forward(module, input);
    }

    @Override
    Activity backwardStep(int step, Module module, Activity input, Activity gradOutput) {
        return backward(module, input, gradOutput);
    }

    @Override
    void accumulateStep(int step, Module module, Activity input, Activity gradOutput, double scale) {
        accumulate(module, input, gradOutput, scale);
    }

    @Override
    void checkStored(int step) {
        if (!hasStepModule(step)) {
            throw beyondRho(step);
        }
    }

    @Override
    void dropStep(int step) {}

    @Override
    void dropStates() {}

    @Override
    @Nullable
    SequenceStage sequenceStage() {
        plan = SequencePlan.of(plan, recurrentModule());
        return plan.stage();
    }

    @Override
    RuntimeException inSequence(RuntimeException failure) {
        return Failures.at(who(), failure);
    }

    // ---- hidden states: those of the module inside, which counts its steps itself

    @Override
    public @Nullable Activity getHiddenState(int step) {
        return recurrentModule().getHiddenState(step);
    }

    @Override
    public @Nullable Activity getHiddenState() {
        return recurrentModule().getHiddenState(step() - 1);
    }

    @Override
    public void setHiddenState(int step, @Nullable Activity hiddenState) {
        recurrentModule().setHiddenState(step, hiddenState);
    }

    @Override
    public @Nullable Activity getGradHiddenState(int step) {
        return recurrentModule().getGradHiddenState(step);
    }

    @Override
    public @Nullable Activity getGradHiddenState() {
        return recurrentModule().getGradHiddenState(nextBackwardStep());
    }

    @Override
    public void setGradHiddenState(int step, @Nullable Activity gradHiddenState) {
        recurrentModule().setGradHiddenState(step, gradHiddenState);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        plan = fields.scratch(plan);
    }

    /** {@code nn.Recursor @ nn.Linear(2 -> 3)}. */
    @Override
    public String toString() {
        return super.toString() + " @ " + recurrentModule();
    }
}
