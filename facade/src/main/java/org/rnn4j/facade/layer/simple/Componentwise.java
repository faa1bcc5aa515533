package org.rnn4j.facade.layer.simple;

import java.util.Arrays;
import org.rnn4j.facade.layer.Broadcast;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Combines each element of its input with a parameter of its own, or with one that it shares with others. */
public abstract class Componentwise extends Module {
    private final String name;
    private Tensor parameter;
    private Tensor gradient;
    private Table partialSums = new Table();

    /**
     * Makes the parameter.
     *
     * @param name what Torch calls the parameter
     */
    Componentwise(String name, long[] sizes) {
        for (long size : Failures.given(getClass().getSimpleName(), "positive sizes", sizes)) {
            if (size < 1) {
                throw new IllegalArgumentException(
                        getClass().getSimpleName() + ": expected positive sizes, got " + Arrays.toString(sizes));
            }
        }
        this.name = name;
        parameter = new Tensor(sizes);
        gradient = new Tensor(sizes);
        reset();
    }

    /** {@code output = x op parameter}, the parameter being stretched to the size of x. */
    abstract void combine(Tensor x, Tensor stretched, Tensor output);

    /** The gradient with respect to x. */
    abstract void gradient(Tensor stretched, Tensor gradOutput, Tensor gradInput);

    /** The gradient with respect to the parameter, element by element. */
    abstract Tensor gradParameter(Tensor x, Tensor gradOutput);

    @Override
    public final void reset() {
        draw(1 / Math.sqrt((double) parameter.nElement()));
    }

    /** Draws new parameters, uniform with standard deviation {@code stdv}. */
    @Override
    public final void reset(double stdv) {
        draw(stdv * Math.sqrt(3));
    }

    private void draw(double bound) {
        Generator.global().uniform(parameter, -bound, bound);
    }

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor stretched = over(parameter, x);
        Tensor output = outputBuffer().resizeAs(x);
        combine(x, stretched, output);
        return output;
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        Tensor stretched = over(parameter, x);
        Tensor gradY = operand("gradOutput", gradOutput, x);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        gradient(stretched, gradY, gradInput);
        return gradInput;
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = operand("input", input);
        Tensor gradY = operand("gradOutput", gradOutput, x);
        Broadcast.addSums(scale, gradParameter(x, gradY), over(gradient, x), partialSums);
    }

    private Tensor over(Tensor tensor, Tensor x) {
        Tensor stretched = Broadcast.over(tensor, x);
        if (stretched == null) {
            throw expected(
                    "input that the " + name + " " + tensor.describeSizes() + " stretches over, or a batch of its size",
                    x);
        }
        return stretched;
    }

    /** The sizes of the parameter. */
    public final long[] sizes() {
        return parameter.size();
    }

    final Tensor parameter() {
        return parameter;
    }

    final Tensor gradient() {
        return gradient;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        parameter = fields.parameter(name, parameter);
        gradient = fields.gradient("grad" + Character.toUpperCase(name.charAt(0)) + name.substring(1), gradient);
        partialSums = fields.buffer("partialSums", partialSums);
    }
}
