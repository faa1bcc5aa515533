package org.rnn4j.facade.layer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Turns one dimension of a tensor back to front: the last slice comes first. One copy, whatever the sizes. */
public final class Reversal {
    private final Tensor backwards;

    /** One that has not turned anything around yet. */
    public Reversal() {
        this(new Tensor(ElementType.LONG));
    }

    private Reversal(Tensor backwards) {
        this.backwards = backwards;
    }

    /**
     * Copies {@code source}, the slices of {@code dimension} in reverse order, into {@code target} as far as that fits.
     *
     * @param dimension from 1
     * @return the copy
     */
    public Tensor reversed(@Nullable Activity target, Tensor source, int dimension) {
        Tensor copy = target instanceof Tensor old && old.elementType() == source.elementType() && old != source
                ? old
                : new Tensor(source.elementType());
        return copy.index(source, dimension, backwards(source.size(dimension)));
    }

    /** The indices from {@code count} down to 1. */
    private Tensor backwards(long count) {
        if (backwards.nElement() != count) {
            backwards.resize(count);
            for (long i = 1; i <= count; i++) {
                backwards.putLong(count + 1 - i, i);
            }
        }
        return backwards;
    }

    /** The reversal with its tensors seen by {@code fields}, for a module that has one. */
    public Reversal seenBy(Fields fields) {
        Tensor seen = fields.buffer("_reverseIndices", backwards);
        return seen == backwards ? this : new Reversal(seen);
    }
}
