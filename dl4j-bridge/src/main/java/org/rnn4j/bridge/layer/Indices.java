package org.rnn4j.bridge.layer;

import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Tensor;

/** Word indices: in Deeplearning4j's arrays numbers of any type in a last dimension of size 1, which Torch does without. */
public final class Indices {
    private Indices() {}

    /** What Torch has for Deeplearning4j's array: of word indices {@code [..., 1]} a LongTensor without the last dimension. */
    static Tensor toTorch(Tensor array, InputKind kind) {
        if (kind == InputKind.VALUES) {
            return array;
        }
        if (array.size(array.dim()) != 1) {
            throw new IllegalArgumentException("expected one index in the last dimension, got " + array.describe());
        }
        long[] sizes = new long[array.dim() - 1];
        System.arraycopy(array.size(), 0, sizes, 0, sizes.length);
        return shifted(array.contiguous(), new Tensor(ElementType.LONG, sizes), first(kind));
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
