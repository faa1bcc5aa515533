package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine rnn4j =
            new CommandLine(new Main()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void helpListsTheSubcommands() {
        assertEquals(0, rnn4j.execute("--help"));
        assertTrue(out.toString().contains("Commands:"), out::toString);
    }

    @Test
    void versionNamesTheProgram() {
        assertEquals(0, rnn4j.execute("--version"));
        assertTrue(out.toString().startsWith("rnn4j "), out::toString);
    }

    @Test
    void noSubcommandIsAUsageError() {
        assertEquals(2, rnn4j.execute());
        assertTrue(err.toString().startsWith("expected a subcommand"), err::toString);
    }
}
