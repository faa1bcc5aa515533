package org.rnn4j.facade.layer.stochastic;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Numbers;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Sets the whole input to zero at random in training mode.
 *
 * <pre>y = noise x      noise is 0 with probability p, else 1</pre>
 *
 * Input and output: any size. In evaluation mode the input passes through, and there is no backward, as in Torch.
 *
 * <p>State: the noise, one number, which backward uses again.
 *
 * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.TotalDropout">dpnn manual: TotalDropout</a>
 */
public final class TotalDropout extends Module implements KeepsSize {
    private final double p;
    private int noise = 1;

    /** Drops every other input. */
    public TotalDropout() {
        this(null);
    }

    /** Drops inputs with probability {@code p}, from 0 to below 1; 0.5 if null. */
    public TotalDropout(@Nullable Double p) {
        this.p = p == null ? 0.5 : p;
        if (!(this.p >= 0 && this.p < 1)) {
            throw new IllegalArgumentException("TotalDropout: expected a probability from 0 to below 1, got " + p);
        }
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor output = outputBuffer().resizeAs(x);
        Kernels.get().copy(x, output);
        if (isTraining()) {
            noise = Generator.global().bernoulli(1 - p);
            Kernels.get().scale(output, noise);
        }
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        TrainingOnly.check(this);
        Tensor gradient = operand(
                "gradOutput", gradOutput, operand("input", input, lastOutput().toTensor()));
        Tensor gradInput = gradInputBuffer().resizeAs(gradient);
        Kernels.get().copy(gradient, gradInput);
        Kernels.get().scale(gradInput, noise);
        return gradInput;
    }

    /** {@code nn.TotalDropout(0.500000)}. */
    @Override
    public String toString() {
        return super.toString() + "(" + Numbers.fixed(p, 6) + ")";
    }
}
