package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.Dimension;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** What modules have in common that make one number of each slice along a dimension. */
final class Reduced {
    private Reduced() {}

    /** The dimension as such modules are told it: 1 if null. */
    static Dimension dimension(String who, @Nullable Integer dimension, @Nullable Integer nInputDims) {
        return Dimension.of(who, dimension == null ? 1 : dimension, nInputDims == null ? 0 : nInputDims);
    }

    /** The dimension of {@code x}, from 1. */
    static int along(Module who, Dimension dimension, Tensor x) {
        int along = dimension.in(x);
        if (along == 0) {
            throw Failures.expected(who, "input with a dimension " + dimension.number(), x);
        }
        return along;
    }

    /** The sizes of {@code x} without the dimension; of a vector 1 is left. */
    static long[] without(Tensor x, int along) {
        return x.dim() == 1 ? new long[] {1} : x.select(along, 1).size();
    }

    /** The sizes of {@code x} with size 1 in the dimension. */
    static long[] kept(Tensor x, int along) {
        long[] sizes = x.size();
        sizes[along - 1] = 1;
        return sizes;
    }

    /** What the constructor was told. */
    static @Nullable Integer nInputDims(Dimension dimension) {
        return dimension.sampleDims() == 0 ? null : dimension.sampleDims();
    }
}
