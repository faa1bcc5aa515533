package org.rnn4j.facade.module;

import org.jspecify.annotations.Nullable;

/** What messages have in common: one line that says who, what was expected and what came, the path in front. */
public final class Failures {
    private Failures() {}

    /**
     * {@code value}, which must not be null: for what is kept and used only later, when nobody knows any more where it came from.
     *
     * @param what what was expected, such as {@code a module}
     */
    public static <T> T given(String who, String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(who + ": expected " + what + ", got null");
        }
        return value;
    }

    /**
     * The exception to throw in the place of {@code failure}, of the same type, saying where it happened: the path of the module that
     * failed comes in front of its message, once for each container on the way out.
     *
     * @param where the container and position, such as {@code Sequential[2]}
     */
    public static RuntimeException at(String where, RuntimeException failure) {
        String message = where + " > " + failure.getMessage();
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (failure.getClass() == IllegalArgumentException.class) {
            return new IllegalArgumentException(message, cause);
        }
        if (failure.getClass() == IllegalStateException.class) {
            return new IllegalStateException(message, cause);
        }
        if (failure.getClass() == UnsupportedOperationException.class) {
            return new UnsupportedOperationException(message, cause);
        }
        return failure;
    }
}
