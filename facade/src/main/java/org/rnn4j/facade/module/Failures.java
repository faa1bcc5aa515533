package org.rnn4j.facade.module;

/** Puts the path of the module that failed in front of its message, once for each container on the way out. */
public final class Failures {
    private Failures() {}

    /**
     * The exception to throw in the place of {@code failure}, of the same type, saying where it happened.
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
