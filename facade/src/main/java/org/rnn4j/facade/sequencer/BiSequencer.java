package org.rnn4j.facade.sequencer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.ReverseTable;
import org.rnn4j.facade.layer.table.ZipTable;
import org.rnn4j.facade.module.BeginsSequences;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Runs one module over a sequence from the first step to the last, another one from the last to the first, and merges what both say of
 * each step.
 *
 * <pre>y[t] = merge{forward(x[1], ..., x[t]), backward(x[T], ..., x[t])}</pre>
 *
 * Input: a table of T steps; output and gradients are tables of T steps, too.
 *
 * <p>Learned parameters: those of the forward, the backward and the merge module, in this order.
 *
 * <p>State: that of the {@link Sequencer}s inside. Every forward starts a new sequence, whatever is said to {@link #remember}.
 *
 * <p>Differs from Torch: a tensor {@code [T, ...]}, whose first dimension is time, may come in the place of the table. Then output and
 * gradients are tensors, and nothing is taken apart into steps that can be computed as a whole.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.BiSequencer">rnn manual: BiSequencer</a>
 */
public final class BiSequencer extends Decorator implements BeginsSequences {
    /** What takes sequences that are tensors, made of the modules that {@link #module} is made of. */
    private Sequential joined;

    /** Runs a module one way and a copy of it, with parameters of its own, the other way; joins their outputs. */
    public BiSequencer(Module forwardModule) {
        this(forwardModule, null);
    }

    /** Runs a module each way, joins their outputs. */
    public BiSequencer(Module forwardModule, @Nullable Module backwardModule) {
        this(forwardModule, backwardModule, null);
    }

    /**
     * Runs a module each way, joins their outputs along the last dimension.
     *
     * @param mergeDims number of dimensions of the output for a single sample, whose first one is joined
     */
    public BiSequencer(Module forwardModule, @Nullable Module backwardModule, int mergeDims) {
        this(forwardModule, backwardModule, new JoinTable(1, mergeDims));
    }

    /**
     * Runs a module each way.
     *
     * @param forwardModule gets the steps from the first to the last
     * @param backwardModule gets the steps from the last to the first; null is a copy of {@code forwardModule} with new
     *     initial parameters
     * @param mergeModule gets a table of both outputs for each step; null joins them along dimension 1 of a sample
     */
    public BiSequencer(Module forwardModule, @Nullable Module backwardModule, @Nullable Module mergeModule) {
        super(composed(
                Failures.given("BiSequencer", "a module", forwardModule),
                backwardModule == null ? resetCopy(forwardModule) : backwardModule,
                mergeModule == null ? join() : mergeModule));
        joined = new Sequential().add(directions()).add(new MergeSteps(merge()));
    }

    private static Sequential composed(Module forward, Module backward, Module merge) {
        Sequential reversed = new Sequential()
                .add(new ReverseTable())
                .add(new Sequencer(backward))
                .add(new ReverseTable());
        return new Sequential()
                .add(new ConcatTable().add(new Sequencer(forward)).add(reversed))
                .add(new ZipTable())
                .add(new Sequencer(merge));
    }

    /** What runs the other way if nothing is given for it. */
    static Module resetCopy(Module forward) {
        Module copy = forward.clone();
        copy.reset();
        return copy;
    }

    /** The merge if nothing is given for it. */
    static Module join() {
        return new JoinTable(1, 1);
    }

    /** Torch's composition, which takes sequences that are tables. */
    private Sequential composition() {
        return (Sequential) module();
    }

    // ---- forward and backward

    @Override
    public Activity updateOutput(Activity input) {
        Activity output = input instanceof Table ? super.updateOutput(input) : setOutput(atOnce(input));
        noteInput(input);
        return output;
    }

    private Activity atOnce(Activity input) {
        try {
            return joined.updateOutput(input);
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Sequences.checkBackward(this, input, gradOutput, lastOutput());
        checkInput(input);
        if (input instanceof Table) {
            return super.updateGradInput(input, gradOutput);
        }
        try {
            return setGradInput(joined.updateGradInput(input, gradOutput));
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Sequences.checkBackward(this, input, gradOutput, lastOutput());
        checkInput(input);
        if (input instanceof Table) {
            super.accGradParameters(input, gradOutput, scale);
            return;
        }
        try {
            joined.accGradParameters(input, gradOutput, scale);
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
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
        joined.clearState();
        return this;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        joined = fields.module("joined", joined);
    }

    // ---- description

    /** The module that gets the steps from the first to the last. */
    public Module forwardModule() {
        return ((Sequencer) directions().get(1)).module();
    }

    /** The module that gets the steps from the last to the first. */
    public Module backwardModule() {
        return ((Sequencer) ((Sequential) directions().get(2)).get(2)).module();
    }

    /** The module that gets both outputs for each step. */
    public Module mergeModule() {
        return merge().module();
    }

    private ConcatTable directions() {
        return (ConcatTable) composition().get(1);
    }

    private Sequencer merge() {
        return (Sequencer) composition().get(3);
    }

    @Override
    public String who() {
        return "BiSequencer";
    }
}
