package org.rnn4j.facade.sequencer;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.BeginsSequences;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.recurrent.SequenceRunner;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Runs a module over a whole sequence, one time step after the other, and back again.
 *
 * <p>Input: a table of T steps, or a tensor {@code [T, ...]} whose first dimension is time. Output and gradients are of the same
 * kind. A module that is not recurrent is put into a {@link Recursor}.
 *
 * <p>What does not care for time runs once on the inputs of all steps, and recurrent modules run
 * by kernels for whole sequences. If anything else is inside, or one module is at two places, all goes step by step on clones that share
 * parameters. That changes speed and never numbers; only {@code output} and {@code gradInput} of modules inside that do not care for time then
 * hold all steps instead of one.
 *
 * <p>State: every forward starts a new sequence, unless {@link #remember} says otherwise. The length of the sequence becomes rho of the
 * module inside, so that backward always goes over the whole input; it does not go into the input before, even if that is remembered.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.Sequencer">rnn manual: Sequencer</a>
 */
public final class Sequencer extends Decorator implements BeginsSequences {
    private Remember remember = Remember.NEITHER;
    private Table stepOutputs = new Table();
    private Table stepGradInputs = new Table();
    private Table evaluationOutputs = new Table();
    private boolean stepByStep;

    /** The steps of a table, and the gradients of its outputs, as one tensor. */
    private Tensor joinedSteps = new Tensor();

    private Tensor joinedGradients = new Tensor();

    /** The results of all steps as one tensor, where each was computed by itself. */
    private Tensor joinedOutputs = new Tensor();

    private Tensor joinedGradInputs = new Tensor();
    private boolean atOnce;
    /** The table that {@link #joinedSteps} was last joined from. */
    private @Nullable Activity joinedFrom;

    /** Number of the sequence of the last forward. */
    private int lastSequence;

    /** Runs {@code module} over sequences. */
    public Sequencer(Module module) {
        super(Recursor.around("Sequencer", module));
    }

    @Override
    public Activity updateOutput(Activity input) {
        int steps = length(input);
        checkKinds(input);
        module().maxBPTTstep(steps);
        if (!remember.in(isTraining())) {
            module().forget();
        }
        Tensor sequence = stepByStep ? null : sequenceOf(input);
        Tensor result = sequence == null ? null : located(() -> runner().forward(sequence));
        atOnce = result != null;
        Activity output = result != null
                ? like(input, result)
                : isTraining() ? forwardInTraining(input, steps) : forwardInEvaluation(input, steps);
        lastSequence = runner().sequence();
        noteInput(input);
        return setOutput(output);
    }

    private SequenceRunner runner() {
        return new SequenceRunner((AbstractRecurrent) module());
    }

    private <T> T located(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw Failures.at(where(1), e);
        }
    }

    /** All entries one behind the other in {@code buffer}, or in a new tensor of their type; null if they are not alike. */
    private static @Nullable Tensor join(Table steps, Tensor buffer) {
        if (!(steps.get(1) instanceof Tensor first) || first.dim() == 0) {
            return null;
        }
        for (Activity entry : steps) {
            if (!(entry instanceof Tensor tensor)
                    || tensor.elementType() != first.elementType()
                    || !tensor.isSameSizeAs(first)) {
                return null;
            }
        }
        long[] sizes = new long[first.dim() + 1];
        sizes[0] = steps.size();
        System.arraycopy(first.size(), 0, sizes, 1, first.dim());
        Tensor joined = buffer.elementType() == first.elementType() ? buffer : new Tensor(first.elementType());
        joined.resize(sizes);
        for (int step = 1; step <= steps.size(); step++) {
            joined.select(1, step).copy(steps.tensor(step));
        }
        return joined;
    }

    private @Nullable Tensor sequenceOf(Activity input) {
        if (input instanceof Tensor tensor) {
            return tensor;
        }
        Tensor joined = join(input.toTable(), joinedSteps);
        joinedSteps = joined == null ? joinedSteps : joined;
        joinedFrom = joined == null ? null : input;
        return joined;
    }

    private @Nullable Tensor gradientsOf(Activity gradOutput) {
        if (gradOutput instanceof Tensor tensor) {
            return tensor;
        }
        Tensor joined = join(gradOutput.toTable(), joinedGradients);
        joinedGradients = joined == null ? joinedGradients : joined;
        return joined;
    }

    /** All steps as what {@code input} is: one tensor, or a table of its parts. */
    private static Activity like(Activity input, Tensor sequence) {
        if (input instanceof Tensor) {
            return sequence;
        }
        Table table = new Table();
        for (long step = 1; step <= sequence.size(1); step++) {
            table.insert(sequence.select(1, step));
        }
        return table;
    }

    private Activity forwardInTraining(Activity input, int steps) {
        Table outputs = new Table();
        for (int step = 1; step <= steps; step++) {
            outputs.set(step, updateOutput(1, at(input, step)));
        }
        stepOutputs = outputs;
        if (input instanceof Table) {
            return outputs;
        }
        Tensor joined = null;
        for (int step = 1; step <= steps; step++) {
            joined = put(joined, step, steps, outputs.tensor(step), joinedOutputs);
        }
        joinedOutputs = joined == null ? joinedOutputs : joined;
        return joined == null ? outputs : joined;
    }

    /** One module serves all steps in evaluation, so each output is copied before the next step overwrites it. */
    private Activity forwardInEvaluation(Activity input, int steps) {
        Tensor joined = null;
        for (int step = 1; step <= steps; step++) {
            Activity result = updateOutput(1, at(input, step));
            if (input instanceof Table) {
                evaluationOutputs.set(step, Activities.copy(evaluationOutputs.find(step), result));
            } else {
                joined = put(joined, step, steps, result.toTensor(), joinedOutputs);
            }
        }
        joinedOutputs = joined == null ? joinedOutputs : joined;
        evaluationOutputs.truncate(input instanceof Table ? steps : 0);
        return joined == null ? evaluationOutputs : joined;
    }

    /** Copies the result of one step to its place in a tensor of all steps, which is made at the first one. */
    private static Tensor put(@Nullable Tensor joined, int step, int steps, Tensor result, Tensor buffer) {
        Tensor target = joined;
        if (target == null) {
            target = buffer.elementType() == result.elementType() ? buffer : new Tensor(result.elementType());
            long[] sizes = new long[result.dim() + 1];
            sizes[0] = steps;
            System.arraycopy(result.size(), 0, sizes, 1, result.dim());
            target.resize(sizes);
        }
        target.select(1, step).copy(result);
        return target;
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        int steps = checkedLength(input, gradOutput);
        if (atOnce && runner().canGoBack(steps)) {
            Tensor sequence = sequenceOf(input);
            Tensor gradients = gradientsOf(gradOutput);
            if (sequence != null && gradients != null) {
                Tensor gradInput = located(() -> runner().updateGradInput(sequence, gradients));
                return setGradInput(like(input, input instanceof Tensor ? asGradient(gradInput) : gradInput));
            }
        }
        Table gradInputs = new Table();
        for (int step = steps; step >= 1; step--) {
            gradInputs.set(step, updateGradInput(1, at(input, step), at(gradOutput, step)));
        }
        stepGradInputs = gradInputs;
        if (input instanceof Table) {
            return setGradInput(gradInputs);
        }
        Tensor joined = null;
        for (int step = 1; step <= steps; step++) {
            joined = put(joined, step, steps, asGradient(gradInputs.tensor(step)), joinedGradInputs);
        }
        joinedGradInputs = joined == null ? joinedGradInputs : joined;
        return setGradInput(joined == null ? gradInputs : joined);
    }

    /** The gradient of word indices is zeros of the type of the indices; joined, Torch gives it in the type of the module. */
    private Tensor asGradient(Tensor gradInput) {
        return gradInput.to(elementType());
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        int steps = checkedLength(input, gradOutput);
        if (atOnce && runner().canAccumulate(steps)) {
            Tensor sequence = input == joinedFrom ? joinedSteps : sequenceOf(input);
            if (sequence != null) {
                located(() -> {
                    runner().accGradParameters(sequence, scale);
                    return sequence;
                });
                return;
            }
        }
        for (int step = steps; step >= 1; step--) {
            accGradParameters(1, at(input, step), at(gradOutput, step), scale);
        }
    }

    private static Activity at(Activity sequence, int step) {
        return sequence instanceof Table table
                ? table.get(step)
                : sequence.toTensor().select(1, step);
    }

    private int length(Activity sequence) {
        if (sequence instanceof Table table) {
            if (table.size() == 0) {
                throw expected("a table of at least one time step", sequence);
            }
            return table.size();
        }
        Tensor tensor = sequence.toTensor();
        if (tensor.dim() < 2) {
            throw expected("a table, or a tensor of at least 2 dimensions whose first one is time", sequence);
        }
        return Math.toIntExact(tensor.size(1));
    }

    private void checkKinds(Activity input) {
        if (input instanceof Table table) {
            for (int step = 1; step <= table.size(); step++) {
                if (table.find(step) == null) {
                    throw expected("an entry for each of " + table.size() + " time steps", input);
                }
            }
        }
    }

    private int checkedLength(Activity input, Activity gradOutput) {
        lastOutput();
        if (runner().sequence() != lastSequence && ((AbstractRecurrent) module()).step() > 1) {
            throw new IllegalStateException(who()
                    + ": expected backward before the module inside begins another sequence, got it afterwards;"
                    + " within a recurrence, copies of a Sequencer share the recurrent module inside, so that only the last"
                    + " of its sequences can go back");
        }
        int steps = length(input);
        if (gradOutput instanceof Table != input instanceof Table) {
            throw expected(
                    "gradOutput of the kind of the input, a " + (input instanceof Table ? "table" : "tensor"),
                    gradOutput);
        }
        if (length(gradOutput) != steps) {
            throw expected("gradOutput of as many time steps as the input, " + steps, gradOutput);
        }
        checkInput(input);
        checkedGradient(gradOutput);
        return steps;
    }

    /**
     * Says whether every step is computed by itself, as Torch does, even where several could be computed in one go: to compare numbers and speed.
     *
     * @return this
     */
    public Sequencer stepByStep(boolean always) {
        stepByStep = always;
        return this;
    }

    // ---- state

    /**
     * Says when sequences are continued by the next forward; the modules inside are told, too.
     *
     * @return this
     */
    @Override
    public Module remember(Remember when) {
        remember = when;
        return super.remember(when);
    }

    /** When sequences are continued by the next forward. */
    public Remember remembers() {
        return remember;
    }

    /** Not passed on: the length of the sequence decides. */
    @Override
    public Module maxBPTTstep(int rho) {
        return this;
    }

    /** Goes to training mode; coming from evaluation mode, the sequence is forgotten. */
    @Override
    public void training() {
        if (!isTraining()) {
            forget();
        }
        super.training();
    }

    /** Goes to evaluation mode; coming from training mode, the sequence is forgotten. */
    @Override
    public void evaluate() {
        if (isTraining()) {
            forget();
        }
        super.evaluate();
    }

    @Override
    public Module clearState() {
        super.clearState();
        forget();
        return this;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        stepOutputs = fields.buffer("tableoutput", stepOutputs);
        stepGradInputs = fields.buffer("tablegradInput", stepGradInputs);
        evaluationOutputs = fields.buffer("_output", evaluationOutputs);
        joinedSteps = fields.buffer("joinedSteps", joinedSteps);
        joinedFrom = fields.scratch(joinedFrom);
        joinedGradients = fields.buffer("joinedGradients", joinedGradients);
        joinedOutputs = fields.buffer("joinedOutputs", joinedOutputs);
        joinedGradInputs = fields.buffer("joinedGradInputs", joinedGradInputs);
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return remember == Remember.NEITHER ? List.of() : List.of(List.of("remember", remember.word()));
    }

    @Override
    public String who() {
        return "Sequencer";
    }
}
