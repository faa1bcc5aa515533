package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A module that is called once for every time step of a sequence: forward from the first step to the last, then backward from the last
 * towards the first.
 *
 * <p>In training every step works on a copy of the inner module of its own, which shares parameters and gradients; in evaluation
 * one copy serves all steps, and only the last state is kept. {@code rho} limits how many steps are kept for backward: the last
 * {@code rho + 1}, or as many as the longest sequence since the module was made has left copies for.
 *
 * <p>State: the number of the next step, the copies, and what subclasses keep. {@link #forget} goes back to step 1.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.AbstractRecurrent">rnn manual: AbstractRecurrent</a>
 */
public abstract class AbstractRecurrent extends Container {
    /** In {@link #updateGradInputStep} and {@link #accGradParametersStep}: no backward since the last forward. */
    private static final int NONE = 0;

    private int rho;
    private int step = 1;
    private int updateGradInputStep = NONE;
    private int accGradParametersStep = NONE;
    private Steps<Module> stepModules = new Steps<>();
    private Steps<Activity> outputs = new Steps<>();
    private Steps<Activity> gradInputs = new Steps<>();
    private List<List<@Nullable Object>> masks = List.of();
    private @Nullable Span span;
    /** What was computed in one go and is just being computed again. */
    private @Nullable Span rewound;
    /** What computed the last steps in one go, as long as no other step has followed. */
    private @Nullable SequenceStage latest;
    /** How many copies there would be had every step been computed by itself. */
    private int copies;

    /** The last steps, if they were computed in one go and nothing has asked for them one by one. */
    private static final class Span {
        final SequenceStage stage;
        final Tensor steps;
        final boolean batch;
        final int first;
        final int last;

        /** The module around this one whose sequence this one is a part of, or null. */
        final @Nullable AbstractRecurrent owner;

        @Nullable
        Tensor gradOutput;

        /** The positions of backward while the steps are computed again. */
        int updatedTo;

        int accumulatedTo;

        Span(@Nullable AbstractRecurrent owner, SequenceStage stage, Tensor steps, boolean batch, int first) {
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
        settle();
        if (latest != null) {
            latest.release();
            latest = null;
        }
        Activity result = isTraining() ? forwardInTraining(input) : forwardStep(step, moduleAt(step), input);
        step++;
        updateGradInputStep = NONE;
        accGradParametersStep = NONE;
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
        int position = updateGradInputStep == NONE ? step : updateGradInputStep;
        int current = position - 1;
        checkPosition(current);
        checkStored(current);
        Module module = moduleAt(current);
        module.setOutputStep(current);
        Activity result = backwardStep(current, module, input, gradOutput);
        gradInputs.set(current, result);
        updateGradInputStep = current;
        return setGradInput(result);
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        settle();
        int position = accGradParametersStep == NONE ? step : accGradParametersStep;
        int current = position - 1;
        checkPosition(current);
        if (updateGradInputStep == NONE || updateGradInputStep > current) {
            throw new IllegalStateException(
                    who() + ": expected updateGradInput before accGradParameters at step " + current);
        }
        Module module = moduleAt(current);
        module.setOutputStep(current);
        accumulateStep(current, module, input, gradOutput, scale);
        accGradParametersStep = current;
    }

    private void checkPosition(int current) {
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
                who() + ": expected at most " + (step - 1 - current) + " backward steps with rho " + rho + " after "
                        + (step - 1) + " forward steps, got one more; choose a larger rho");
    }

    // ---- whole sequences

    /** What runs this module over whole sequences as it is configured, or null if it has to go step by step. */
    @Nullable
    SequenceStage sequenceStage() {
        return null;
    }

    /** Takes note that steps {@code first} to {@code last} were computed in one go by {@code stage}. */
    void sequenceDone(SequenceStage stage, int first, int last) {}

    /** Takes note that {@code stage} went back from the last step to {@code first}. */
    void sequenceWentBack(SequenceStage stage, int first) {}

    /** Takes note that steps {@code first} to {@code last} are about to be computed again one by one. */
    void beginAgain(int first, int last) {}

    /** Takes note that the steps have been computed again. */
    void endAgain() {}

    /** The exception to throw in the place of one that a stage of this module threw. */
    RuntimeException inSequence(RuntimeException failure) {
        return failure;
    }

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
        return steps.contiguous().view(RowWiseStage.withBatch(steps.size()));
    }

    private static Tensor withoutBatch(Tensor steps) {
        return steps.select(2, 1);
    }

    /**
     * {@link #forwardSequence} for steps {@code [T, N, ...]}, which are contiguous.
     *
     * @param owner the module around this one whose sequence this one is a part of, or null
     */
    final Tensor runSequence(@Nullable AbstractRecurrent owner, SequenceStage stage, Tensor steps, boolean batch) {
        Span next = new Span(owner, stage, steps, batch, step);
        Tensor result;
        try {
            result = stage.forward(steps, batch);
        } catch (RuntimeException e) {
            throw inSequence(e);
        }
        outputs.clear();
        gradInputs.clear();
        sequenceDone(stage, next.first, next.last);
        latest = stage;
        span = isTraining() ? next : null;
        if (isTraining()) {
            copies = Math.max(copies, Math.min(next.last - firstCopiedStep() + 1, window()));
        }
        step = next.last + 1;
        updateGradInputStep = NONE;
        accGradParametersStep = NONE;
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
            finishAgain();
        }
    }

    /** After {@link #rewind} and all steps up to where it was: goes on as if nothing had been. */
    final void finishAgain() {
        Span past = rewound;
        if (past != null) {
            rewound = null;
            past.stage.endAgain();
            updateGradInputStep = past.updatedTo;
            accGradParametersStep = past.accumulatedTo;
            endAgain();
        }
    }

    /** Goes back to where it was before the steps that were computed in one go, with everything inside. */
    final void rewind() {
        Span past = span;
        if (past == null) {
            return;
        }
        beginAgain(past.first, past.last);
        past.stage.rewind();
        past.updatedTo = updateGradInputStep;
        past.accumulatedTo = accGradParametersStep;
        rewound = past;
        span = null;
        step = past.first;
        updateGradInputStep = NONE;
        accGradParametersStep = NONE;
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
        int oldest = step - window;
        Module recycled = oldest >= firstCopiedStep() && stepModules.get(step) == null ? stepModules.get(oldest) : null;
        Activity result = forwardStep(step, recycled == null ? moduleAt(step) : recycled, input);
        if (recycled != null) {
            stepModules.set(oldest, null);
            stepModules.set(step, recycled);
        }
        outputs.set(step, result);
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

    /** The number of the next step, from 1. */
    public final int step() {
        return step;
    }

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

    /** The step that the next backward works at. */
    final int nextBackwardStep() {
        return (updateGradInputStep == NONE ? step : updateGradInputStep) - 1;
    }

    /** Goes back to step 1. In training mode all states are dropped, too; in evaluation mode a state set for step 0 stays. */
    @Override
    public final void forget() {
        if (span != null && span.owner != null && span.owner.span != null) {
            settle();
        }
        span = null;
        super.forget();
        workers().forEach(Module::forget);
        if (isTraining()) {
            outputs.clear();
            gradInputs.clear();
            dropStates();
            stepModules.compact(firstCopiedStep());
        }
        step = 1;
        updateGradInputStep = NONE;
        accGradParametersStep = NONE;
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
        span = null;
        rewound = null;
        latest = null;
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
