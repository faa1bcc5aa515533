package org.rnn4j.facade.module;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;

/**
 * A container of exactly one module, which does the work unless the subclass changes something.
 *
 * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.Decorator">dpnn manual: Decorator</a>
 */
public abstract class Decorator extends Container {
    /** Decorates {@code module}. */
    protected Decorator(Module module) {
        super.add(module);
    }

    /** The module inside. */
    public final Module module() {
        return get(1);
    }

    /**
     * Not supported: there is room for one module only.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public final Container add(Module module) {
        throw new UnsupportedOperationException(
                who() + ": add; a decorator holds one module only, wrap a Sequential for more");
    }

    /** None: the module inside is an argument. */
    @Override
    public final List<Module> added() {
        return List.of();
    }

    @Override
    public Activity updateOutput(Activity input) {
        return setOutput(updateOutput(1, input));
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        return setGradInput(updateGradInput(1, input, gradOutput));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        accGradParameters(1, input, gradOutput, scale);
    }

    @Override
    public @Nullable Activity getHiddenState(int step) {
        return module().getHiddenState(step);
    }

    @Override
    public @Nullable Activity getHiddenState() {
        return module().getHiddenState();
    }

    @Override
    public void setHiddenState(int step, @Nullable Activity hiddenState) {
        module().setHiddenState(step, hiddenState);
    }

    @Override
    public @Nullable Activity getGradHiddenState(int step) {
        return module().getGradHiddenState(step);
    }

    @Override
    public @Nullable Activity getGradHiddenState() {
        return module().getGradHiddenState();
    }

    @Override
    public void setGradHiddenState(int step, @Nullable Activity gradHiddenState) {
        module().setGradHiddenState(step, gradHiddenState);
    }

    @Override
    protected String where(int index) {
        return who();
    }

    /** {@code nn.Sequencer @ nn.LSTM(3 -> 4)}. */
    @Override
    public String toString() {
        return super.toString() + " @ " + module();
    }
}
