package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;

/**
 * A module that is called once for every time step of a sequence: forward from the first step to the last, then backward from the last
 * towards the first.
 *
 * <p>In training every step works on a copy of the inner module of its own, which shares parameters and gradients; in evaluation
 * one copy serves all steps, and only the last state is kept. {@code rho} limits how many steps are kept for backward: the last
 * {@code rho + 1}, or as many as the longest sequence since the module was made has left copies for.
 *
 * <p>This class has what is done step by step; the class above knows which step is next, and takes whole sequences.
 *
 * <p>State: the number of the next step, the copies, and what subclasses keep. {@link #forget} goes back to step 1.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.AbstractRecurrent">rnn manual: AbstractRecurrent</a>
 */
public abstract class AbstractRecurrent extends AbstractSequenceRunner {
    private int rho;
    private Steps<Module> stepModules = new Steps<>();
    private Steps<Activity> outputs = new Steps<>();
    private Steps<Activity> gradInputs = new Steps<>();
    private List<List<@Nullable Object>> masks = List.of();
    /** How many copies there would be had every step been computed by itself. */
    private int copies;

    /**
     * @param rho how many steps backward goes back at most
     */
    protected AbstractRecurrent(int rho) {
        if (rho < 1) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": expected rho of at least 1, got " + rho);
        }
        this.rho = rho;
    }

    // ---- what a recurrent module is made of

    /** The module that computes one step; of its copies, this one serves in evaluation. */
    public abstract Module recurrentModule();

    /** Computes step {@code step} on its copy of the recurrent module. */
    abstract Activity forwardStep(int step, Module module, Activity input);

    /** Computes the gradient of the input at {@code step}; what came before has been checked by {@link #checkStored}. */
    abstract Activity backwardStep(int step, Module module, Activity input, Activity gradOutput);

    /** Adds the gradients of the parameters at {@code step}. */
    abstract void accumulateStep(int step, Module module, Activity input, Activity gradOutput, double scale);

    /** Throws if something that backward at {@code step} needs is no longer kept. */
    abstract void checkStored(int step);

    /** Drops the states of {@code step}, which lies too far back. */
    abstract void dropStep(int step);

    /** Drops the states of all steps. */
    abstract void dropStates();

    /** The first step that runs on a copy of the recurrent module. */
    int firstCopiedStep() {
        return 1;
    }

    /** None: what is inside comes from the constructor. */
    @Override
    public final List<Module> added() {
        return List.of();
    }

    // ---- forward and backward

    @Override
    public final Activity updateOutput(Activity input) {
        leaveSequence();
        Activity result = isTraining() ? forwardInTraining(input) : forwardStep(step(), moduleAt(step()), input);
        moveTo(step() + 1);
        return setOutput(result);
    }

    /**
     * The gradient with respect to the input of the last step that had no backward yet.
     *
     * @throws IllegalStateException if there is no such step, or it is no longer kept
     */
    @Override
    public final Activity updateGradInput(Activity input, Activity gradOutput) {
        settle();
        int current = nextBackwardStep();
        checkPosition(current);
        checkStored(current);
        Module module = moduleAt(current);
        module.setOutputStep(current);
        Activity result = backwardStep(current, module, input, gradOutput);
        gradInputs.set(current, result);
        wentBackTo(current);
        return setGradInput(result);
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        settle();
        int current = nextAccumulatedStep();
        checkPosition(current);
        if (nextBackwardStep() >= current) {
            throw new IllegalStateException(
                    who() + ": expected updateGradInput before accGradParameters at step " + current);
        }
        Module module = moduleAt(current);
        module.setOutputStep(current);
        accumulateStep(current, module, input, gradOutput, scale);
        accumulatedTo(current);
    }

    /** The output of {@code atStep}, or null if it is not kept. */
    final @Nullable Activity outputAt(int atStep) {
        return outputs.get(atStep);
    }

    @Override
    public final void setOutputStep(int atStep) {
        Activity output = outputs.get(atStep);
        if (output == null) {
            throw beyondRho(atStep);
        }
        setOutput(output);
        Activity gradInput = gradInputs.get(atStep);
        if (gradInput != null) {
            setGradInput(gradInput);
        }
    }

    /** The exception for a backward at a step that is no longer kept. */
    final IllegalStateException beyondRho(int current) {
        return new IllegalStateException(
                who() + ": expected at most " + (step() - 1 - current) + " backward steps with rho " + rho + " after "
                        + (step() - 1) + " forward steps, got one more; choose a larger rho");
    }

    // ---- whole sequences

    @Override
    final void dropSingleSteps(int last) {
        outputs.clear();
        gradInputs.clear();
        if (isTraining()) {
            copies = Math.max(copies, Math.min(last - firstCopiedStep() + 1, window()));
        }
    }

    // ---- copies for the steps

    /** The copy of the recurrent module that works at {@code step}. */
    public final Module getStepModule(int atStep) {
        Module module = stepModules.get(atStep);
        if (module == null) {
            module = stepModules.count() == 0
                    ? recurrentModule()
                    : recurrentModule().stepClone();
            stepModules.set(atStep, module);
        }
        return module;
    }

    /** What works at {@code atStep} in the present mode. */
    Module moduleAt(int atStep) {
        return isTraining() ? getStepModule(atStep) : recurrentModule();
    }

    /** Number of copies at most: {@code rho + 1}, or more if a longer sequence has left them. */
    private int window() {
        return Math.max(rho + 1, Math.max(copies, stepModules.count()));
    }

    /** Computes the next step on the copy of a step that backward will not reach any more, if there is one. */
    private Activity forwardInTraining(Activity input) {
        int window = window();
        int oldest = step() - window;
        Module recycled =
                oldest >= firstCopiedStep() && stepModules.get(step()) == null ? stepModules.get(oldest) : null;
        Activity result = forwardStep(step(), recycled == null ? moduleAt(step()) : recycled, input);
        if (recycled != null) {
            stepModules.set(oldest, null);
            stepModules.set(step(), recycled);
        }
        outputs.set(step(), result);
        if (oldest >= 1) {
            outputs.set(oldest - 1, null);
            gradInputs.set(oldest - 1, null);
            dropStep(oldest - 1);
        }
        return result;
    }

    /** Whether the copy that worked at {@code atStep} is still there. */
    final boolean hasStepModule(int atStep) {
        return atStep < firstCopiedStep() || stepModules.get(atStep) != null;
    }

    /** Everything that works at some step, beside the modules of this container. */
    List<Module> workers() {
        return stepModules.values();
    }

    // ---- masks

    /**
     * Masks padding: where the input of a step is all zero for a sample, so are its output and state, and no gradient flows.
     *
     * @param nInputDim number of dimensions of an input without batch
     * @return this
     */
    public Module maskZero(int nInputDim) {
        return wrap(new MaskZero(recurrentModule(), nInputDim), "maskZero", nInputDim);
    }

    /**
     * Masks padding as {@link #maskZero} does, and computes the other samples only.
     *
     * @param nInputDim number of dimensions of an input without batch
     * @return this
     */
    public Module trimZero(int nInputDim) {
        return wrap(new TrimZero(recurrentModule(), nInputDim), "trimZero", nInputDim);
    }

    /** Whether there are masks around the module that computes one step. */
    final boolean hasMasks() {
        return !masks.isEmpty();
    }

    private Module wrap(Module masked, String call, int nInputDim) {
        settle();
        replace(1, masked);
        List<List<@Nullable Object>> longer = new ArrayList<>(masks);
        longer.add(List.of(call, nInputDim));
        masks = Collections.unmodifiableList(longer);
        stepModules = new Steps<>();
        copies = 0;
        return this;
    }

    /** The module that computes one step, without the masks around it. */
    final Module unmaskedModule() {
        Module module = recurrentModule();
        for (int i = 0; i < masks.size(); i++) {
            module = module.modules().get(0);
        }
        return module;
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return masks;
    }

    // ---- state

    /** How many steps backward goes back at most. */
    public final int rho() {
        return rho;
    }

    @Override
    public Module maxBPTTstep(int newRho) {
        if (newRho < 1) {
            throw new IllegalArgumentException(who() + ": expected rho of at least 1, got " + newRho);
        }
        super.maxBPTTstep(newRho);
        rho = newRho;
        return this;
    }

    /** Goes back to step 1. In training mode all states are dropped, too; in evaluation mode a state set for step 0 stays. */
    @Override
    public final void forget() {
        dropSequence();
        super.forget();
        workers().forEach(Module::forget);
        if (isTraining()) {
            outputs.clear();
            gradInputs.clear();
            dropStates();
            stepModules.compact(firstCopiedStep());
        }
        moveTo(1);
    }

    /** Goes to training mode; coming from evaluation mode, the sequence is forgotten. */
    @Override
    public void training() {
        if (!isTraining()) {
            forget();
        }
        workers().forEach(Module::training);
        super.training();
    }

    /** Goes to evaluation mode; coming from training mode, the sequence is forgotten. */
    @Override
    public void evaluate() {
        if (isTraining()) {
            forget();
        }
        workers().forEach(Module::evaluate);
        super.evaluate();
    }

    /** Drops all buffers and forgets. */
    @Override
    public Module clearState() {
        forget();
        workers().forEach(Module::clearState);
        return super.clearState();
    }

    @Override
    public final boolean countsOwnSteps() {
        return true;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        outputs = outputs.map(output -> fields.state("outputs", output));
        gradInputs = gradInputs.map(gradInput -> fields.state("gradInputs", gradInput));
        stepModules = stepModules.map(module -> fields.module("sharedClones", module));
    }

    @Override
    protected String where(int index) {
        return who();
    }

    @Override
    public String who() {
        String text = toString();
        return text.substring(
                text.startsWith("nn.") ? 3 : 0, text.contains(" @ ") ? text.indexOf(" @ ") : text.length());
    }

    // ---- calls to step modules that say where they failed

    final Activity forward(Module module, Activity input) {
        try {
            return module.updateOutput(input);
        } catch (RuntimeException e) {
            throw located(module, e);
        }
    }

    final Activity backward(Module module, Activity input, Activity gradOutput) {
        try {
            return module.updateGradInput(input, gradOutput);
        } catch (RuntimeException e) {
            throw located(module, e);
        }
    }

    final void accumulate(Module module, Activity input, Activity gradOutput, double scale) {
        try {
            module.accGradParameters(input, gradOutput, scale);
        } catch (RuntimeException e) {
            throw located(module, e);
        }
    }

    /** A cell speaks under this module's name already. */
    private RuntimeException located(Module module, RuntimeException failure) {
        return module instanceof Cell ? failure : Failures.at(who(), failure);
    }
}
