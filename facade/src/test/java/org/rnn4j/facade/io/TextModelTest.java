package org.rnn4j.facade.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.LuaString;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

final class TextModelTest {
    private static final String LETTERS = "ab d";
    private static final int WORDS = LETTERS.length();
    private static final int INPUT = 3;
    private static final int HIDDEN = 5;

    @TempDir
    Path folder;

    @BeforeEach
    void seed() {
        torch.manualSeed(4);
    }

    // ---- torch-rnn

    private static LuaTable letters() {
        LuaTable letters = new LuaTable();
        for (int i = 1; i <= WORDS; i++) {
            letters.put(i, LETTERS.substring(i - 1, i));
        }
        return letters;
    }

    private static TorchObject recurrent(boolean lstm, int inputSize) {
        int gates = lstm ? 4 : 1;
        return TorchObject.of(
                lstm ? "nn.LSTM" : "nn.VanillaRNN",
                LuaTable.named(
                        "_type",
                        "torch.DoubleTensor",
                        "input_dim",
                        inputSize,
                        "hidden_dim",
                        HIDDEN,
                        "remember_states",
                        true,
                        "weight",
                        random(inputSize + HIDDEN, (long) gates * HIDDEN),
                        "bias",
                        random((long) gates * HIDDEN)));
    }

    private static Tensor random(long... sizes) {
        return torch.randn(sizes).toDouble();
    }

    private static TorchObject view() {
        return TorchObject.of(
                "nn.View", LuaTable.named("size", Tensor.of(1, -1).toLong().storage(), "numElements", -1));
    }

    private static TorchObject languageModel(boolean lstm) {
        Module linear = nn.Linear(HIDDEN, WORDS).toDouble();
        LuaTable modules = LuaTable.of(
                nn.LookupTable(WORDS, INPUT).toDouble(),
                recurrent(lstm, INPUT),
                recurrent(lstm, HIDDEN),
                nn.Dropout(0.5).toDouble(),
                view(),
                linear,
                view());
        return TorchObject.of(
                "nn.LanguageModel",
                LuaTable.named(
                        "_type",
                        "torch.DoubleTensor",
                        "train",
                        false,
                        "idx_to_token",
                        letters(),
                        "net",
                        TorchObject.of("nn.Sequential", LuaTable.named("modules", modules))));
    }

    /** torch-rnn's formulas, one word after the other. */
    private static final class Reference {
        private final TorchObject recurrent;
        private final double[] hidden = new double[HIDDEN];
        private final double[] cell = new double[HIDDEN];

        Reference(TorchObject recurrent) {
            this.recurrent = recurrent;
        }

        double[] step(double[] x) {
            Tensor weight = recurrent.fields().tensor("weight");
            double[] sums = recurrent.fields().tensor("bias").toDoubleArray();
            for (int g = 0; g < sums.length; g++) {
                for (int i = 0; i < x.length; i++) {
                    sums[g] += x[i] * weight.get(i + 1, g + 1);
                }
                for (int i = 0; i < HIDDEN; i++) {
                    sums[g] += hidden[i] * weight.get(x.length + i + 1, g + 1);
                }
            }
            for (int i = 0; i < HIDDEN; i++) {
                if (recurrent.className().equals("nn.VanillaRNN")) {
                    hidden[i] = Math.tanh(sums[i]);
                } else {
                    cell[i] = sigmoid(sums[HIDDEN + i]) * cell[i] + sigmoid(sums[i]) * Math.tanh(sums[3 * HIDDEN + i]);
                    hidden[i] = sigmoid(sums[2 * HIDDEN + i]) * Math.tanh(cell[i]);
                }
            }
            return hidden.clone();
        }

        private static double sigmoid(double x) {
            return 1 / (1 + Math.exp(-x));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void torchRnnsLanguageModelGivesItsScores(boolean lstm) {
        TorchObject saved = languageModel(lstm);
        LuaTable modules = ((TorchObject) saved.get("net")).fields().table("modules");
        Tensor lookup = ((Module) modules.get(1)).parameters().weights().get(0);
        var linear = ((Module) modules.get(6)).parameters().weights();
        Module model = (Module) TorchFile.deserialize(TorchFile.serialize(saved, TorchFile.Format.BINARY));
        Tensor words = Tensor.of(1, 3, 2, 4, 4, 1).view(2, 3);
        Tensor whole = model.forward(words).toTensor().copy();
        assertArrayEquals(new long[] {2, 3, WORDS}, whole.size());

        model.forget();
        for (int n = 1; n <= 2; n++) {
            Reference first = new Reference((TorchObject) modules.get(2));
            Reference second = new Reference((TorchObject) modules.get(3));
            for (int t = 1; t <= 3; t++) {
                double[] x = lookup.select(1, (long) words.get(n, t)).toDoubleArray();
                double[] hidden = second.step(first.step(x));
                Tensor expected = linear.get(1).copy().addmv(linear.get(0), Tensor.of(hidden));
                assertArrayEquals(
                        expected.toDoubleArray(),
                        whole.select(1, n).select(1, t).toDoubleArray(),
                        1e-12);
            }
        }
        for (int t = 1; t <= 3; t++) {
            Tensor step = model.forward(words.narrow(2, t, 1)).toTensor();
            assertArrayEquals(whole.narrow(2, t, 1).contiguous().toDoubleArray(), step.toDoubleArray(), 1e-12);
        }
    }

    @Test
    void aLanguageModelCanBeTrainedOn() {
        Module model =
                (Module) TorchFile.deserialize(TorchFile.serialize(languageModel(true), TorchFile.Format.BINARY));
        model.training();
        Tensor words = Tensor.of(1, 3, 2, 4, 4, 1).view(2, 3);
        var flat = model.getParameters();
        flat.gradParameters().zero();
        model.forward(words);
        model.backward(words, torch.ones(2, 3, WORDS).toDouble());
        assertTrue(flat.gradParameters().norm() > 0);
    }

    @Test
    void aWeightOfOtherSizesIsRefused() {
        TorchObject lstm = recurrent(true, INPUT);
        lstm.fields().put("hidden_dim", 1_000_000);
        byte[] bytes = TorchFile.serialize(lstm, TorchFile.Format.BINARY);
        String message = assertThrows(TorchFileException.class, () -> TorchFile.deserialize(bytes))
                .getMessage();
        assertTrue(message.contains("nn.LSTM: expected weight of [1000003, 4000000], got [8, 20]"), message);
    }

    // ---- char-rnn

    /** What a file has for a node: its module on the outputs of others. */
    private static LuaTable data(@Nullable Module module, LuaTable... parents) {
        return LuaTable.named("module", module, "mapindex", LuaTable.of((Object[]) parents));
    }

    private static TorchObject node(LuaTable data) {
        return TorchObject.of("nngraph.Node", LuaTable.named("data", data));
    }

    private static TorchObject oneHot() {
        return TorchObject.of("OneHot", LuaTable.named("outputSize", WORDS, "_type", "torch.DoubleTensor"));
    }

    /** A step in the way of char-rnn, with an LSTM of fewer gates. */
    private static LuaTable charRnn() {
        LuaTable begin = new LuaTable();
        LuaTable[] inputs = new LuaTable[3];
        for (int i = 0; i < inputs.length; i++) {
            LuaTable entry = data(null, begin).put("selectindex", i + 1);
            inputs[i] = data(nn.Identity().toDouble(), entry);
        }
        LuaTable letter = data(oneHot(), inputs[0]);
        LuaTable sums = data(
                nn.CAddTable().toDouble(),
                data(nn.Linear(WORDS, 2 * HIDDEN).toDouble(), letter),
                data(nn.Linear(HIDDEN, 2 * HIDDEN).toDouble(), inputs[2]));
        LuaTable gate =
                data(nn.Sigmoid().toDouble(), data(nn.Narrow(2, 1, HIDDEN).toDouble(), sums));
        LuaTable candidate =
                data(nn.Tanh().toDouble(), data(nn.Narrow(2, HIDDEN + 1, HIDDEN).toDouble(), sums));
        LuaTable cell =
                data(nn.CAddTable().toDouble(), inputs[1], data(nn.CMulTable().toDouble(), gate, candidate));
        LuaTable hidden = data(nn.Tanh().toDouble(), cell);
        LuaTable scores =
                data(nn.LogSoftMax().toDouble(), data(nn.Linear(HIDDEN, WORDS).toDouble(), hidden));
        TorchObject step = TorchObject.of(
                "nn.gModule",
                LuaTable.named(
                        "_type",
                        "torch.DoubleTensor",
                        "innode",
                        node(begin),
                        "outnode",
                        node(data(null, cell, hidden, scores))));
        LuaTable vocabulary = new LuaTable();
        letters().forEach((index, text) -> vocabulary.put(text, index));
        return LuaTable.named(
                "protos",
                LuaTable.named("rnn", step),
                "vocab",
                vocabulary,
                "opt",
                LuaTable.named("model", "lstm", "num_layers", 1, "rnn_size", HIDDEN));
    }

    @Test
    void charRnnsStatesGoFromStepToStep() throws IOException {
        LuaTable saved = charRnn();
        torch.save(folder.resolve("char.t7").toString(), saved);
        Module step = (Module)
                TorchFile.deserialize(TorchFile.serialize(saved.table("protos").get("rnn"), TorchFile.Format.BINARY));
        step.evaluate();
        Tensor cell = torch.zeros(1, HIDDEN).toDouble();
        Tensor hidden = torch.zeros(1, HIDDEN).toDouble();
        StringBuilder expected = new StringBuilder("ab");
        for (int i = 0; i < 8; i++) {
            int word = LETTERS.indexOf(expected.charAt(i)) + 1;
            Table output = step.forward(Table.of(Tensor.of((double) word), cell, hidden))
                    .toTable();
            cell.copy(output.tensor(1));
            hidden.copy(output.tensor(2));
            double[] scores = output.tensor(3).toDoubleArray();
            int best = 0;
            for (int k = 1; k < WORDS; k++) {
                best = scores[k] > scores[best] ? k : best;
            }
            if (i > 0) {
                expected.append(LETTERS.charAt(best));
            }
        }
        assertEquals(expected.toString(), written("char.t7", "ab", 7, 0));
    }

    @Test
    void statesThatNoStepHasAreRefused() {
        LuaTable saved = charRnn();
        saved.table("opt").put("rnn_size", 1_000_000_000);
        String file = folder.resolve("char.t7").toString();
        torch.save(file, saved);
        String message = assertThrows(IllegalArgumentException.class, () -> TextModel.load(Path.of(file)))
                .getMessage();
        assertTrue(message.contains("got 2 of size 1000000000"), message);
    }

    // ---- writing text

    private String written(String file, String prime, int length, double temperature) throws IOException {
        var out = new StringWriter();
        TextModel.load(folder.resolve(file)).write(prime, length, temperature, out);
        return out.toString();
    }

    @Test
    void theLikeliestTextFollowsTheScores() throws IOException {
        TorchObject saved = languageModel(true);
        torch.save(folder.resolve("model.t7").toString(), LuaTable.named("model", saved, "i", 7));
        Module model = (Module) TorchFile.deserialize(TorchFile.serialize(saved, TorchFile.Format.BINARY));
        StringBuilder expected = new StringBuilder("da");
        for (int i = 0; i < 6; i++) {
            model.forget();
            Tensor words = new Tensor(1, expected.length()).toDouble();
            for (int t = 1; t <= expected.length(); t++) {
                words.put(LETTERS.indexOf(expected.charAt(t - 1)) + 1, 1, t);
            }
            double[] scores = model.forward(words)
                    .toTensor()
                    .select(1, 1)
                    .select(1, words.size(2))
                    .toDoubleArray();
            int best = 0;
            for (int k = 1; k < WORDS; k++) {
                best = scores[k] > scores[best] ? k : best;
            }
            expected.append(LETTERS.charAt(best));
        }
        assertEquals(expected.toString(), written("model.t7", "da", 6, 0));
    }

    @Test
    void aSeedGivesTheSameTextAgain() throws IOException {
        torch.save(folder.resolve("model.t7").toString(), languageModel(false));
        torch.manualSeed(1);
        String first = written("model.t7", "", 200, 1);
        torch.manualSeed(1);
        assertEquals(first, written("model.t7", "", 200, 1));
        assertEquals(200, first.length());
        for (int i = 0; i < WORDS; i++) {
            assertTrue(first.indexOf(LETTERS.charAt(i)) >= 0, first);
        }
    }

    @Test
    void lettersOfSeveralBytesAreFoundWholeOrByteByByte() throws IOException {
        TorchObject saved = languageModel(true);
        byte[] bytes = "ß".getBytes(StandardCharsets.UTF_8);
        saved.fields()
                .put(
                        "idx_to_token",
                        LuaTable.of(
                                LuaString.of(new byte[] {bytes[0]}), LuaString.of(new byte[] {bytes[1]}), "é", "x"));
        torch.save(folder.resolve("model.t7").toString(), saved);
        assertEquals("ßéx", written("model.t7", "ßéx", 0, 1));
    }

    @Test
    void anUnknownLetterIsRefusedBeforeAnythingIsWritten() {
        torch.save(folder.resolve("model.t7").toString(), languageModel(true));
        var out = new StringWriter();
        TextModel model = TextModel.load(folder.resolve("model.t7"));
        String message = assertThrows(IllegalArgumentException.class, () -> model.write("abX", 3, 1, out))
                .getMessage();
        assertEquals("TextModel: expected characters that the model knows, 4 of them, got 'X'", message);
        assertEquals("", out.toString());
    }

    @Test
    void anotherFileIsRefused() {
        String file = folder.resolve("other.t7").toString();
        torch.save(file, nn.Linear(2, 3).toDouble());
        String message = assertThrows(IllegalArgumentException.class, () -> TextModel.load(Path.of(file)))
                .getMessage();
        assertTrue(message.contains("expected a checkpoint of torch-rnn (model) or char-rnn"), message);
    }
}
