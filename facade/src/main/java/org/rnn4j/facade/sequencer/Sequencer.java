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

    /** What is handed out of all steps that were computed in one go. */
    private Tensor sequenceOutput = new Tensor();

    private Tensor sequenceGradInput = new Tensor();
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
                ? outputOf(input, result)
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

    private @Nullable Tensor sequenceOf(Activity input) {
        Tensor sequence = stacked(input, joinedSteps);
        if (input instanceof Table) {
            joinedSteps = sequence == null ? joinedSteps : sequence;
            joinedFrom = sequence == null ? null : input;
        }
        return sequence;
    }

    private @Nullable Tensor gradientsOf(Activity gradOutput) {
        Tensor gradients = stacked(gradOutput, joinedGradients);
        joinedGradients = gradients == null || gradOutput instanceof Tensor ? joinedGradients : gradients;
        return gradients;
    }

    /** All steps as one tensor; null if they are not alike. */
    private static @Nullable Tensor stacked(Activity sequence, Tensor buffer) {
        if (sequence instanceof Table table) {
            return table.get(1) instanceof Tensor first ? Activities.stack(table, first.elementType(), buffer) : null;
        }
        return sequence.toTensor();
    }

    /** All steps as what {@code input} is: one tensor, or a table of its parts; in evaluation of copies, in the table that was there before. */
    private Activity outputOf(Activity input, Tensor sequence) {
        if (input instanceof Tensor) {
            sequenceOutput = lookingAt(sequence, sequenceOutput);
            return sequenceOutput;
        }
        if (isTraining()) {
            return parts(sequence);
        }
        int steps = Math.toIntExact(sequence.size(1));
        for (int step = 1; step <= steps; step++) {
            Activity copy = Activities.copy(evaluationOutputs.find(step), sequence.select(1, step));
            evaluationOutputs.set(step, copy);
        }
        evaluationOutputs.truncate(steps);
        return evaluationOutputs;
    }

    /** What was given out before, for the numbers that there are now: scripts keep it. */
    private static Tensor lookingAt(Tensor sequence, Tensor given) {
        Tensor result = given.elementType() == sequence.elementType() ? given : new Tensor(sequence.elementType());
        return result.set(sequence);
    }

    private static Table parts(Tensor sequence) {
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
        joinedOutputs = Sequences.stacked(
                this,
                "outputs of the same size for all time steps",
                outputs,
                outputs.get(1).toTensor().elementType(),
                joinedOutputs);
        return joinedOutputs;
    }

    /** One module serves all steps in evaluation, so each output is copied before the next step overwrites it. */
    private Activity forwardInEvaluation(Activity input, int steps) {
        for (int step = 1; step <= steps; step++) {
            Activity result = updateOutput(1, at(input, step));
            if (input instanceof Table) {
                evaluationOutputs.set(step, Activities.copy(evaluationOutputs.find(step), result));
                continue;
            }
            Tensor output = result.toTensor();
            if (step == 1) {
                joinedOutputs = Activities.room(joinedOutputs, output.elementType(), steps, output);
            }
            joinedOutputs.select(1, step).copy(output);
        }
        evaluationOutputs.truncate(input instanceof Table ? steps : 0);
        return input instanceof Table ? evaluationOutputs : joinedOutputs;
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        int steps = checkedLength(input, gradOutput);
        if (atOnce && runner().canGoBack(steps)) {
            Tensor sequence = sequenceOf(input);
            Tensor gradients = gradientsOf(gradOutput);
            if (sequence != null && gradients != null) {
                Tensor gradInput = located(() -> runner().updateGradInput(sequence, gradients));
                if (input instanceof Table) {
                    return setGradInput(parts(gradInput));
                }
                sequenceGradInput = lookingAt(asGradient(gradInput), sequenceGradInput);
                return setGradInput(sequenceGradInput);
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
        joinedGradInputs = Sequences.stacked(
                this, "gradients of the same size for all time steps", gradInputs, elementType(), joinedGradInputs);
        return setGradInput(joinedGradInputs);
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
        sequenceOutput = fields.buffer("sequenceOutput", sequenceOutput);
        sequenceGradInput = fields.buffer("sequenceGradInput", sequenceGradInput);
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
