package org.rnn4j.bridge.layer;

import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.tensor.Tensor;

/** Word indices: in Deeplearning4j's arrays numbers of any type in a last dimension of size 1, which Torch does without. */
public final class Indices {
    private static final long UNKNOWN = -1;

    private Indices() {}

    /**
     * What Torch has for Deeplearning4j's array: of word indices {@code [..., 1]} a LongTensor without the last dimension.
     *
     * @param who what messages call whoever asks
     * @throws IllegalArgumentException if there is not one index in the last dimension, or one is no whole number from 0
     */
    static Tensor toTorch(String who, Tensor array, InputKind kind) {
        if (kind == InputKind.VALUES) {
            return array;
        }
        if (array.size(array.dim()) != 1) {
            throw new IllegalArgumentException(
                    who + ": expected one index in the last dimension, got " + array.describe());
        }
        check(who, array, kind, UNKNOWN);
        long[] sizes = new long[array.dim() - 1];
        System.arraycopy(array.size(), 0, sizes, 0, sizes.length);
        return shifted(array.contiguous(), new Tensor(ElementType.LONG, sizes), first(kind));
    }

    /**
     * Checks word indices as Deeplearning4j has them, from 0.
     *
     * @param who what messages call whoever asks
     * @param count how many words there are, or -1 if that is not known
     * @throws IllegalArgumentException if a number is no whole one, or not among them
     */
    public static void check(String who, Tensor array, InputKind kind, long count) {
        Tensor indices = array.contiguous();
        IndexRange range = new IndexRange(0, count == UNKNOWN ? Long.MAX_VALUE : count - first(kind));
        long outside = range.firstOutside(indices);
        if (outside > 0) {
            throw new IllegalArgumentException(who + ": expected indices " + range + ", got "
                    + IndexRange.text(indices, outside) + " in " + array.describe());
        }
    }

    /** Deeplearning4j's {@code [..., 1]} of {@code type} for Torch's indices. */
    public static Tensor fromTorch(Tensor indices, ElementType type, InputKind kind) {
        long[] sizes = new long[indices.dim() + 1];
        System.arraycopy(indices.size(), 0, sizes, 0, indices.dim());
        sizes[indices.dim()] = 1;
        return shifted(indices.contiguous(), new Tensor(type, sizes), -first(kind));
    }

    /** Torch's number of the first row. */
    private static int first(InputKind kind) {
        return kind == InputKind.INDICES ? 1 : 0;
    }

    private static Tensor shifted(Tensor from, Tensor to, int shift) {
        for (long i = 0; i < from.elements(); i++) {
            to.storage().putDouble(to.offset() + i, from.storage().getDouble(from.offset() + i) + shift);
        }
        return to;
    }
}
