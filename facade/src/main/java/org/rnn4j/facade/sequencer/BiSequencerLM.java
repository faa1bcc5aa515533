package org.rnn4j.facade.sequencer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.ReverseTable;
import org.rnn4j.facade.layer.table.ZipTable;
import org.rnn4j.facade.module.BeginsSequences;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A {@link BiSequencer} for language models, which are to predict each step without having seen it: what it says of a step comes from
 * the steps before and the steps behind.
 *
 * <pre>y[t] = merge{forward(x[1], ..., x[t-1]), backward(x[T], ..., x[t+1])},   zeros where there is no such step</pre>
 *
 * Input: a table of at least 2 steps; output and gradients are tables of as many.
 *
 * <p>Learned parameters: those of the forward, the backward and the merge module, in this order.
 *
 * <p>State: that of the {@link Sequencer}s inside. Every forward starts a new sequence, whatever is said to {@link #remember}. As in
 * Torch, {@code gradInput} is one table that goes on from call to call: behind the steps of a shorter sequence it keeps those of a
 * longer one, and steps that have been the last of some sequence share their memory, so that their gradients are right only while the
 * length stays the same. Call {@link #clearState} before the length changes, or give tensors.
 *
 * <p>Differs from Torch: a tensor {@code [T, ...]}, whose first dimension is time, may come in the place of the table. Then output and
 * gradients are tensors, and the gradients are right whatever the lengths.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.BiSequencerLM">rnn manual: BiSequencerLM</a>
 */
public final class BiSequencerLM extends Container implements BeginsSequences {
    private static final int FORWARD = 1;
    private static final int BACKWARD = 2;
    private static final int MERGE = 3;

    /** What merges sequences that are tensors, by the same module as the third one here. */
    private MergeSteps mergeSteps;

    private Table mergeInput = new Table();
    private Table mergeGradients = new Table();
    private @Nullable Activity firstStep;
    private @Nullable Activity lastStep;
    private @Nullable Activity lastGradInput;

    /** Runs a module one way and a copy of it, with parameters of its own, the other way; joins their outputs. */
    public BiSequencerLM(Module forwardModule) {
        this(forwardModule, null);
    }

    /** Runs a module each way, joins their outputs. */
    public BiSequencerLM(Module forwardModule, @Nullable Module backwardModule) {
        this(forwardModule, backwardModule, null);
    }

    /**
     * Runs a module each way, joins their outputs along the last dimension.
     *
     * @param mergeDims number of dimensions of the output for a single sample, whose first one is joined
     */
    public BiSequencerLM(Module forwardModule, @Nullable Module backwardModule, int mergeDims) {
        this(forwardModule, backwardModule, new JoinTable(1, mergeDims));
    }

    /**
     * Runs a module each way.
     *
     * @param forwardModule a recurrent module, or what takes a sequence, such as a stack of Sequencers; gets the steps
     *     from the first on
     * @param backwardModule the same for the steps from the last on; null is a copy of {@code forwardModule} with new
     *     initial parameters
     * @param mergeModule gets a table of both outputs for each step; null joins them along dimension 1 of a sample
     */
    public BiSequencerLM(Module forwardModule, @Nullable Module backwardModule, @Nullable Module mergeModule) {
        Sequencer mergeSequencer = new Sequencer(mergeModule == null ? BiSequencer.join() : mergeModule);
        mergeSteps = new MergeSteps(mergeSequencer);
        super.add(sequencer(forwardModule));
        super.add(new Sequential()
                .add(new ReverseTable())
                .add(sequencer(backwardModule == null ? BiSequencer.resetCopy(forwardModule) : backwardModule))
                .add(new ReverseTable()));
        super.add(new Sequential().add(new ZipTable()).add(mergeSequencer));
    }

    /** Recurrent modules go step by step; any other one is taken to know sequences. */
    private static Module sequencer(Module module) {
        return module instanceof AbstractRecurrent ? new Sequencer(module) : module;
    }

    /**
     * Not supported: the modules come from the constructor.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Container add(Module module) {
        throw new UnsupportedOperationException(who() + ": add; the modules inside come from the constructor");
    }

    /** None: the modules inside are arguments. */
    @Override
    public List<Module> added() {
        return List.of();
    }

    // ---- forward

    @Override
    public Activity updateOutput(Activity input) {
        int steps = checkedLength(input);
        Activity forward = updateOutput(FORWARD, first(input, steps - 1));
        Activity backward = updateOutput(BACKWARD, last(input, steps - 1));
        if (input instanceof Table) {
            mergeInput = Table.of(behindZeros(forward.toTable()), beforeZeros(backward.toTable()));
            Activity output = updateOutput(MERGE, mergeInput);
            noteInput(input);
            return setOutput(output);
        }
        Tensor padded = padded(mergeInput.find(1), forward.toTensor(), 2, 1);
        mergeInput = Table.of(padded, padded(mergeInput.find(2), backward.toTensor(), 1, steps));
        try {
            Tensor output = mergeSteps.updateOutput(mergeInput);
            noteInput(input);
            return setOutput(output);
        } catch (RuntimeException e) {
            throw Failures.at(where(MERGE), e);
        }
    }

    private Table behindZeros(Table steps) {
        firstStep = Activities.zeros(firstStep, steps.get(1));
        Table padded = Table.of(firstStep);
        steps.forEach(padded::insert);
        return padded;
    }

    private Table beforeZeros(Table steps) {
        lastStep = Activities.zeros(lastStep, steps.get(1));
        Table padded = new Table();
        steps.forEach(padded::insert);
        return padded.insert(lastStep);
    }

    /** The steps of {@code source} from step {@code from} on, and zeros at step {@code zero}. */
    private Tensor padded(@Nullable Activity target, Tensor source, long from, long zero) {
        Tensor padded = buffer(target);
        long[] sizes = source.size();
        sizes[0]++;
        padded.resize(sizes);
        padded.narrow(1, from, source.size(1)).copy(source);
        padded.select(1, zero).zero();
        return padded;
    }

    // ---- backward

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Sequences.checkBackward(this, input, gradOutput, lastOutput());
        checkInput(input);
        int steps = checkedLength(input);
        mergeGradients = mergeGradients(input, gradOutput);
        Activity forward = updateGradInput(FORWARD, first(input, steps - 1), last(mergeGradients.get(1), steps - 1));
        Activity backward = updateGradInput(BACKWARD, last(input, steps - 1), first(mergeGradients.get(2), steps - 1));
        if (input instanceof Table) {
            return setGradInput(sum(forward.toTable(), backward.toTable(), steps));
        }
        Tensor gradInput = padded(gradInput(), forward.toTensor(), 1, steps);
        gradInput.narrow(1, 2, steps - 1).add(backward.toTensor());
        return setGradInput(gradInput);
    }

    private Table mergeGradients(Activity input, Activity gradOutput) {
        if (input instanceof Table) {
            return updateGradInput(MERGE, mergeInput, gradOutput).toTable();
        }
        try {
            return mergeSteps.updateGradInput(mergeInput, gradOutput);
        } catch (RuntimeException e) {
            throw Failures.at(where(MERGE), e);
        }
    }

    /** In the order in which Torch writes to its table: a step that once was the last one still is the tensor of the last one. */
    private Table sum(Table forward, Table backward, int steps) {
        Table sum = gradInputTable();
        lastGradInput = Activities.copy(lastGradInput, backward.get(steps - 1));
        sum.set(1, forward.get(1));
        for (int step = 2; step < steps; step++) {
            sum.set(step, Activities.copy(sum.find(step), forward.get(step)));
            Activities.add(sum.get(step), backward.get(step - 1));
        }
        return sum.set(steps, lastGradInput);
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Sequences.checkBackward(this, input, gradOutput, lastOutput());
        checkInput(input);
        int steps = checkedLength(input);
        if (mergeGradients.size() == 0) {
            throw new IllegalStateException(who() + ": expected updateGradInput before accGradParameters");
        }
        if (input instanceof Table) {
            accGradParameters(MERGE, mergeInput, gradOutput, scale);
        } else {
            mergeSteps.accGradParameters(mergeInput, gradOutput, scale);
        }
        accGradParameters(FORWARD, first(input, steps - 1), last(mergeGradients.get(1), steps - 1), scale);
        accGradParameters(BACKWARD, last(input, steps - 1), first(mergeGradients.get(2), steps - 1), scale);
    }

    // ---- parts of sequences

    private int checkedLength(Activity input) {
        long steps = Sequences.length(input);
        if (steps < 2 || (input instanceof Tensor tensor && tensor.dim() < 2)) {
            throw expected("a table of at least 2 time steps, or a tensor of them in 2 dimensions or more", input);
        }
        for (int step = 1; input instanceof Table table && step <= steps; step++) {
            if (table.find(step) == null) {
                throw expected("an entry for each of " + steps + " time steps", input);
            }
        }
        return Math.toIntExact(steps);
    }

    private static Activity first(Activity sequence, int count) {
        return part(sequence, 1, count);
    }

    private static Activity last(Activity sequence, int count) {
        return part(sequence, Sequences.length(sequence) - count + 1, count);
    }

    private static Activity part(Activity sequence, long from, int count) {
        if (sequence instanceof Tensor tensor) {
            return tensor.narrow(1, from, count);
        }
        Table part = new Table();
        for (int i = 0; i < count; i++) {
            part.insert(sequence.toTable().get((int) from + i));
        }
        return part;
    }

    // ---- state

    /**
     * Without effect, as in Torch: what runs from the end of a sequence cannot go on from the one before.
     *
     * @return this
     */
    @Override
    public Module remember(Remember when) {
        Remember.given(who(), when);
        return this;
    }

    @Override
    public Module clearState() {
        super.clearState();
        mergeSteps.clearState();
        return this;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        mergeSteps = fields.module("mergeSteps", mergeSteps);
        mergeInput = fields.buffer("_mergeInput", mergeInput);
        mergeGradients = fields.buffer("_mergeGradInput", mergeGradients);
        firstStep = fields.buffer("_firstStep", firstStep);
        lastStep = fields.buffer("_lastStep", lastStep);
        lastGradInput = fields.buffer("_lastGradInput", lastGradInput);
    }

    // ---- description

    /** What runs over the steps from the first on, a Sequencer if the constructor was given a recurrent module. */
    public Module forwardModule() {
        return get(FORWARD);
    }

    /** What runs over the steps from the last on, a Sequencer if the constructor was given a recurrent module. */
    public Module backwardModule() {
        return ((Sequential) get(BACKWARD)).get(2);
    }

    /** The module that gets both outputs for each step. */
    public Module mergeModule() {
        return ((Sequencer) ((Sequential) get(MERGE)).get(2)).module();
    }

    /** The three modules, one after the other. */
    @Override
    public String toString() {
        return "nn.BiSequencerLM {\n  (  fwd  ): " + indented(FORWARD) + "\n  (  bwd  ): " + indented(BACKWARD)
                + "\n  ( merge ): " + indented(MERGE) + "\n}";
    }

    private String indented(int index) {
        return get(index).toString().replace("\n", "\n    |    ");
    }
}
