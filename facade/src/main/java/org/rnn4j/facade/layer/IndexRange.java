package org.rnn4j.facade.layer;

import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The indices, or classes, that there are: whole numbers within limits, in tensors of any type.
 *
 * @param least the first one
 * @param most the last one, or {@link Long#MAX_VALUE} for no end
 */
public record IndexRange(long least, long most) {
    /** {@link #firstOutside(Tensor, long)} where no other number is allowed. */
    public long firstOutside(Tensor indices) {
        return firstOutside(indices, least);
    }

    /**
     * Where the first element is that is none of them, from 1, or 0 if all are. NaN, infinite numbers and fractions are none.
     *
     * @param indices contiguous
     * @param other a number outside of the limits that is allowed, too
     */
    public long firstOutside(Tensor indices, long other) {
        Storage storage = indices.storage();
        long offset = indices.offset();
        boolean whole = !indices.elementType().isFloatingPoint();
        for (long i = 0; i < indices.nElement(); i++) {
            long index = storage.getLong(offset + i);
            boolean known = (index >= least && index <= most) || index == other;
            if (!known || !(whole || storage.getDouble(offset + i) == index)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The element at {@code position}, from 1, as messages show it. */
    public static String text(Tensor indices, long position) {
        double value = indices.storage().getDouble(indices.offset() + position - 1);
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }

    /** {@code from 1 to 10}, or {@code from 1} without an end. */
    @Override
    public String toString() {
        return "from " + least + (most == Long.MAX_VALUE ? "" : " to " + most);
    }
}
