package org.rnn4j.bridge.layer;

import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.tensor.Tensor;

/** Word indices: in Deeplearning4j's arrays numbers of any type in a last dimension of size 1, which Torch does without. */
public final class Indices {
    /** Whole numbers as Deeplearning4j counts; how many there are is known to the module that takes them. */
    private static final IndexRange ALL = new IndexRange(0, Long.MAX_VALUE);

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
        Tensor indices = array.contiguous();
        long outside = ALL.firstOutside(indices);
        if (outside > 0) {
            throw new IllegalArgumentException(who + ": expected indices " + ALL + ", got "
                    + IndexRange.text(indices, outside) + " in " + array.describe());
        }
        long[] sizes = new long[array.dim() - 1];
        System.arraycopy(array.size(), 0, sizes, 0, sizes.length);
        return shifted(indices, new Tensor(ElementType.LONG, sizes), first(kind));
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
