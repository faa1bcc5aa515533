package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Multiplies its input by one learned number.
 *
 * <pre>y = weight x</pre>
 *
 * Input and output: any size.
 *
 * <p>Learned parameters: {@code weight} {@code [1]}, uniform from -1 to 1.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Mul">Torch manual: Mul</a>
 */
public final class Mul extends Module implements KeepsSize {
    private Tensor weight = new Tensor(1L);
    private Tensor gradWeight = new Tensor(1L);

    /** A factor. */
    public Mul() {
        reset();
    }

    @Override
    public void reset() {
        Generator.global().uniform(weight, -1, 1);
    }

    /** Draws a new factor, uniform with standard deviation {@code stdv}. */
    @Override
    public void reset(double stdv) {
        double bound = stdv * Math.sqrt(3);
        Generator.global().uniform(weight, -bound, bound);
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        return times(x, outputBuffer().resizeAs(x));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        return times(operand("gradOutput", gradOutput, x), gradInputBuffer().resizeAs(x));
    }

    private Tensor times(Tensor from, Tensor to) {
        Kernels.get().copy(from, to);
        Kernels.get().scale(to, weight.item());
        return to;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = operand("input", input);
        Tensor gradient = operand("gradOutput", gradOutput, x);
        gradWeight.add(scale * Elementwise.sum((element, g) -> element * g, x, gradient));
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        gradWeight = fields.gradient("gradWeight", gradWeight);
    }

    /** The factor, {@code [1]}. */
    public Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public Tensor gradWeight() {
        return gradWeight;
    }
}
