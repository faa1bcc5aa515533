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

/** Sets whole feature maps to zero at random in training mode. */
public abstract class FeatureDropout extends Module implements KeepsSize {
    private final int sampleDims;
    private final boolean stochasticInference;
    private double p;
    private @Nullable Tensor noise;

    /** For samples of {@code sampleDims} dimensions, the first one of which are the features. */
    FeatureDropout(int sampleDims, @Nullable Double p, @Nullable Boolean stochasticInference) {
        this.sampleDims = sampleDims;
        this.p = p == null ? 0.5 : checked(p);
        this.stochasticInference = stochasticInference != null && stochasticInference;
    }

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        boolean drops = isTraining() || stochasticInference;
        if (drops && (x.dim() < sampleDims || x.dim() > sampleDims + 1)) {
            throw expected("input of " + sampleDims + " or " + (sampleDims + 1) + " dimensions", input);
        }
        Tensor output = outputBuffer().resizeAs(x);
        if (drops) {
            long[] sizes = x.size();
            for (int d = x.dim() - sampleDims + 1; d < x.dim(); d++) {
                sizes[d] = 1;
            }
            Tensor drawn = Generator.global().bernoulli(buffer(noise).resize(sizes), 1 - p);
            noise = drawn;
            Kernels.get().multiply(x, drawn.expandAs(x), output);
        } else {
            Kernels.get().copy(x, output);
            Kernels.get().scale(output, 1 - p);
        }
        return output;
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        TrainingOnly.check(this);
        Tensor gradient = operand(
                "gradOutput", gradOutput, operand("input", input, lastOutput().toTensor()));
        if (noise == null || noise.dim() != gradient.dim() || noise.size(1) != gradient.size(1)) {
            throw new IllegalStateException(who() + ": expected forward in training mode before backward");
        }
        Tensor gradInput = gradInputBuffer().resizeAs(gradient);
        Kernels.get().multiply(gradient, noise.expandAs(gradient), gradInput);
        return gradInput;
    }

    /** Sets the probability of dropping a feature map, from 0 to 1. */
    public final void setp(double probability) {
        p = checked(probability);
    }

    /** The probability of dropping a feature map. */
    public final double p() {
        return p;
    }

    /** Whether feature maps are dropped in evaluation mode, too. */
    public final boolean stochasticInference() {
        return stochasticInference;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        noise = fields.buffer("noise", noise);
    }

    /** {@code nn.SpatialDropout(0.500000)}. */
    @Override
    public final String toString() {
        return super.toString() + "(" + Numbers.fixed(p, 6) + ")";
    }

    private double checked(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": expected a probability from 0 to 1, got " + probability);
        }
        return probability;
    }
}
