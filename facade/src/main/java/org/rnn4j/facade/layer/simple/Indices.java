package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** What tables of rows have in common about the indices that they take. */
final class Indices {
    private Indices() {}

    /**
     * The indices as kernels take them.
     *
     * @param who what a message calls the table
     * @param indices of any type, in 1 or 2 dimensions
     * @param least the first index that there is
     * @param most the last index that there is
     */
    static Tensor checked(String who, Tensor indices, long least, long most) {
        if (indices.dim() != 1 && indices.dim() != 2) {
            throw new IllegalArgumentException(
                    who + ": expected indices in 1 or 2 dimensions as input, got " + indices.describe());
        }
        Tensor contiguous = indices.contiguous();
        Storage storage = contiguous.storage();
        long first = contiguous.offset();
        for (long i = contiguous.nElement() - 1; i >= 0; i--) {
            long index = storage.getLong(first + i);
            if (index < least || index > most) {
                throw new IllegalArgumentException(who + ": expected indices from " + least + " to " + most + ", got "
                        + index + " in " + indices.describe());
            }
        }
        return contiguous;
    }

    /** Gives {@code output} the sizes of one row of {@code rowSize} numbers for each index. */
    static Tensor sized(Tensor output, Tensor indices, long rowSize) {
        return indices.dim() == 1
                ? output.resize(indices.size(1), rowSize)
                : output.resize(indices.size(1), indices.size(2), rowSize);
    }

    /** The gradient with respect to indices: zeros of their type and size, {@code old} if that is what it is. */
    static Tensor noGradient(@Nullable Activity old, Tensor indices) {
        return old instanceof Tensor zeros
                        && zeros.elementType() == indices.elementType()
                        && zeros.isSameSizeAs(indices)
                ? zeros
                : new Tensor(indices.elementType(), indices.size());
    }
}
