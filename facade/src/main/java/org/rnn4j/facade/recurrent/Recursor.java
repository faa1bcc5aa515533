package org.rnn4j.facade.recurrent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Failures;
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

    /** Makes {@code module} usable step by step, over any number of steps. */
    public Recursor(Module module) {
        this(module, DEFAULT_RHO);
    }

    /** Makes {@code module} usable step by step; backward goes back over {@code rho} steps at most. */
    public Recursor(Module module, int rho) {
        super(rho);
        super.add(module);
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
        return SequencePlan.of(this, recurrentModule());
    }

    @Override
    RuntimeException inSequence(RuntimeException failure) {
        return Failures.at(who(), failure);
    }

    private Module at(int step) {
        return stageAt(step) == null ? moduleAt(Math.max(step, 1)) : recurrentModule();
    }

    @Override
    public @Nullable Activity getHiddenState(int step) {
        return at(step).getHiddenState(step);
    }

    @Override
    public @Nullable Activity getHiddenState() {
        return getHiddenState(step() - 1);
    }

    @Override
    public void setHiddenState(int step, @Nullable Activity hiddenState) {
        at(step).setHiddenState(step, hiddenState);
    }

    @Override
    public @Nullable Activity getGradHiddenState(int step) {
        return at(step).getGradHiddenState(step);
    }

    @Override
    public @Nullable Activity getGradHiddenState() {
        return getGradHiddenState(nextBackwardStep());
    }

    @Override
    public void setGradHiddenState(int step, @Nullable Activity gradHiddenState) {
        at(step).setGradHiddenState(step, gradHiddenState);
    }

    @Override
    public List<@Nullable Object> arguments() {
        return rho() == DEFAULT_RHO ? List.of(unmaskedModule()) : List.of(unmaskedModule(), rho());
    }

    /** {@code nn.Recursor @ nn.Linear(2 -> 3)}. */
    @Override
    public String toString() {
        return super.toString() + " @ " + recurrentModule();
    }
}
