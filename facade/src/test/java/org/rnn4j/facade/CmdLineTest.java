package org.rnn4j.facade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.tensor.LuaTable;

final class CmdLineTest {
    private final CmdLine cmd = torch.CmdLine()
            .text("Trains")
            .argument("-data", "a file")
            .option("-rate", 0.1, "how fast")
            .option("-name", "net", "what it is called")
            .option("-quiet", false, "says nothing");

    @Test
    void optionsHaveFirstValues() {
        LuaTable values = cmd.parse("file.txt");
        assertEquals("{data: file.txt, name: net, quiet: false, rate: 0.1}", values.toString());
    }

    @Test
    void valuesAreReadAndTruthTurnsRound() {
        LuaTable values = cmd.parse("-rate", "2", "file.txt", "-quiet", "-name", "x");
        assertEquals("{data: file.txt, name: x, quiet: true, rate: 2}", values.toString());
        assertEquals("run,data=file.txt,quiet=t,rate=2", cmd.string("run", values, Set.of("name")));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertRefused("CmdLine: expected <data>, got []");
        assertRefused("CmdLine: expected a number behind option -rate, got fast", "-rate", "fast", "x");
        assertRefused("CmdLine: expected a value behind option -name", "x", "-name");
        assertRefused("CmdLine: expected options [-rate, -name, -quiet] and 1 arguments, got -speed", "x", "-speed");
    }

    private void assertRefused(String message, String... words) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> cmd.parse(words))
                        .getMessage());
    }

    @Test
    void helpListsAll() {
        assertEquals("""
                Usage: [options] <data>
                Trains
                  <data> a file
                  -rate  how fast [0.1]
                  -name  what it is called [net]
                  -quiet says nothing [false]
                """, cmd.help());
    }
}
