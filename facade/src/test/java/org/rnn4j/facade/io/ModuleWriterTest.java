package org.rnn4j.facade.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.facade.io.TorchFile.Format;
import org.rnn4j.facade.module.Catalogue;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/** Modules that are written have the fields that Torch's have, and compute the same when they are read again. */
class ModuleWriterTest {
    /** Modules that are read and not yet written. */
    private static final Set<String> UNWRITTEN = Set.of("module-mufuru", "module-bi-sequencer", "module-seq-brnn");

    /** What holds the numbers of the last call, or comes and goes with it. */
    private static final Set<String> BUFFERS = Set.of(
            "output",
            "gradInput",
            "noise",
            "train",
            "_input",
            "_gradOutput",
            "addBuffer",
            "_ones",
            "save_mean",
            "save_std",
            "tableoutput",
            "tablegradInput",
            "outputs",
            "gradInputs",
            "gradOutputs",
            "_gradOutputs",
            "cells",
            "gradCells",
            "sharedClones",
            "step",
            "zeroTensor",
            "nSharedClone",
            "rmInSharedClones",
            "_output",
            "batchsize",
            "cell",
            "target",
            "buffer",
            "size",
            "copiedInput",
            "_count",
            "_sorted",
            "_indices",
            "shouldScaleGradByFreq",
            "input_map",
            "tablegradinput",
            "_expand",
            "_repeat",
            "_weight",
            "_gradInput",
            "_normsum",
            "norm");

    @TestFactory
    Stream<DynamicTest> modulesHaveTorchsFields() {
        return written()
                .map(golden -> dynamicTest(golden.name(), () -> {
                    Path file = golden.file()
                            .resolveSibling(golden.json().get("files").get(0).textValue());
                    Object torchs = TorchFile.loadObjects(file, Format.BINARY, null, 0);
                    Object ours =
                            TorchFile.deserializeObjects(TorchFile.serialize(TorchFile.load(file), Format.BINARY));
                    assertSameFields(golden.name(), torchs, ours, new IdentityHashMap<>());
                }));
    }

    private static void assertSameFields(
            String where, @Nullable Object torchs, @Nullable Object ours, Map<Object, Object> seen) {
        if (torchs == null || seen.put(torchs, torchs) != null) {
            return;
        }
        if (torchs instanceof TorchObject object) {
            TorchObject other = assertInstanceOf(TorchObject.class, ours, where);
            assertEquals(object.className(), other.className(), where);
            String path = where + " > " + object.className();
            assertEquals(names(object.fields()), names(other.fields()), path);
            object.fields().forEach((key, value) -> {
                if (!BUFFERS.contains(key) && !Boolean.FALSE.equals(value)) {
                    assertSameFields(path + "." + key, value, other.fields().get(key), seen);
                }
            });
        } else if (torchs instanceof LuaTable table) {
            LuaTable other = assertInstanceOf(LuaTable.class, ours, where);
            assertEquals(table.size(), other.size(), where);
            table.forEach((key, value) -> assertSameFields(where + "." + key, value, other.get(key), seen));
        } else if (torchs instanceof Tensor tensor) {
            Tensor other = assertInstanceOf(Tensor.class, ours, where);
            assertEquals(tensor.type(), other.type(), where);
            assertArrayEquals(tensor.size(), other.size(), where + Arrays.toString(other.size()));
        } else if (torchs instanceof Double || torchs instanceof String || torchs instanceof Boolean) {
            assertEquals(torchs, ours, where);
        }
    }

    private static Set<String> names(LuaTable fields) {
        Set<String> names = new TreeSet<>();
        fields.forEach((key, value) -> {
            // To Lua false and nothing are the same.
            if (!Boolean.FALSE.equals(value)) {
                names.add(String.valueOf(key));
            }
        });
        names.removeAll(BUFFERS);
        return names;
    }

    @TestFactory
    Stream<DynamicTest> modulesComputeTheSameWhenTheyAreReadAgain() {
        return written()
                .map(golden -> dynamicTest(golden.name(), () -> {
                    for (JsonNode name : golden.json().get("files")) {
                        Object first = TorchFile.load(golden.file().resolveSibling(name.textValue()));
                        Object again = TorchFile.deserialize(TorchFile.serialize(first, Format.ASCII));
                        boolean isFloat = golden.name().endsWith("float");
                        ModuleOperations operations = new ModuleOperations(isFloat ? 1e-6 : golden.tolerance());
                        if (again instanceof Module module) {
                            operations.put(ModuleOperations.ONLY, module);
                        } else {
                            operations.put((Criterion) Objects.requireNonNull(again));
                        }
                        operations.run(golden.json().get("ops"));
                    }
                }));
    }

    private static Stream<GoldenCase> written() {
        return GoldenCase.files(GoldenCase.folder(), "t7/").stream()
                .map(GoldenCase::read)
                .filter(golden -> golden.json().has("module") || golden.json().has("criterion"))
                .filter(golden ->
                        UNWRITTEN.stream().noneMatch(name -> golden.name().endsWith(name)));
    }

    /** Every module comes back with its options and parameters, or is refused before anything is written. */
    @TestFactory
    Stream<DynamicTest> everyModuleComesBackOrIsRefused() {
        return Catalogue.MODULES.stream()
                .map(entry -> dynamicTest(entry.toString(), () -> {
                    Module module = entry.spec().build();
                    byte[] bytes;
                    try {
                        bytes = TorchFile.serialize(module, Format.BINARY);
                    } catch (UnsupportedOperationException refused) {
                        assertTrue(
                                refused.getMessage().matches("torch.save: .* has no form in files yet.*"),
                                refused.getMessage());
                        return;
                    }
                    Module read = assertInstanceOf(Module.class, TorchFile.deserialize(bytes));
                    assertEquals(module.toString(), read.toString());
                    assertEquals(module.calls().toString(), read.calls().toString());
                    assertEquals(module.parameters().size(), read.parameters().size());
                    for (int i = 0; i < module.parameters().size(); i++) {
                        assertArrayEquals(
                                module.parameters().weights().get(i).toDoubleArray(),
                                read.parameters().weights().get(i).toDoubleArray());
                    }
                }));
    }

    @Test
    void sharingSurvives() {
        Module net = nn.Sequential().add(nn.Linear(3, 4)).add(nn.Tanh()).add(nn.Linear(4, 2));
        Tensor flat = net.getParameters().parameters();
        LuaTable saved = new LuaTable().put("net", net).put("again", net).put("flat", flat);
        LuaTable read = (LuaTable) TorchFile.deserialize(TorchFile.serialize(saved, Format.BINARY));
        Module copy = (Module) read.get("net");
        assertSame(copy, read.get("again"));
        assertSame(
                read.tensor("flat").storage(),
                copy.parameters().weights().get(0).storage());
        assertArrayEquals(flat.toDoubleArray(), read.tensor("flat").toDoubleArray());
    }

    @Test
    void whatHasNoFormIsNamed() {
        String message = assertThrows(
                        UnsupportedOperationException.class, () -> TorchFile.serialize(nn.MuFuRu(3, 4), Format.BINARY))
                .getMessage();
        assertTrue(message.startsWith("torch.save: MuFuRu"), message);
    }
}
