package org.rnn4j.facade.layer.transfer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Numbers;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A leaky rectifier whose slope for numbers up to 0 is drawn anew for each of them.
 *
 * <pre>y = x where x > 0, else r x      r is uniform from l to u in training, (l + u) / 2 in evaluation</pre>
 *
 * Input and output: any size.
 *
 * <p>State: the slopes, which backward uses again.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#rrelu">Torch manual: RReLU</a>
 * @see <a href="https://arxiv.org/abs/1505.00853">B. Xu and others: Empirical Evaluation of Rectified Activations in Convolutional
 *     Network, 2015</a>
 */
public final class RReLU extends Module implements KeepsSize {
    /** Limits closer than this are as good as one slope; the number is Torch's. */
    private static final double ONE_SLOPE = 1e-6;

    private final double lower;
    private final double upper;
    private final boolean inplace;
    private @Nullable Tensor noise;

    /** Slopes from 1/8 to 1/3. */
    public RReLU() {
        this(null);
    }

    /** Slopes from {@code lower}, 1/8 if null, to 1/3. */
    public RReLU(@Nullable Double lower) {
        this(lower, null);
    }

    /** Slopes from {@code lower}, 1/8 if null, to {@code upper}, 1/3 if null. */
    public RReLU(@Nullable Double lower, @Nullable Double upper) {
        this(lower, upper, false);
    }

    /** The output overwrites the input if {@code inplace}, and the gradient of the input that of the output. */
    public RReLU(@Nullable Double lower, @Nullable Double upper, boolean inplace) {
        this.lower = lower == null ? 1.0 / 8 : lower;
        this.upper = upper == null ? 1.0 / 3 : upper;
        this.inplace = inplace;
        if (!(this.lower >= 0 && this.lower <= this.upper)) {
            throw new IllegalArgumentException(
                    "RReLU: expected limits from 0 on, in order, got " + this.lower + " and " + this.upper);
        }
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor output = inplace ? setOutput(x) : outputBuffer().resizeAs(x);
        if (isTraining()) {
            Tensor slopes = buffer(noise).resizeAs(x);
            noise = slopes;
            Generator generator = Generator.global();
            Elementwise.map(element -> element <= 0 ? generator.uniform(lower, upper) : 1, x, slopes);
            Kernels.get().multiply(x, slopes, output);
        } else {
            Elementwise.map(element -> element <= 0 ? element * mean() : element, x, output);
        }
        if (inplace) {
            writeBack(output, input);
        }
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input, lastOutput().toTensor());
        Tensor gradient = operand("gradOutput", gradOutput, x);
        Tensor slopes = isTraining() && upper - lower > ONE_SLOPE ? slopes(x) : null;
        Tensor gradInput = inplace ? setGradInput(gradient) : gradInputBuffer().resizeAs(x);
        if (slopes != null) {
            Kernels.get().multiply(gradient, slopes, gradInput);
        } else {
            Elementwise.map((element, g) -> element <= 0 ? g * mean() : g, x, gradient, gradInput);
        }
        if (inplace) {
            writeBack(gradInput, gradOutput);
        }
        return gradInput;
    }

    /** What was drawn in the last forward. */
    private Tensor slopes(Tensor x) {
        if (noise == null || !noise.isSameSizeAs(x)) {
            throw new IllegalStateException(who() + ": expected forward in this mode before backward");
        }
        return noise;
    }

    private double mean() {
        return (lower + upper) / 2;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        noise = fields.buffer("noise", noise);
    }

    /** {@code nn.RReLU (l:0.125000, u:0.333333)}. */
    @Override
    public String toString() {
        return super.toString() + " (l:" + Numbers.fixed(lower, 6) + ", u:" + Numbers.fixed(upper, 6) + ")";
    }
}
