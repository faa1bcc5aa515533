package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.facade.io.TorchObject;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.torch;

class InspectTest {
    @Test
    void showsTablesTensorsAndModules(@TempDir Path folder) {
        LuaTable shared = new LuaTable().put("rate", 0.5);
        LuaTable saved = new LuaTable()
                .put(1, "first")
                .put("config", shared)
                .put("again", shared)
                .put("x", torch.zeros(2, 3).toDouble())
                .put("net", nn.Linear(3, 4).toDouble())
                .put("other", TorchObject.of("my.Gate", new LuaTable().put("size", 7)));
        String file = folder.resolve("checkpoint.t7").toString();
        torch.save(file, saved);
        var run = new CommandRun("inspect", file);
        assertEquals(0, run.exitCode, run.err());
        assertEquals(
                List.of(
                        "table of 6",
                        "  1: first",
                        "  config: table of 1",
                        "    rate: 0.5",
                        "  again: table of 1 (as above)",
                        "  x: torch.DoubleTensor [2, 3]",
                        "  net: nn.Linear(3 -> 4)",
                        "  16 numbers learned, torch.DoubleTensor",
                        "  other: my.Gate",
                        "    size: 7"),
                run.out().lines().toList());
        assertTrue(new CommandRun("inspect", "--raw", file).out().contains("    weight: torch.DoubleTensor [4, 3]"));
    }

    @Test
    void saysWhatIsWrongWithAFile(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("model.t7"), new byte[] {'P', 'K', 3, 4, 0});
        var run = new CommandRun("inspect", file.toString());
        assertEquals(1, run.exitCode);
        assertTrue(run.err().contains("model.t7, byte 0: expected a file of Torch's, got a zip archive"), run.err());
    }
}
