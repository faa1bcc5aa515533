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
 * Sets the rows or columns at one edge of images to zero in training mode, as if the frame had been chosen badly.
 *
 * <pre>y = x . noise / (1 - p)      noise is 0 for a part p of the rows, or columns, at the edge drawn, else 1</pre>
 *
 * Input and output: {@code [C, H, W]}, or {@code [N, C, H, W]} for a batch, all of whose images lose the same edge. In evaluation mode the
 * input passes through, and there is no backward, as in Torch.
 *
 * <p>State: the noise, which backward uses again.
 *
 * @see <a href="https://github.com/nicholas-leonard/dpnn/blob/master/SpatialRegionDropout.lua">dpnn: SpatialRegionDropout.lua</a>
 */
public final class SpatialRegionDropout extends Module implements KeepsSize {
    private double p;
    private @Nullable Tensor noise;

    /** Drops a fifth. */
    public SpatialRegionDropout() {
        this(null);
    }

    /** Drops a part {@code p} of the rows or columns, from 0 to below 1; 0.2 if null. */
    public SpatialRegionDropout(@Nullable Double p) {
        this.p = p == null ? 0.2 : checked(p);
    }

    /** Sets the part that is dropped, from 0 to below 1. */
    public void setp(double part) {
        p = checked(part);
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        if (isTraining() && (x.dim() < 3 || x.dim() > 4)) {
            throw expected("input of 3 or 4 dimensions", input);
        }
        Tensor output = outputBuffer().resizeAs(x);
        if (isTraining()) {
            Tensor drawn = buffer(noise).resizeAs(x);
            noise = drawn;
            draw(drawn);
            Kernels.get().multiply(x, drawn, output);
        } else {
            Kernels.get().copy(x, output);
        }
        return output;
    }

    /** One of the edges, from 1: top, bottom, left, right. */
    private void draw(Tensor drawn) {
        long edge = Generator.global().random(4);
        int along = edge <= 2 ? drawn.dim() - 1 : drawn.dim();
        long size = drawn.size(along);
        long count = (long) Math.floor((double) size * p);
        Kernels.get().fill(drawn, 1 / (1 - p));
        if (count > 0) {
            drawn.narrow(along, edge % 2 == 1 ? 1 : size - count + 1, count).zero();
        }
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        TrainingOnly.check(this);
        Tensor gradient = operand(
                "gradOutput", gradOutput, operand("input", input, lastOutput().toTensor()));
        if (noise == null || !noise.isSameSizeAs(gradient)) {
            throw new IllegalStateException(who() + ": expected forward in training mode before backward");
        }
        Tensor gradInput = gradInputBuffer().resizeAs(gradient);
        Kernels.get().multiply(gradient, noise, gradInput);
        return gradInput;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        noise = fields.buffer("noise", noise);
    }

    /** {@code nn.SpatialRegionDropout p: 0.200000}. */
    @Override
    public String toString() {
        return super.toString() + " p: " + Numbers.fixed(p, 6);
    }

    private static double checked(double p) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("SpatialRegionDropout: expected a part from 0 to below 1, got " + p);
        }
        return p;
    }
}
