package org.rnn4j.facade.layer.container;

import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gives the same input to each of its modules and puts their outputs together along one dimension, smaller ones in the middle of zeros.
 *
 * <p>Input: what the modules take. Output: a tensor whose size in that dimension is the sum of theirs, and in the others the greatest of
 * theirs.
 *
 * <p>Differs from Torch: {@code backward} hands its scale on to the modules, as {@code accGradParameters} does.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md#nn.DepthConcat">Torch manual: DepthConcat</a>
 */
public final class DepthConcat extends SharedInput {
    private final int dimension;
    private Table outputs = new Table();
    private Table gradients = new Table();

    /**
     * A container without modules.
     *
     * @param dimension where the outputs are put together, from 1
     */
    public DepthConcat(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("DepthConcat: expected a dimension from 1 on, got " + dimension);
        }
        this.dimension = dimension;
    }

    @Override
    public DepthConcat add(Module module) {
        super.add(module);
        return this;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Table parts = outputs(input, outputs);
        Tensor output = outputBuffer().resize(sizes(parts)).zero();
        long first = 1;
        for (int i = 1; i <= parts.size(); i++) {
            Tensor part = parts.tensor(i);
            window(output, part, first).copy(part);
            first += part.size(dimension);
        }
        return setOutput(output);
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        return gradInputs(input, windows(gradOutput));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        gradParameters(input, windows(gradOutput), scale);
    }

    @Override
    public Activity backward(Activity input, Activity gradOutput, double scale) {
        return backwards(input, windows(gradOutput), scale);
    }

    private long[] sizes(Table parts) {
        if (parts.size() == 0 || !(parts.find(1) instanceof Tensor model) || model.dim() < dimension) {
            throw expected("tensors with a dimension " + dimension + " as outputs of the modules", parts);
        }
        long[] sizes = model.size();
        for (int i = 2; i <= parts.size(); i++) {
            if (!(parts.find(i) instanceof Tensor part) || part.dim() != sizes.length) {
                throw expected("tensors of as many dimensions as outputs of the modules", parts);
            }
            for (int d = 0; d < sizes.length; d++) {
                long size = part.size(d + 1);
                sizes[d] = d == dimension - 1 ? sizes[d] + size : Math.max(sizes[d], size);
            }
        }
        return sizes;
    }

    /** The gradients of the outputs of the modules, copied as the modules would else do. */
    private Table windows(Activity gradOutput) {
        Tensor gradient = checkedGradient(gradOutput).toTensor();
        gradients.truncate(outputs.size());
        long first = 1;
        for (int i = 1; i <= outputs.size(); i++) {
            Tensor part = outputs.tensor(i);
            gradients.set(i, Activities.copy(gradients.find(i), window(gradient, part, first)));
            first += part.size(dimension);
        }
        return gradients;
    }

    /** Where {@code part} lies in {@code whole}, in the middle or one less. */
    private Tensor window(Tensor whole, Tensor part, long first) {
        Tensor window = whole.narrow(dimension, first, part.size(dimension));
        for (int d = 1; d <= whole.dim(); d++) {
            if (d != dimension && whole.size(d) != part.size(d)) {
                window = window.narrow(d, (whole.size(d) - part.size(d)) / 2 + 1, part.size(d));
            }
        }
        return window;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        outputs = fields.buffer("outputs", outputs);
        gradients = fields.buffer("gradients", gradients);
    }
}
