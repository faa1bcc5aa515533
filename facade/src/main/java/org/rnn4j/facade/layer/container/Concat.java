package org.rnn4j.facade.layer.container;

import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gives the same input to each of its modules and puts their outputs together along one dimension.
 *
 * <p>Input: what the modules take. Output: a tensor whose size in that dimension is the sum of theirs.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md#nn.Concat">Torch manual: Concat</a>
 */
public final class Concat extends SharedInput {
    private JoinTable join;
    private Table outputs = new Table();

    /**
     * A container without modules.
     *
     * @param dimension where the outputs are put together, from 1
     */
    public Concat(int dimension) {
        join = new JoinTable(dimension);
    }

    /** Where the outputs are put together, from 1. */
    public int dimension() {
        return join.dimension();
    }

    @Override
    public Concat add(Module module) {
        super.add(module);
        return this;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        return setOutput(join.updateOutput(outputs(input, outputs)));
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        return gradInputs(input, join.updateGradInput(outputs, checkedGradient(gradOutput)));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        gradParameters(input, join.updateGradInput(outputs, checkedGradient(gradOutput)), scale);
    }

    @Override
    public Activity backward(Activity input, Activity gradOutput, double scale) {
        return backwards(input, join.updateGradInput(outputs, checkedGradient(gradOutput)), scale);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        join = fields.module("join", join);
        outputs = fields.buffer("outputs", outputs);
    }
}
