package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Repeats its input along a new dimension, without copying it.
 *
 * <p>Input: a tensor. Output: the same elements with the new dimension, all of whose slices share the memory of the input; to be read
 * only. The gradient is the sum of those of all slices.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Replicate">Torch manual: Replicate</a>
 */
public final class Replicate extends Module {
    private final int nFeature;
    private final int dim;
    private final @Nullable Integer ndim;

    /** Repeats the input {@code nFeature} times along a new first dimension. */
    public Replicate(int nFeature) {
        this(nFeature, 1);
    }

    /** Repeats the input {@code nFeature} times along the new dimension {@code dim}, from 1. */
    public Replicate(int nFeature, int dim) {
        this(nFeature, dim, null);
    }

    /**
     * Repeats single samples, or each sample of a batch.
     *
     * @param nFeature how many times
     * @param dim where the new dimension of a sample will be, from 1
     * @param ndim number of dimensions of a single sample; inputs with more are batches. Null if batches are not told apart
     */
    public Replicate(int nFeature, int dim, @Nullable Integer ndim) {
        if (nFeature < 1 || dim < 1 || (ndim != null && ndim < 1)) {
            throw new IllegalArgumentException("Replicate: expected nFeature, dim and ndim from 1 on, got " + nFeature
                    + ", " + dim + " and " + ndim);
        }
        this.nFeature = nFeature;
        this.dim = dim;
        this.ndim = ndim;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = typed("input", input);
        return setOutput(repeated(x, at(x)));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = typed("input", input);
        int at = at(x);
        Tensor gradient = typed("gradOutput", gradOutput);
        Tensor repeated = repeated(x, at);
        if (!gradient.isSameSizeAs(repeated)) {
            throw expected("gradOutput of size " + repeated.describeSizes(), gradOutput);
        }
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        gradInput.unsqueeze(at).sum(gradient, at);
        return gradInput;
    }

    private Tensor typed(String name, Activity activity) {
        return Failures.typed(this, name, activity, elementType());
    }

    /** Where the new dimension will be, from 1. */
    private int at(Tensor x) {
        int at = ndim != null && x.dim() > ndim ? dim + 1 : dim;
        if (x.dim() == 0 || at > x.dim() + 1) {
            throw expected("input of " + Math.max(dim - 1, 1) + " dimensions at least", x);
        }
        return at;
    }

    private Tensor repeated(Tensor x, int at) {
        Tensor once = x.unsqueeze(at);
        long[] sizes = once.size();
        sizes[at - 1] = nFeature;
        return once.expand(sizes);
    }
}
