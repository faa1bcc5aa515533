package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What refused calls say. */
final class Errors {
    private Errors() {}

    /** The call throws an IllegalArgumentException with exactly this message. */
    static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
