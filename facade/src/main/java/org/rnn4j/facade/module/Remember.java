package org.rnn4j.facade.module;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When sequences are continued by the next forward instead of forgotten. */
public enum Remember {
    /** Every forward starts a new sequence. */
    NEITHER,
    /** Continued in training mode only. */
    TRAIN,
    /** Continued in evaluation mode only. */
    EVAL,
    /** Always continued. */
    BOTH;

    /**
     * The value of Torch's word.
     *
     * @throws IllegalArgumentException if the word is not one of neither, train, eval, both
     */
    public static Remember named(String word) {
        for (Remember value : values()) {
            if (value.word().equals(word)) {
                return value;
            }
        }
        throw new IllegalArgumentException("remember: expected neither, train, eval or both, got " + word);
    }

    /** {@code when}, which must not be null. */
    public static Remember given(String who, @Nullable Remember when) {
        return Failures.given(who, "neither, train, eval or both", when);
    }

    /** Torch's word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether sequences are continued in this mode. */
    public boolean in(boolean training) {
        return this == BOTH || this == (training ? TRAIN : EVAL);
    }
}
