package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Hyperparameters;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** What tables of rows have in common about the indices that they take. */
final class Indices {
    private Indices() {}

    /**
     * The indices as kernels take them.
     *
     * @param who the table, which complains
     * @param indices of any type, in 1 or 2 dimensions
     * @param range the indices that there are
     */
    static Tensor checked(Module who, Tensor indices, IndexRange range) {
        if (indices.dim() != 1 && indices.dim() != 2) {
            throw Failures.expected(who, "indices in 1 or 2 dimensions as input", indices);
        }
        return inRange(who, indices, range);
    }

    /** {@link #checked} for any number of dimensions. */
    static Tensor inRange(Module who, Tensor indices, IndexRange range) {
        Tensor contiguous = indices.contiguous();
        long outside = range.firstOutside(contiguous);
        if (outside > 0) {
            throw new IllegalArgumentException(who.who() + ": expected indices " + range + ", got "
                    + IndexRange.text(contiguous, outside) + " in " + indices.describeSizes());
        }
        return contiguous;
    }

    /** Gives {@code output} the sizes of one row of {@code rowSize} numbers for each index. */
    static Tensor sized(Tensor output, Tensor indices, long rowSize) {
        return indices.dim() == 1
                ? output.resize(indices.size(1), rowSize)
                : output.resize(indices.size(1), indices.size(2), rowSize);
    }

    /** Whether {@code gradOutput} has a row of {@code rowSize} numbers for each index. */
    static boolean fits(Tensor gradOutput, Tensor indices, long rowSize) {
        return gradOutput.nElement() == indices.nElement() * rowSize && gradOutput.size(gradOutput.dim()) == rowSize;
    }

    /** The gradient with respect to indices: zeros of their type and size, {@code old} if that is what it is. */
    static Tensor noGradient(@Nullable Activity old, Tensor indices) {
        return old instanceof Tensor zeros
                        && zeros.elementType() == indices.elementType()
                        && zeros.isSameSizeAs(indices)
                ? zeros
                : new Tensor(indices.elementType(), indices.size());
    }

    /** {@code maxParamNorm} of a table whose rows belong to indices. */
    static void maxParamNorm(
            Tensor weight, Hyperparameters own, @Nullable Double maxOutNorm, @Nullable Double maxInNorm) {
        Double out = own.maxOutNorm != null ? own.maxOutNorm : maxOutNorm;
        if (out == null) {
            out = own.maxInNorm != null ? own.maxInNorm : maxInNorm;
        }
        if (out != null && out > 0) {
            weight.renorm(2, 2, out);
        }
        if (out != null && maxInNorm != null && maxInNorm > 0) {
            weight.renorm(2, 1, maxInNorm);
        }
    }
}
