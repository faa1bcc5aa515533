package org.rnn4j.facade.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Files that others have published and that are not ours to pass on: {@code -Dfiles.dir=...} says where they are; skipped without. */
final class FilesInTheWildTest {
    private static final Path FOLDER = Path.of(System.getProperty("files.dir", "../../shared/files"));

    @BeforeAll
    static void filesAreThere() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "no folder " + FOLDER + "; -Dfiles.dir=... names another");
    }

    private static Object load(String name) {
        return Objects.requireNonNull(TorchFile.load(FOLDER.resolve(name + ".t7")), name);
    }

    private static void assertTensor(String name, ElementType type, double sum, double tolerance, long... sizes) {
        Tensor tensor = assertInstanceOf(Tensor.class, load(name));
        assertEquals(type, tensor.elementType());
        assertArrayEquals(sizes, tensor.size());
        double total = 0;
        for (double number : tensor.toDoubleArray()) {
            total += number;
        }
        assertEquals(sum, total, tolerance);
    }

    @Test
    void tensors() {
        assertTensor("characters", ElementType.BYTE, 106, 0, 35);
        assertTensor("mnist-sample", ElementType.FLOAT, 1656.553037, 1e-5, 16, 28, 28, 1);
        assertTensor("torchfile-doubletensor", ElementType.DOUBLE, 21.9, 1e-9, 2, 3);
        assertTensor("torchfile-floattensor", ElementType.FLOAT, 12.97241667, 1e-6, 2, 3, 4);
    }

    @Test
    void tables() {
        LuaTable vocabulary = (LuaTable) load("vocabulary");
        assertEquals(5, vocabulary.size());
        assertEquals(1.0, vocabulary.get("<"));
        assertEquals(5.0, vocabulary.get("c"));
        assertEquals(123.0, ((LuaTable) load("torchfile-hello-123")).get("hello"));
        LuaTable list = (LuaTable) load("torchfile-list-table");
        assertEquals(4, list.length());
        assertEquals("third item", list.get(3));
        assertEquals("zero", ((LuaTable) load("torchfile-map-table1")).get(0));
        assertEquals("non number key", ((LuaTable) load("torchfile-map-table2")).get("a"));
        LuaTable self = (LuaTable) load("torchfile-recursive-kv-table");
        assertSame(self, self.get(self));
    }

    @Test
    void objectsOfUnknownClasses() {
        TorchObject self = assertInstanceOf(TorchObject.class, load("torchfile-recursive-class"));
        assertEquals("A", self.className());
        assertEquals("Blah", ((TorchObject) load("torchfile-custom-class")).className());
        boolean[] holdsItself = new boolean[1];
        self.fields().forEach((key, value) -> holdsItself[0] |= value == self);
        assertEquals(true, holdsItself[0]);
    }

    @Test
    void functionsAndTablesOfOtherPackages() {
        assertInstanceOf(TorchFunction.class, load("torchfile-function"));
        TorchFunction function = assertInstanceOf(TorchFunction.class, load("torchfile-function-upvals"));
        assertEquals("asdf", ((LuaTable) function.upvalues()).table(1).get("name"));
        assertEquals(3, ((LuaTable) load("torchfile-tds-hash")).size());
        assertEquals(456.0, ((LuaTable) load("torchfile-tds-vec")).get(2));
    }

    /** An unrolled character network, of nodes with graphs inside whose parameters are shared, and what real Torch computes with it. */
    @Test
    void unrolledNetwork() throws IOException {
        JsonNode torch =
                new ObjectMapper().readTree(FOLDER.resolve("rnn-unrolled.json").toFile());
        Module net = assertInstanceOf(Module.class, load("rnn-unrolled"));
        Table input = new Table().insert(new Tensor(ElementType.DOUBLE).resize(100));
        for (JsonNode letter : torch.get("seq")) {
            input.insert(oneHot(letter.intValue()));
        }
        Table outputs = net.forward(input).toTable();
        Table gradOutputs = new Table();
        ClassNLLCriterion criterion = new ClassNLLCriterion();
        double loss = 0;
        for (int i = 1; i <= outputs.size(); i++) {
            Tensor target = Tensor.of(torch.get("targets").get(i - 1).doubleValue());
            GoldenValues.check("output " + i, torch.get("outputs").get(i - 1), outputs.get(i), 1e-10);
            loss += criterion.forward(outputs.get(i), target);
            gradOutputs.insert(criterion.backward(outputs.get(i), target).copy());
        }
        assertEquals(torch.get("loss").doubleValue(), loss, 1e-9);
        net.zeroGradParameters();
        Table gradInputs = net.backward(input, gradOutputs).toTable();
        for (int i = 1; i <= gradInputs.size(); i++) {
            GoldenValues.check("gradInput " + i, torch.get("gradInputs").get(i - 1), gradInputs.get(i), 1e-9);
        }
        assertSums(torch.get("parameterSums"), net.parameters().weights());
        assertSums(torch.get("gradParameterSums"), net.parameters().gradients());
        assertEquals(torch.get("tostring").textValue(), net.toString());
    }

    private static Tensor oneHot(int letter) {
        Tensor row = new Tensor(ElementType.DOUBLE).resize(5);
        row.storage().putDouble(letter - 1, 1);
        return row;
    }

    private static void assertSums(JsonNode expected, List<Tensor> tensors) {
        assertEquals(expected.size(), tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            assertEquals(
                    expected.get(i).doubleValue(),
                    Arrays.stream(tensors.get(i).toDoubleArray()).sum(),
                    1e-9,
                    "tensor " + i);
        }
    }
}
