package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Numbers;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Divides each vector by its p-norm.
 *
 * <pre>y = x / norm      norm = (sum |x|^p + eps)^(1/p), or max |x| + eps for infinite p</pre>
 *
 * Input and output: a vector, or rows {@code [N, D]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Normalize">Torch manual: Normalize</a>
 */
public final class Normalize extends Module implements KeepsSize, RowWise {
    private final double p;
    private final double eps;

    /** Powers on the way forward, their derivatives on the way back. */
    private @Nullable Tensor buffer;

    private @Nullable Tensor products;
    private @Nullable Tensor cross;
    private @Nullable Tensor powers;
    private @Nullable Tensor norms;
    private @Nullable Tensor indices;

    /** To a norm of 1. */
    public Normalize(double p) {
        this(p, 1e-10);
    }

    /**
     * To a norm of 1.
     *
     * @param p above 0, may be infinite
     * @param eps keeps a vector of zeros from being divided by 0
     */
    public Normalize(double p, double eps) {
        if (!(p > 0)) {
            throw new IllegalArgumentException("Normalize: expected a positive p, got " + p);
        }
        this.p = p;
        this.eps = eps;
    }

    @Override
    public int sampleDimensions() {
        return 1;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor whole = operand("input", input);
        if (whole.dim() < 1 || whole.dim() > 2) {
            throw expected("a vector or a matrix as input", input);
        }
        Tensor x = rows(whole);
        Tensor power = buffer(buffer).resizeAs(x);
        Tensor norm = buffer(norms);
        Tensor output = outputBuffer();
        if (Double.isInfinite(p)) {
            Tensor where = indices == null ? new Tensor(ElementType.LONG) : indices;
            norm.max(where, power.abs(x), 2).add(eps);
            indices = where;
        } else {
            powers(x, power);
            Tensor sums = buffer(powers).sum(power, 2).add(eps);
            Tensor roots = norm.resizeAs(sums);
            Elementwise.map(this::root, sums, roots);
            powers = sums;
        }
        buffer = power;
        norms = norm;
        return output.resizeAs(x).cdiv(x, norm.expandAs(x)).resizeAs(whole);
    }

    private void powers(Tensor x, Tensor result) {
        if (p == 2) {
            result.cmul(x, x);
        } else if (p == 1) {
            result.abs(x);
        } else {
            Elementwise.map(element -> Math.pow(Math.abs(element), p), x, result);
        }
    }

    private double root(double sum) {
        return p == 2 ? Math.sqrt(sum) : p == 1 ? sum : Math.pow(sum, 1 / p);
    }

    /** {@code dL/dx = dL/dy / norm - x |x|^(p-2) (x . dL/dy) / (norm sum)} for finite p, with the sum under the root. */
    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor whole = operand("input", input, lastOutput().toTensor());
        Tensor gradient = rows(operand("gradOutput", gradOutput, whole));
        Tensor x = rows(whole);
        Tensor norm = norms;
        Tensor scale = Double.isInfinite(p) ? norm : powers;
        if (norm == null || scale == null || norm.nElement() != x.size(1)) {
            throw expected("the input of the last forward", input);
        }
        Tensor slope = slope(x, norm);
        products = buffer(products).cmul(x, gradient);
        Tensor factors = buffer(cross).sum(products, 2).neg();
        cross = factors;
        Tensor gradInput = gradInputBuffer().resizeAs(x).cmul(gradient, scale.expandAs(x));
        Kernels.get().axpyRows(factors, slope, gradInput);
        factors.cmul(scale, norm);
        return gradInput.cdiv(factors.expandAs(x)).resizeAs(whole);
    }

    /** The derivative of the norm, but for the factors that a whole row shares. */
    private Tensor slope(Tensor x, Tensor norm) {
        Tensor slope = buffer(buffer).resizeAs(x);
        if (indices != null && Double.isInfinite(p)) {
            slope.zero();
            for (long i = 1; i <= x.size(1); i++) {
                long greatest = indices.getLong(i, 1);
                slope.put(x.get(i, greatest) / norm.get(i, 1), i, greatest);
            }
        } else if (p == 2) {
            slope.copy(x);
        } else {
            // As in Torch, which keeps 0 from being divided by for the odd powers below 2 only.
            double away = p < 2 ? eps : 0;
            Elementwise.map(element -> Math.pow(Math.abs(element) + away, p - 2) * element, x, slope);
        }
        buffer = slope;
        return slope;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        buffer = fields.buffer("buffer", buffer);
        products = fields.buffer("buffer2", products);
        cross = fields.buffer("cross", cross);
        powers = fields.buffer("normp", powers);
        norms = fields.buffer("norm", norms);
        indices = fields.buffer("_indices", indices);
    }

    private static Tensor rows(Tensor vectors) {
        return vectors.dim() == 1 ? vectors.view(1, vectors.nElement()) : vectors;
    }

    /** {@code nn.Normalize(2)}. */
    @Override
    public String toString() {
        String text = Double.isInfinite(p) ? "inf" : Numbers.fixed(p, p == Math.rint(p) ? 0 : 6);
        return super.toString() + "(" + text + ")";
    }
}
