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

    /** The native address of the first number. */
    long address() {
        return storage.address() + offset * storage.type().bytes();
    }

    /** The numbers from number {@code first} on. */
    Run part(long first) {
        return new Run(storage, offset + first * step, step);
    }
}
