package org.rnn4j.facade.io;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recorded training program, written again in Java: builds its nets and data by random numbers alone, trains, and gives what Torch's gave under the
 * same names.
 */
interface Program {
    /** The modules that it makes by name, as they may not be there yet. */
    default Set<String> needs() {
        return Set.of();
    }

    /** Runs it. */
    Map<String, @Nullable Object> run(Settings settings);
}
