package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/** Memory that is used again from call to call, and given up for a larger piece only when it is too small. */
final class GrowingBuffer {
    private @Nullable Storage storage;

    /** A matrix at the beginning of the memory, with whatever was left there. */
    Rows rows(ElementType type, long rows, long columns) {
        Storage present = storage;
        if (present == null || present.type() != type || present.size() < rows * columns) {
            present = new Storage(type, rows * columns);
            storage = present;
        }
        return new Rows(present, 0, rows, columns);
    }
}
