package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.facade.io.TorchObject;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

final class SampleTest {
    /** A checkpoint of torch-rnn whose model says abcabcabc... */
    private static String checkpoint(Path folder) {
        TorchObject lookup = TorchObject.of(
                "nn.LookupTable",
                LuaTable.named("weight", torch.eye(3).mul(9).toDouble(), "_type", "torch.DoubleTensor"));
        Tensor weight = torch.zeros(6, 3).toDouble();
        for (int i = 1; i <= 3; i++) {
            weight.select(1, i).narrow(1, i % 3 + 1, 1).fill(9);
        }
        TorchObject recurrent = TorchObject.of(
                "nn.VanillaRNN",
                LuaTable.named(
                        "_type",
                        "torch.DoubleTensor",
                        "input_dim",
                        3,
                        "hidden_dim",
                        3,
                        "weight",
                        weight,
                        "bias",
                        torch.zeros(3).toDouble()));
        TorchObject linear = TorchObject.of(
                "nn.Linear",
                LuaTable.named(
                        "_type",
                        "torch.DoubleTensor",
                        "weight",
                        torch.eye(3).mul(50).toDouble(),
                        "bias",
                        torch.zeros(3).toDouble()));
        TorchObject model = TorchObject.of(
                "nn.LanguageModel",
                LuaTable.named(
                        "idx_to_token",
                        LuaTable.of("a", "b", "c"),
                        "net",
                        TorchObject.of(
                                "nn.Sequential", LuaTable.named("modules", LuaTable.of(lookup, recurrent, linear)))));
        String file = folder.resolve("checkpoint.t7").toString();
        torch.save(file, LuaTable.named("model", model, "i", 1000));
        return file;
    }

    @Test
    void goesOnWhereTheTextEnds(@TempDir Path folder) {
        var run =
                new CommandRun("sample", checkpoint(folder), "--prime", "bc", "--length", "7", "--temperature", "0.5");
        assertEquals(0, run.exitCode, run.err());
        assertEquals("bcabcabca", run.out().strip());
    }

    @Test
    void saysWhichCharacterItDoesNotKnow(@TempDir Path folder) {
        var run = new CommandRun("sample", checkpoint(folder), "--prime", "aX");
        assertEquals(1, run.exitCode);
        assertTrue(run.err().contains("characters that the model knows, 3 of them, got 'X'"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void saysWhatAFileIsThatIsNoCheckpoint(@TempDir Path folder) {
        String file = folder.resolve("net.t7").toString();
        torch.save(file, nn.Linear(2, 3).toDouble());
        var run = new CommandRun("sample", file);
        assertEquals(1, run.exitCode);
        assertTrue(
                run.err().contains("expected a checkpoint of torch-rnn (model) or char-rnn (protos, vocab, opt)"),
                run.err());
    }
}
