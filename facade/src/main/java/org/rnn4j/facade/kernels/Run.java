package org.rnn4j.facade.kernels;

/** Numbers of a storage that lie {@code step} apart, starting at {@code offset}; the start moves, the rest stays. */
final class Run {
    final Storage storage;
    final long step;
    long offset;

    Run(Storage storage, long offset, long step) {
        this.storage = storage;
        this.offset = offset;
        this.step = step;
    }

    /**
     * The run that starts where {@code view} does.
     *
     * @param last the last position that will be visited
     */
    static Run of(String kernel, View view, long last, long step) {
        if (last >= view.storage().size()) {
            throw new IllegalArgumentException(kernel + ": expected a storage of more than " + last + " numbers, got "
                    + view.storage().size());
        }
        return new Run(view.storage(), view.offset(), step);
    }

    /** The native address of the first number. */
    long address() {
        return storage.address() + offset * storage.type().bytes();
    }

    /** The numbers from number {@code first} on. */
    Run part(long first) {
        return first == 0 ? this : new Run(storage, offset + first * step, step);
    }
}
