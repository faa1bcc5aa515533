package org.rnn4j.facade.layer.simple;

import java.util.Arrays;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Adds a bias to its input.
 *
 * <pre>y = x + b</pre>
 *
 * Input and output: the size of the bias, or a batch of that; a scalar bias takes any size.
 *
 * <p>Learned parameters: {@code bias}, uniform within {@code 1 / sqrt(its first size)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Add">Torch manual: Add</a>
 */
public final class Add extends Module implements KeepsSize, RowWise {
    private final long[] inputSize;
    private final boolean scalar;
    private Tensor bias;
    private Tensor gradBias;

    /** A bias of {@code inputSize} numbers. */
    public Add(int inputSize) {
        this(inputSize, false);
    }

    /** A bias of {@code inputSize} numbers, or of one number for all of them if {@code scalar}. */
    public Add(int inputSize, boolean scalar) {
        this(new long[] {inputSize}, scalar);
    }

    /** A bias of the sizes {@code inputSize}. */
    public Add(long[] inputSize) {
        this(inputSize, false);
    }

    /** A bias of the sizes {@code inputSize}, or of one number for all if {@code scalar}. */
    public Add(long[] inputSize, boolean scalar) {
        for (long size : Failures.given("Add", "positive sizes", inputSize)) {
            if (size < 1) {
                throw new IllegalArgumentException("Add: expected positive sizes, got " + Arrays.toString(inputSize));
            }
        }
        this.inputSize = inputSize.clone();
        this.scalar = scalar;
        long[] size = scalar ? new long[] {1} : inputSize;
        bias = new Tensor(size);
        gradBias = new Tensor(size);
        reset();
    }

    @Override
    public void reset() {
        draw(1 / Math.sqrt((double) bias.size(1)));
    }

    /** Draws a new bias, uniform with standard deviation {@code stdv}. */
    @Override
    public void reset(double stdv) {
        draw(stdv * Math.sqrt(3));
    }

    private void draw(double bound) {
        Generator.global().uniform(bias, -bound, bound);
    }

    @Override
    public int sampleDimensions() {
        return inputSize.length;
    }

    @Override
    public boolean isRowWise() {
        return !scalar;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = checked(input);
        Tensor output = outputBuffer().resizeAs(x);
        Kernels kernels = Kernels.get();
        kernels.setRows(asRows(bias), asRows(output));
        kernels.axpy(1, x, output);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor gradient = operand("gradOutput", gradOutput, checked(input));
        Tensor gradInput = gradInputBuffer().resizeAs(gradient);
        Kernels.get().copy(gradient, gradInput);
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor gradient = operand("gradOutput", gradOutput, checked(input));
        Kernels.get().addColumnSums(scale, asRows(gradient), asRows(gradBias));
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        bias = fields.parameter("bias", bias);
        gradBias = fields.gradient("gradBias", gradBias);
    }

    /** The bias. */
    public Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #bias}. */
    public Tensor gradBias() {
        return gradBias;
    }

    private Tensor checked(Activity input) {
        Tensor x = operand("input", input);
        boolean fits = (scalar && x.nElement() > 0)
                || x.nElement() == bias.nElement()
                || (x.dim() > 0 && x.nElement() == x.size(1) * bias.nElement());
        if (!fits) {
            throw expected("input of size " + bias.describeSizes() + ", or a batch of that", input);
        }
        return x;
    }

    /** The same numbers as rows of as many columns as the bias has numbers. */
    private Tensor asRows(Tensor tensor) {
        long columns = bias.nElement();
        return tensor.size(tensor.dim()) == columns ? tensor : tensor.view(-1, columns);
    }
}
