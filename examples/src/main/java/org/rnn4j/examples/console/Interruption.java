package org.rnn4j.examples.console;

import java.util.HashMap;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * Ctrl-C, or another polite way to end a program, during a piece of work that looks at {@link #came()} from time to time and brings itself
 * to an end. The second time ends the program at once.
 */
public final class Interruption implements AutoCloseable {
    /** What a shell sees of a program that Ctrl-C ended. */
    public static final int EXIT_CODE = 130;

    private static final String[] SIGNALS = {"INT", "TERM"};

    private final Map<String, Object> before = new HashMap<>();
    private volatile boolean came;

    /** Begins to watch. */
    public Interruption() {
        for (String signal : SIGNALS) {
            before.put(signal, Signals.register(signal, this::come));
        }
    }

    private void come() {
        came = true;
        for (String signal : SIGNALS) {
            Signals.registerDefault(signal);
        }
    }

    /** Whether the work should end soon. */
    public boolean came() {
        return came;
    }

    /** The work is at its end: signals do what they did before. */
    @Override
    public void close() {
        before.forEach(Signals::unregister);
    }
}
