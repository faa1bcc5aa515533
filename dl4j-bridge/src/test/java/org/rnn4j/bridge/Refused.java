package org.rnn4j.bridge;

import java.util.regex.Pattern;

/** Tells whether a module that Torch has is refused as a graph, and how. */
final class Refused {
    private static final Pattern INPUT = Pattern.compile("[A-Z].*: expected .+, got .+");

    private Refused() {}

    /** Whether {@code failure} says why something is no graph, or no input of one. */
    static boolean is(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof UnsupportedOperationException
                ? !message.isBlank()
                : failure instanceof IllegalArgumentException
                        && INPUT.matcher(message).matches();
    }
}
