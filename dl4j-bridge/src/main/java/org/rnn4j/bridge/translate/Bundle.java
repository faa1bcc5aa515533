package org.rnn4j.bridge.translate;

import java.util.List;

/**
 * A table.
 *
 * @param entries what the table holds
 */
public record Bundle(List<Signal> entries) implements Signal {
    /** Copies the list. */
    public Bundle {
        entries = List.copyOf(entries);
    }

    @Override
    public String describe() {
        return "a table of " + entries.size();
    }
}
