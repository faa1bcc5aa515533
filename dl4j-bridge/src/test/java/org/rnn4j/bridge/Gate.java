package org.rnn4j.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** A module of a user, with parameters and a table as input: {@code y = (x1 . w) . x2}, row by row. */
public final class Gate extends Module {
    private final int size;
    private Tensor weight;
    private Tensor gradWeight;

    /** A gate for vectors of {@code size} numbers. */
    public Gate(int size) {
        this.size = size;
        weight = new Tensor((long) size).fill(0.5);
        gradWeight = new Tensor((long) size);
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor first = input.toTable().tensor(1).contiguous();
        Tensor output = outputBuffer().resizeAs(first);
        Kernels.get().setRows(weight, output);
        Kernels.get().multiply(output, first, output);
        Kernels.get().multiply(output, input.toTable().tensor(2).contiguous(), output);
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Tensor gradient = gradOutput.toTensor().contiguous();
        Tensor scaled = new Tensor(elementType()).resizeAs(gradient);
        Kernels.get().setRows(weight, scaled);
        Kernels.get().multiply(scaled, gradient, scaled);
        Tensor gradFirst = scaled.copy();
        Kernels.get().multiply(gradFirst, input.toTable().tensor(2).contiguous(), gradFirst);
        Kernels.get().multiply(scaled, input.toTable().tensor(1).contiguous(), scaled);
        return setGradInput(Table.of(gradFirst, scaled));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor product = gradOutput.toTensor().copy();
        Kernels.get().multiply(product, input.toTable().tensor(1).contiguous(), product);
        Kernels.get().multiply(product, input.toTable().tensor(2).contiguous(), product);
        Kernels.get().addColumnSums(scale, product, gradWeight);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        gradWeight = fields.gradient("gradWeight", gradWeight);
    }

    @Override
    public List<@Nullable Object> arguments() {
        return List.of(size);
    }
}
