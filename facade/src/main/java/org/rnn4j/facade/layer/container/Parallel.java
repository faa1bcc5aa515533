package org.rnn4j.facade.layer.container;

import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.SplitTable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gives each slice of its input to a module of its own and puts their outputs together.
 *
 * <p>Input: a tensor whose size in the input dimension is the number of modules. Output: a tensor whose size in the output dimension is
 * the sum of those of the outputs.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md#nn.Parallel">Torch manual: Parallel</a>
 */
public final class Parallel extends OwnInputs {
    private SplitTable split;
    private JoinTable join;
    private Table copies = new Table();
    private Table outputs = new Table();
    private Table gradInputs = new Table();

    /**
     * A container without modules.
     *
     * @param inputDimension where the input is taken apart, from 1
     * @param outputDimension where the outputs are put together, from 1
     */
    public Parallel(int inputDimension, int outputDimension) {
        split = new SplitTable(inputDimension);
        join = new JoinTable(outputDimension);
    }

    /** Where the input is taken apart, from 1. */
    public int inputDimension() {
        return split.dimension();
    }

    /** Where the outputs are put together, from 1. */
    public int outputDimension() {
        return join.dimension();
    }

    @Override
    public Parallel add(Module module) {
        super.add(module);
        return this;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor output = setOutput(join.updateOutput(outputs(slices(input), outputs)));
        noteInput(input);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        checkInput(input);
        Table gradients = join.updateGradInput(outputs, checkedGradient(gradOutput));
        return setGradInput(split.updateGradInput(input, gradInputs(slices(input), gradients, gradInputs)));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        checkInput(input);
        gradParameters(slices(input), join.updateGradInput(outputs, checkedGradient(gradOutput)), scale);
    }

    @Override
    public Tensor backward(Activity input, Activity gradOutput, double scale) {
        checkInput(input);
        Table gradients = join.updateGradInput(outputs, checkedGradient(gradOutput));
        return setGradInput(split.updateGradInput(input, backwards(slices(input), gradients, scale, gradInputs)));
    }

    /** One slice for each module; slices that do not lie in one piece are copied, as the modules would else do at every call. */
    private Table slices(Activity input) {
        Table slices = perModule("input", split(input));
        for (int i = 1; i <= slices.size(); i++) {
            if (!slices.tensor(i).isContiguous()) {
                Activity copy = Activities.copy(copies.find(i), slices.get(i));
                copies.set(i, copy);
                slices.set(i, copy);
            }
        }
        return slices;
    }

    private Table split(Activity input) {
        try {
            return split.updateOutput(input);
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        split = fields.module("split", split);
        join = fields.module("join", join);
        copies = fields.buffer("copies", copies);
        outputs = fields.buffer("outputs", outputs);
        gradInputs = fields.buffer("gradInputs", gradInputs);
    }
}
