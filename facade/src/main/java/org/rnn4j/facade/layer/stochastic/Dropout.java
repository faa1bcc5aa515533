package org.rnn4j.facade.layer.stochastic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Numbers;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Sets elements to zero at random in training mode.
 *
 * <pre>y = x . noise / (1 - p)      noise is 0 with probability p, else 1</pre>
 *
 * Input and output: any size. In evaluation mode the input passes through. Version 1 does not divide in training, and multiplies by
 * {@code 1 - p} in evaluation.
 *
 * <p>State: the noise, which backward uses again. Noise is drawn at every forward; if lazy, only at the first one after a backward, so
 * that it stays the same over the steps of a sequence; if mono, for one sample only, and used for all in the batch.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Dropout">Torch manual: Dropout</a>
 * @see <a href="https://github.com/Element-Research/rnn/blob/master/Dropout.lua">rnn: Dropout.lua</a>
 */
public final class Dropout extends Module {
    private double p;
    private final boolean v1;
    private final boolean inPlace;
    private final boolean lazy;
    private final boolean mono;
    private boolean stochasticInference;
    private @Nullable Tensor noise;
    private boolean drawNext = true;

    /** Drops half of the elements. */
    public Dropout() {
        this(0.5);
    }

    /** Drops elements with probability {@code p}, from 0 to below 1. */
    public Dropout(double p) {
        this(p, false);
    }

    /** Scales in training, or in evaluation if {@code v1}. */
    public Dropout(double p, boolean v1) {
        this(p, v1, false);
    }

    /** In place, the output overwrites the input. */
    public Dropout(double p, boolean v1, boolean inPlace) {
        this(p, v1, inPlace, false);
    }

    /** If {@code lazy}, draws noise once for all forwards until a backward. */
    public Dropout(double p, boolean v1, boolean inPlace, boolean lazy) {
        this(p, v1, inPlace, lazy, false);
    }

    /** If {@code mono}, draws noise for one sample, which all samples of a batch share. */
    public Dropout(double p, boolean v1, boolean inPlace, boolean lazy, boolean mono) {
        this.p = checked(p);
        this.v1 = v1;
        this.inPlace = inPlace;
        this.lazy = lazy;
        this.mono = mono;
    }

    /** Whether the output overwrites the input. */
    public boolean inPlace() {
        return inPlace;
    }

    /** Whether noise is drawn once for all steps of a sequence. */
    public boolean lazy() {
        return lazy;
    }

    /** Whether all samples of a batch share the noise. */
    public boolean mono() {
        return mono;
    }

    /** Sets the probability of dropping an element, from 0 to below 1. */
    public void setp(double probability) {
        p = checked(probability);
    }

    /**
     * Drops elements in evaluation mode, too, to sample the uncertainty of a network.
     *
     * @return this
     */
    public Dropout stochasticInference(boolean stochastic) {
        stochasticInference = stochastic;
        return this;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        boolean drops = p > 0 && drops();
        if (drops && (drawNext || !lazy || noise == null || noise.dim() == 0)) {
            draw(x);
        }
        Tensor mask = drops ? mask(x) : null;
        Kernels kernels = Kernels.get();
        Tensor output = inPlace ? setOutput(x) : outputBuffer().resizeAs(x);
        if (mask != null) {
            kernels.multiply(x, mask, output);
        } else {
            copy(x, output);
        }
        if (inPlace) {
            writeBack(output, input);
        }
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor output = lastOutput().toTensor();
        Tensor gradient = operand("gradOutput", gradOutput, output);
        drawNext = true;
        Tensor gradInput = gradInputBuffer().resizeAs(output);
        if (p > 0 && drops()) {
            Kernels.get().multiply(gradient, mask(output), gradInput);
        } else {
            copy(gradient, gradInput);
        }
        return gradInput;
    }

    private boolean drops() {
        return isTraining() || stochasticInference;
    }

    /** What happens without noise. */
    private void copy(Tensor from, Tensor to) {
        if (from != to) {
            Kernels.get().copy(from, to);
        }
        if (v1 && p > 0) {
            Kernels.get().scale(to, 1 - p);
        }
    }

    private void draw(Tensor x) {
        long[] sizes = x.size();
        if (mono) {
            sizes[0] = 1;
        }
        Tensor drawn = buffer(noise).resize(sizes);
        Generator.global().bernoulli(drawn, 1 - p);
        if (!v1) {
            Kernels.get().scale(drawn, 1 / (1 - p));
        }
        noise = drawn;
        drawNext = false;
    }

    /** The noise, one number for each element of {@code x}. */
    private Tensor mask(Tensor x) {
        if (noise == null) {
            throw new IllegalStateException(who() + ": expected forward in this mode before backward");
        }
        if (noise.isSameSizeAs(x)) {
            return noise;
        }
        if (!mono || noise.nElement() * x.size(1) != x.nElement()) {
            throw expected(
                    "input of size " + noise.describeSizes() + ", as there is noise for, until the next backward", x);
        }
        return noise.expandAs(x);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        noise = fields.buffer("noise", noise);
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return stochasticInference ? List.of(List.of("stochasticInference", true)) : List.of();
    }

    /** {@code nn.Dropout(0.5, busy)}, or {@code lazy}. */
    @Override
    public String toString() {
        return super.toString() + "(" + Numbers.fixed(p, 1) + (lazy ? ", lazy)" : ", busy)");
    }

    private static double checked(double p) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("Dropout: expected a probability from 0 to below 1, got " + p);
        }
        return p;
    }
}
