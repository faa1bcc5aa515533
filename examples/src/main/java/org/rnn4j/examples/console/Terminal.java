package org.rnn4j.examples.console;

import java.io.Console;

/** Whether somebody sits at a terminal. */
public final class Terminal {
    private Terminal() {}

    /** Whether both input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // the case of newer JVMs comes below
    public static boolean isPresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            // Before Java 22 only a terminal has a console.
            return true;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Console.isTerminal", e);
        }
    }
}
