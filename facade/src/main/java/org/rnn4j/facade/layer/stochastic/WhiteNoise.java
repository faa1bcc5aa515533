package org.rnn4j.facade.layer.stochastic;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Numbers;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Adds normal noise in training mode, and its mean in evaluation.
 *
 * <pre>y = x + noise      noise is normal with mean and standard deviation std</pre>
 *
 * Input and output: any size. There is no backward in evaluation mode, as in Torch.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.WhiteNoise">Torch manual: WhiteNoise</a>
 */
public final class WhiteNoise extends Module implements KeepsSize {
    private final double mean;
    private final double std;
    private @Nullable Tensor noise;

    /** Noise with mean 0 and standard deviation 0.1. */
    public WhiteNoise() {
        this(null);
    }

    /** Noise with mean {@code mean}, 0 if null, and standard deviation 0.1. */
    public WhiteNoise(@Nullable Double mean) {
        this(mean, null);
    }

    /** Noise with mean {@code mean}, 0 if null, and standard deviation {@code std}, 0.1 if null. */
    public WhiteNoise(@Nullable Double mean, @Nullable Double std) {
        this.mean = mean == null ? 0 : mean;
        this.std = std == null ? 0.1 : std;
        if (!(this.std >= 0)) {
            throw new IllegalArgumentException("WhiteNoise: expected a standard deviation from 0 on, got " + std);
        }
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor output = outputBuffer().resizeAs(x);
        Kernels.get().copy(x, output);
        if (isTraining()) {
            Tensor drawn = Generator.global().normal(buffer(noise).resizeAs(x), mean, std);
            noise = drawn;
            Kernels.get().axpy(1, drawn, output);
        } else if (mean != 0) {
            output.add(mean);
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
        return gradInput;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        noise = fields.buffer("noise", noise);
    }

    /** {@code nn.WhiteNoise mean: 0.000000, std: 0.100000}. */
    @Override
    public String toString() {
        return super.toString() + " mean: " + Numbers.fixed(mean, 6) + ", std: " + Numbers.fixed(std, 6);
    }
}
