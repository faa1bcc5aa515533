package org.rnn4j.bridge.translate;

import org.jspecify.annotations.Nullable;

/** A refusal whose message names the module and its path. */
final class Refusal extends UnsupportedOperationException {
    Refusal(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
