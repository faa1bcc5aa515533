package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Hands on its input, and adds the gradient of a penalty for numbers other than 0.
 *
 * <pre>y = x      loss = l1weight sum |x|      dL/dx = l1weight sign(x) + dL/dy</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.L1Penalty">Torch manual: L1Penalty</a>
 */
public final class L1Penalty extends Module implements KeepsSize {
    private final double l1weight;
    private final boolean sizeAverage;
    private final boolean provideOutput;
    private double loss;

    /** A penalty of {@code l1weight} times the sum of the absolute values. */
    public L1Penalty(double l1weight) {
        this(l1weight, false);
    }

    /** A penalty on the mean instead of the sum if {@code sizeAverage}. */
    public L1Penalty(double l1weight, boolean sizeAverage) {
        this(l1weight, sizeAverage, true);
    }

    /** Leaves out the gradient of the output, as nothing comes behind, unless {@code provideOutput}. */
    public L1Penalty(double l1weight, boolean sizeAverage, boolean provideOutput) {
        this.l1weight = l1weight;
        this.sizeAverage = sizeAverage;
        this.provideOutput = provideOutput;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        loss = weight(x) * x.norm(1);
        return setOutput(input.toTensor());
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        double weight = weight(x);
        if (!provideOutput) {
            Tensor gradInput = gradInputBuffer().resizeAs(x);
            Elementwise.map(element -> weight * sign(element), x, gradInput);
            return gradInput;
        }
        Tensor gradient = operand("gradOutput", gradOutput, x);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Elementwise.map((element, g) -> weight * sign(element) + g, x, gradient, gradInput);
        return gradInput;
    }

    private static double sign(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : 0;
    }

    private double weight(Tensor x) {
        return sizeAverage ? l1weight / (double) x.nElement() : l1weight;
    }

    /** The penalty of the last forward. */
    public double loss() {
        return loss;
    }
}
