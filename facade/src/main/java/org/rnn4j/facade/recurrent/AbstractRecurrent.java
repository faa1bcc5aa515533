package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A module that is called once for every time step of a sequence: forward from the first step to the last, then backward from the last
 * towards the first.
 *
 * <p>In training every step works on a copy of the inner module of its own, which shares parameters and gradients; in evaluation
 * one copy serves all steps, and only the last state is kept. {@code rho} limits how many steps are kept for backward: the last
 * {@code rho + 1}, or as many as the longest sequence since the module was made has left copies for.
 *
 * <p>A {@link SequenceRunner} computes many steps in one go. They stay together as a {@link SequenceRun} until somebody asks for one of them.
 *
 * <p>State: the number of the next step, the copies, and what subclasses keep. {@link #forget} goes back to step 1.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.AbstractRecurrent">rnn manual: AbstractRecurrent</a>
 */
public abstract class AbstractRecurrent extends Container {
    /** In {@link #updateGradInputStep} and {@link #accGradParametersStep}: no backward since the last forward. */
    private static final int NONE = 0;

    private int rho;
    private List<List<@Nullable Object>> masks = List.of();

    private int step = 1;
    private int updateGradInputStep = NONE;
    private int accGradParametersStep = NONE;
    /** How often sequences have been forgotten. */
    private int sequences;

    private Steps<Module> stepModules = new Steps<>();
    /** How many copies there would be had every step been computed by itself. */
    private int copies;

    private Steps<Activity> outputs = new Steps<>();
    /** The last step of this sequence that was computed in evaluation; 0 if none was. */
    private int lastEvaluated;

    private Steps<Activity> gradInputs = new Steps<>();

    /** The last steps, as far as they were computed in one go in training and nothing has asked for them one by one. */
    private @Nullable SequenceRuns runs;

    /** What is just being computed again, step by step. */
    private @Nullable SequenceRun replayed;
    /** What computed the last steps in one go, as long as no other step has followed. */
    private @Nullable SequenceStage usedStage;

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

    // ---- which step is next

    /** The number of the next step, from 1. */
    public final int step() {
        return step;
    }

    /**
     * Goes on as after {@code steps} steps of which only the last state is known, as it is read from a file: backward cannot go there.
     *
     * @param hiddenState after the last of them, as {@link #setHiddenState} takes it
     */
    public final void resume(int steps, @Nullable Activity hiddenState) {
        if (steps < 0) {
            throw new IllegalArgumentException(who() + ": expected at least 0 steps, got " + steps);
        }
        moveTo(steps + 1);
        setHiddenState(steps, hiddenState);
    }

    /** The number of the sequence that the next step belongs to: how often {@link #forget} has been called. */
    final int sequence() {
        return sequences;
    }

    /** Makes {@code next} the next step of forward; backward begins right before it. */
    private void moveTo(int next) {
        step = next;
        updateGradInputStep = NONE;
        accGradParametersStep = NONE;
    }

    private void noteEvaluation() {
        if (!isTraining()) {
            lastEvaluated = step - 1;
        }
    }

    /** The step that the next backward works at. */
    final int nextBackwardStep() {
        return (updateGradInputStep == NONE ? step : updateGradInputStep) - 1;
    }

    private int nextAccumulatedStep() {
        return (accGradParametersStep == NONE ? step : accGradParametersStep) - 1;
    }

    /** Throws unless backward may work at {@code current}, as far as the calls before it go. */
    private void checkPosition(int current) {
        if (step == 1) {
            throw new IllegalStateException(
                    who() + ": expected forward before backward; call forward for each step first");
        }
        if (current < 1) {
            throw new IllegalStateException(who() + ": expected at most " + (step - 1) + " backward steps after "
                    + (step - 1) + " forward steps, got one more; call forward before backward once more");
        }
        if (!isTraining()) {
            throw new IllegalStateException(who()
                    + ": expected training mode for backward, got evaluation mode; call training() before forward");
        }
        if (current <= lastEvaluated) {
            throw new IllegalStateException(who() + ": expected a step of training for backward, got step " + current
                    + " of evaluation, which keeps nothing for it; call training() before forward");
        }
    }

    /** The exception for a backward at a step that is no longer kept. */
    final IllegalStateException beyondRho(int current) {
        return new IllegalStateException(who() + ": expected at most " + (step - 1 - current)
                + " backward steps with rho " + rho + " after "
                + (step - 1) + " forward steps, got one more; a larger rho keeps more of them, but in a Sequencer"
                + " rho is the length of the last sequence");
    }

    // ---- forward and backward of one step

    @Override
    public final Activity updateOutput(Activity input) {
        leaveRuns();
        Activity result = isTraining() ? forwardInTraining(input) : forwardStep(step, moduleAt(step), input);
        moveTo(step + 1);
        noteEvaluation();
        return setOutput(result);
    }

    /** Computes the next step on the copy of a step that backward will not reach any more, if there is one. */
    private Activity forwardInTraining(Activity input) {
        int oldest = step - window();
        Module recycled = oldest >= firstCopiedStep() && stepModules.get(step) == null ? stepModules.get(oldest) : null;
        Module worker = recycled == null ? moduleAt(step) : recycled;
        Activity result = forwardStep(step, worker, input);
        if (recycled != null) {
            stepModules.set(oldest, null);
            stepModules.set(step, recycled);
        }
        if (replayed != null) {
            replayed.restoreForward(step, worker, result);
        }
        outputs.set(step, result);
        // What is at step 0 may have been set since.
        if (oldest >= (replayed == null ? 1 : 2)) {
            dropKept(oldest - 1);
        }
        return result;
    }

    /**
     * The gradient with respect to the input of the last step that had no backward yet.
     *
     * @throws IllegalStateException if there is no such step, or it is no longer kept
     */
    @Override
    public final Activity updateGradInput(Activity input, Activity gradOutput) {
        breakUp();
        int current = nextBackwardStep();
        checkPosition(current);
        if (replayed == null) {
            checkStored(current);
            Activity result = outputs.get(current);
            if (result != null) {
                Failures.like(this, "gradOutput", gradOutput, result);
            }
        }
        Module module = moduleAt(current);
        module.setOutputStep(current);
        Tensor known = replayed == null ? null : replayed.gradOutput(current);
        Activity result = backwardStep(current, module, input, known == null ? gradOutput : known);
        if (replayed != null) {
            replayed.restoreBackward(current, module, result);
        }
        gradInputs.set(current, result);
        updateGradInputStep = current;
        return setGradInput(result);
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        breakUp();
        int current = nextAccumulatedStep();
        checkPosition(current);
        if (nextBackwardStep() >= current) {
            throw new IllegalStateException(
                    who() + ": expected updateGradInput before accGradParameters at step " + current);
        }
        Module module = moduleAt(current);
        module.setOutputStep(current);
        accumulateStep(current, module, input, gradOutput, scale);
        accGradParametersStep = current;
    }

    @Override
    public final void setOutputStep(int atStep) {
        SequenceRun covering = runAt(atStep);
        Activity output = covering == null ? outputs.get(atStep) : covering.output(atStep);
        if (output == null) {
            throw new IllegalStateException(
                    who() + ": expected a step whose output is kept, among "
                            + (step - 1) + " steps of forward with rho " + rho + ", got step " + atStep
                            + "; a module that begins sequences of its own can't go back through several steps of a recurrence around it");
        }
        setOutput(output);
        Activity gradInput = covering == null ? gradInputs.get(atStep) : covering.gradInput(atStep);
        if (gradInput != null) {
            setGradInput(gradInput);
        }
    }

    // ---- many steps in one go

    /** What runs this module over whole sequences as it is configured, or null if it has to go step by step. */
    @Nullable
    SequenceStage sequenceStage() {
        return null;
    }

    /** Takes from {@code done}, which was computed in evaluation, what later steps need. */
    void evaluated(SequenceRun done) {}

    /** The exception to throw in the place of one that a stage of this module threw. */
    RuntimeException inSequence(RuntimeException failure) {
        return failure;
    }

    /**
     * Computes the next T steps.
     *
     * @param around the run that this one is a part of, or null
     * @param steps {@code [T, N, ...]}, contiguous; must not change before backward
     * @param batch whether single steps have a batch dimension
     */
    final Tensor runSequence(@Nullable SequenceRun around, SequenceStage stage, Tensor steps, boolean batch) {
        SequenceRun past = runs().last();
        if (past != null && past.isNeededAround()) {
            breakUp();
        }
        runs().retire(Math.toIntExact(steps.size(1)));
        int oldest = oldestKept();
        SequenceRun next = new SequenceRun(this, around, stage, steps, batch, step);
        Tensor result;
        try {
            result = next.forward();
        } catch (RuntimeException e) {
            throw inSequence(e);
        }
        usedStage = stage;
        moveTo(next.last() + 1);
        noteEvaluation();
        if (isTraining()) {
            runs().add(next);
            copies = Math.max(copies, Math.min(next.last() - firstCopiedStep() + 1, window()));
            for (int t = Math.max(0, oldest); t < oldestKept(); t++) {
                dropKept(t);
            }
        } else {
            outputs.clear();
            gradInputs.clear();
            evaluated(next);
        }
        setOutput(next.at(result, next.last()));
        return result;
    }

    /** Whether the last T steps were computed in one go, and have had no backward. */
    final boolean canGoBack(long count) {
        return isLastRun(count) && updateGradInputStep == NONE;
    }

    private boolean isLastRun(long count) {
        SequenceRun present = runs().last();
        return present != null && present.last() - present.first() + 1 == count;
    }

    /**
     * Goes back through the steps that were computed in one go.
     *
     * @param input the steps once more, as they are now
     */
    final Tensor runSequenceBack(Tensor input, Tensor gradOutput) {
        SequenceRun present = presentRun();
        checkPosition(present.last());
        Tensor result;
        try {
            result = present.updateGradInput(input, gradOutput);
        } catch (RuntimeException e) {
            throw inSequence(e);
        }
        updateGradInputStep = present.first();
        setGradInput(present.at(result, present.first()));
        return result;
    }

    /** Whether {@link #runSequenceBack} has gone through the last T steps, and accGradParameters has not. */
    final boolean canAccumulate(long count) {
        return isLastRun(count) && presentRun().hasGoneBack() && accGradParametersStep == NONE;
    }

    /** Adds the gradients of the parameters of all steps after {@link #runSequenceBack}. */
    final void accumulateSequence(Tensor input, double scale) {
        SequenceRun present = presentRun();
        present.accGradParameters(input, scale);
        accGradParametersStep = present.first();
    }

    /** The last steps, which were computed in one go. */
    final SequenceRun presentRun() {
        SequenceRun present = runs().last();
        if (present == null) {
            throw new IllegalStateException(who() + ": expected a whole sequence forward before backward");
        }
        return present;
    }

    /** The run that has {@code atStep}, or null if that was computed by itself or is no longer kept. */
    final @Nullable SequenceRun runAt(int atStep) {
        SequenceRun found = runs().find(atStep, oldestKept());
        if (found == null && atStep == oldestKept() && atStep >= 0) {
            // Its copy of the module has gone on to the last step, and what that has left of it only single steps show.
            breakUp();
        }
        return found;
    }

    /** The steps that are still together. */
    final SequenceRuns runs() {
        SequenceRuns known = runs == null ? new SequenceRuns() : runs;
        runs = known;
        return known;
    }

    /** The run of which steps are just computed again one by one, or null. */
    final @Nullable SequenceRun replayed() {
        return replayed;
    }

    // ---- one by one after all

    /**
     * Makes single steps of those that were computed in one go, here and in all modules that took part, as somebody asks for one of them: afterwards it is as if
     * they had never been anything else.
     */
    final void breakUp() {
        SequenceRun some = runs().newest();
        if (some != null) {
            some.root().module().replay();
        }
    }

    private void replay() {
        List<SequenceRun> past = runs().inOrder();
        List<Runnable> restored = new ArrayList<>();
        for (SequenceRun each : past) {
            each.each(part -> restored.add(part.module().positions()));
            each.each(SequenceRun::record);
        }
        past.forEach(each -> each.each(part -> part.module().runs().clear()));
        past.get(0).each(part -> part.module().alignCopies(part.first()));
        try {
            past.forEach(this::replay);
        } finally {
            restored.forEach(Runnable::run);
        }
    }

    /** Puts the positions of forward and backward back to where they are now. */
    private Runnable positions() {
        int next = step;
        int updated = updateGradInputStep;
        int accumulated = accGradParametersStep;
        return () -> {
            replayed = null;
            step = next;
            updateGradInputStep = updated;
            accGradParametersStep = accumulated;
        };
    }

    private void replay(SequenceRun past) {
        past.each(part -> part.module().beginReplay(part));
        for (int t = past.first(); t <= past.last(); t++) {
            updateOutput(past.input(t));
        }
        for (int t = past.last(); t >= past.first(); t--) {
            Tensor gradOutput = past.gradOutput(t);
            if (gradOutput != null) {
                updateGradInput(past.input(t), gradOutput);
            }
        }
    }

    /** Brings the copies to the steps right before {@code first}, where single steps would have left them. */
    private void alignCopies(int first) {
        stepModules.compact(Math.max(firstCopiedStep(), first - stepModules.count()));
    }

    private void beginReplay(SequenceRun past) {
        releaseStage();
        replayed = past;
        moveTo(past.first());
    }

    /** Lets go of the steps computed in one go, as a single step follows. */
    private void leaveRuns() {
        breakUp();
        releaseStage();
    }

    private void releaseStage() {
        if (usedStage != null) {
            usedStage.release();
            usedStage = null;
        }
    }

    /** Forgets the steps computed in one go; if a module around still needs them, all become single steps first. */
    private void dropRuns() {
        SequenceRun some = runs().newest();
        if (some != null && some.isNeededAround()) {
            breakUp();
        }
        runs().clear();
    }

    /** Steps computed in one go become single steps, for those who look at fields. */
    @Override
    protected final void settle() {
        breakUp();
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

    /** The first step whose output and state are still kept. */
    final int oldestKept() {
        return step - 1 - window();
    }

    private void dropKept(int atStep) {
        outputs.set(atStep, null);
        gradInputs.set(atStep, null);
        dropStep(atStep);
    }

    /** Whether the copy that worked at {@code atStep} is still there. */
    final boolean hasStepModule(int atStep) {
        return atStep < firstCopiedStep() || stepModules.get(atStep) != null;
    }

    /** Everything that works at some step, beside the modules of this container. */
    List<Module> workers() {
        return stepModules.values();
    }

    /** Tells all steps the same reward, {@code [N]}, or each of the last steps its own: a table of these, or {@code [T, N]}. */
    @Override
    public final void reinforce(Activity reward) {
        boolean single = reward == null || (reward instanceof Tensor tensor && tensor.dim() < 2);
        if (single) {
            super.reinforce(reward);
            workers().forEach(worker -> worker.reinforce(reward));
            return;
        }
        int count = reward instanceof Table table
                ? Failures.table(this, "reward", table).size()
                : Math.toIntExact(reward.toTensor().size(1));
        if (count >= step) {
            throw new IllegalArgumentException(
                    who() + ": expected rewards for at most " + (step - 1) + " steps, as there were, got " + count);
        }
        for (int i = 1; i <= count; i++) {
            Activity part = reward instanceof Table table
                    ? table.get(i)
                    : reward.toTensor().select(1, i);
            moduleAt(firstRewarded(count) - 1 + i).reinforce(part);
        }
    }

    /** The step that the first one of {@code count} rewards is for. */
    int firstRewarded(int count) {
        return step - count;
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

    @Override
    public Module replace(UnaryOperator<Module> callback) {
        breakUp();
        Module replacement = super.replace(callback);
        stepModules = new Steps<>();
        copies = 0;
        return replacement;
    }

    /** Whether there are masks around the module that computes one step. */
    final boolean hasMasks() {
        return !masks.isEmpty();
    }

    private Module wrap(Module masked, String call, int nInputDim) {
        breakUp();
        replace(1, masked);
        List<List<@Nullable Object>> longer = new ArrayList<>(masks);
        longer.add(List.of(call, nInputDim));
        masks = Collections.unmodifiableList(longer);
        stepModules = new Steps<>();
        copies = 0;
        return this;
    }

    /** The module that computes one step, without the masks around it. */
    final Module module() {
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
        dropRuns();
        super.forget();
        workers().forEach(Module::forget);
        if (isTraining()) {
            outputs.clear();
            gradInputs.clear();
            dropStates();
            stepModules.compact(firstCopiedStep());
        }
        moveTo(1);
        lastEvaluated = 0;
        sequences++;
    }

    /** Goes to training mode; the sequence goes on. */
    @Override
    public void training() {
        workers().forEach(Module::training);
        super.training();
    }

    /** Goes to evaluation mode; the sequence goes on. */
    @Override
    public void evaluate() {
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
        runs = fields.scratch(runs);
        usedStage = fields.scratch(usedStage);
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
