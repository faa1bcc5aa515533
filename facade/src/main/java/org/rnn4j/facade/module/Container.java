package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * A module around other modules, which are counted from 1.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md">Torch manual: Containers</a>
 */
public abstract class Container extends Module {
    private List<Module> modules = new ArrayList<>();
    private @Nullable Shape inputShape;

    /**
     * Appends a module.
     *
     * @return this
     */
    public Container add(Module module) {
        modules.add(given(module));
        return this;
    }

    /**
     * The module at {@code index}.
     *
     * @param index from 1
     */
    public final Module get(int index) {
        if (index < 1 || index > modules.size()) {
            throw new IllegalArgumentException(
                    who() + ": expected an index from 1 to " + modules.size() + ", got " + index);
        }
        return modules.get(index - 1);
    }

    /**
     * The module at {@code index}, which is a {@code type}.
     *
     * @param index from 1
     */
    public final <M extends Module> M get(int index, Class<M> type) {
        Failures.given(who(), "a class of modules", type);
        Module module = get(index);
        if (!type.isInstance(module)) {
            throw new IllegalArgumentException(
                    where(index) + ": expected a module of " + type.getSimpleName() + ", got " + module.who());
        }
        return type.cast(module);
    }

    /**
     * Appends modules.
     *
     * @return this
     */
    public final Container extend(Module... more) {
        for (Module module : Failures.given(who(), "modules", more)) {
            add(module);
        }
        return this;
    }

    /** Number of modules. */
    public final int size() {
        return modules.size();
    }

    /** The modules, in order; not to be changed through this list. */
    @Override
    public final List<Module> modules() {
        return Collections.unmodifiableList(modules);
    }

    /**
     * The modules that a new container like this one, made of the same {@link #arguments}, has yet to be given by {@link #add}: all of
     * them, unless the constructor makes or takes its own.
     */
    public List<Module> added() {
        return modules();
    }

    @Override
    public Module replace(UnaryOperator<Module> callback) {
        Module replacement = super.replace(callback);
        for (int i = 0; i < modules.size(); i++) {
            modules.set(i, modules.get(i).replace(callback));
        }
        return replacement;
    }

    /** Puts {@code module} at {@code index}, from 1, in the place of what is there. */
    protected final void replace(int index, Module module) {
        modules.set(index - 1, given(module));
    }

    /** Puts {@code module} at {@code index}, from 1; what was there and behind moves on by one. */
    protected void insert(Module module, int index) {
        if (index < 1 || index > modules.size() + 1) {
            throw new IllegalArgumentException(
                    who() + ": expected an index from 1 to " + (modules.size() + 1) + ", got " + index);
        }
        modules.add(index - 1, given(module));
    }

    /** Takes away and returns the module at {@code index}, from 1; what is behind moves up by one. */
    protected Module remove(int index) {
        Module module = get(index);
        modules.remove(index - 1);
        return module;
    }

    private Module given(@Nullable Module module) {
        return Failures.given(getClass().getSimpleName(), "a module", module);
    }

    // ---- checks before the first of several modules changes anything

    /** Keeps what {@code input} looks like, at the end of forward, for {@link #checkInput}. */
    protected final void noteInput(Activity input) {
        inputShape = Shape.of(inputShape, input);
    }

    /** Throws unless {@code input} is like that of the last forward. */
    protected final void checkInput(@Nullable Activity input) {
        lastOutput();
        if (inputShape != null && !inputShape.isOf(input)) {
            throw expected("the input of the last forward, " + inputShape.describe(elementType()), input);
        }
    }

    // ---- calls to children that say where they failed

    /** Calls updateOutput of the module at {@code index}, from 1. */
    protected final Activity updateOutput(int index, Activity input) {
        try {
            return modules.get(index - 1).updateOutput(input);
        } catch (RuntimeException e) {
            throw Failures.at(where(index), e);
        }
    }

    /** Calls updateGradInput of the module at {@code index}, from 1. */
    protected final Activity updateGradInput(int index, Activity input, Activity gradOutput) {
        try {
            return modules.get(index - 1).updateGradInput(input, gradOutput);
        } catch (RuntimeException e) {
            throw Failures.at(where(index), e);
        }
    }

    /** Calls accGradParameters of the module at {@code index}, from 1. */
    protected final void accGradParameters(int index, Activity input, Activity gradOutput, double scale) {
        try {
            modules.get(index - 1).accGradParameters(input, gradOutput, scale);
        } catch (RuntimeException e) {
            throw Failures.at(where(index), e);
        }
    }

    /** Calls backward of the module at {@code index}, from 1. */
    protected final Activity backward(int index, Activity input, Activity gradOutput, double scale) {
        try {
            return modules.get(index - 1).backward(input, gradOutput, scale);
        } catch (RuntimeException e) {
            throw Failures.at(where(index), e);
        }
    }

    /** What messages call the module at {@code index}, from 1. */
    protected String where(int index) {
        return who() + "[" + index + "]";
    }

    // ---- what containers pass on to their modules

    @Override
    public Parameters parameters() {
        return Parameters.of(modules);
    }

    @Override
    public void zeroGradParameters() {
        modules.forEach(Module::zeroGradParameters);
    }

    @Override
    public void updateParameters(double learningRate) {
        for (Module module : modules) {
            module.updateParameters(learningRate);
        }
    }

    @Override
    public void reset() {
        modules.forEach(Module::reset);
    }

    @Override
    public void reset(double stdv) {
        for (Module module : modules) {
            module.reset(stdv);
        }
    }

    @Override
    public void training() {
        modules.forEach(Module::training);
        super.training();
    }

    @Override
    public void evaluate() {
        modules.forEach(Module::evaluate);
        super.evaluate();
    }

    @Override
    public void forget() {
        modules.forEach(Module::forget);
    }

    @Override
    public Module remember(Remember when) {
        super.remember(when);
        for (Module module : modules) {
            module.remember(when);
        }
        return this;
    }

    @Override
    public Module maxBPTTstep(int rho) {
        for (Module module : modules) {
            module.maxBPTTstep(rho);
        }
        return this;
    }

    @Override
    public void setOutputStep(int step) {
        if (!(this instanceof BeginsSequences)) {
            modules.forEach(module -> module.setOutputStep(step));
        }
    }

    /** The hidden states of the modules, one entry each; those without state leave a hole. */
    @Override
    public @Nullable Activity getHiddenState(int step) {
        Table states = new Table();
        for (int i = 1; i <= size(); i++) {
            states.set(i, get(i).getHiddenState(step));
        }
        return states;
    }

    /** The hidden states of the modules after the last step, one entry each; those without state leave a hole. */
    @Override
    public @Nullable Activity getHiddenState() {
        Table states = new Table();
        for (int i = 1; i <= size(); i++) {
            states.set(i, get(i).getHiddenState());
        }
        return states;
    }

    @Override
    public void setHiddenState(int step, @Nullable Activity hiddenState) {
        for (int i = 1; i <= size(); i++) {
            get(i).setHiddenState(
                            step,
                            hiddenState == null ? null : hiddenState.toTable().find(i));
        }
    }

    /** The gradients with respect to the hidden states of the modules, one entry each; those without state leave a hole. */
    @Override
    public @Nullable Activity getGradHiddenState(int step) {
        Table states = new Table();
        for (int i = 1; i <= size(); i++) {
            states.set(i, get(i).getGradHiddenState(step));
        }
        return states;
    }

    /** The gradients that the next backward of each module goes into, one entry each; those without state leave a hole. */
    @Override
    public @Nullable Activity getGradHiddenState() {
        Table states = new Table();
        for (int i = 1; i <= size(); i++) {
            states.set(i, get(i).getGradHiddenState());
        }
        return states;
    }

    @Override
    public void setGradHiddenState(int step, @Nullable Activity gradHiddenState) {
        for (int i = 1; i <= size(); i++) {
            get(i).setGradHiddenState(
                            step,
                            gradHiddenState == null
                                    ? null
                                    : gradHiddenState.toTable().find(i));
        }
    }

    @Override
    public Module clearState() {
        super.clearState();
        modules.forEach(Module::clearState);
        return this;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        modules = told(fields, modules);
    }

    /** Shows the modules to {@code fields}, and returns what they become. */
    protected List<Module> told(Fields fields, List<Module> inside) {
        return fields.modules("modules", inside);
    }

    @Override
    public String who() {
        return getClass().getSimpleName();
    }
}
