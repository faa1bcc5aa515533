package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.io.TorchFile.Format;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/** Compares what was read from a file with what Torch had saved, down to what is shared. */
final class TorchFileReplay {
    private final Map<Integer, LuaTable> tables = new HashMap<>();
    private final Map<Integer, Storage> storages = new HashMap<>();
    private final Map<Object, Integer> numbers = new IdentityHashMap<>();
    private final double tolerance;

    TorchFileReplay(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Reads the case's files, compares the value, or does the operations on what was read. */
    static void run(
            GoldenCase golden, UnaryOperator<Module> use, BiConsumer<String, ? super @Nullable Object> results) {
        JsonNode json = golden.json();
        for (JsonNode name : json.get("files")) {
            Object value = load(golden, name.textValue());
            if (json.has("value")) {
                new TorchFileReplay(golden.tolerance()).check(name.textValue(), json.get("value"), value);
                continue;
            }
            // Floats are no closer than this, and the case does not say so.
            boolean isFloat = value instanceof Module module && module.elementType() == ElementType.FLOAT;
            ModuleOperations operations =
                    new ModuleOperations(Math.max(golden.tolerance(), isFloat ? 1e-6 : 0), results);
            if (json.has("module")) {
                require(value instanceof Module, name.textValue(), "a module", value);
                operations.put(ModuleOperations.ONLY, use.apply((Module) value));
            } else {
                require(value instanceof Criterion, name.textValue(), "a criterion", value);
                operations.put((Criterion) value);
            }
            operations.run(json.get("ops"));
        }
    }

    /** Expects that the file is refused, where Torch refuses it. */
    static void runBroken(GoldenCase golden) {
        String name = golden.json().get("file").textValue();
        try {
            Object value = load(golden, name);
            require(!golden.json().get("fails").booleanValue(), name, "a refusal", value);
        } catch (TorchFileException e) {
            require(!e.getMessage().contains("\n"), name, "a message of one line", e.getMessage());
        }
    }

    private static @Nullable Object load(GoldenCase golden, String name) {
        Format format = name.endsWith("ascii.t7") ? Format.ASCII : Format.BINARY;
        return TorchFile.load(golden.file().resolveSibling(name), format, null, 0);
    }

    void check(String where, JsonNode expected, @Nullable Object actual) {
        if (expected.has("ref")) {
            require(tables.get(expected.get("ref").intValue()) == actual, where, "the table seen before", actual);
        } else if (expected.has("map")) {
            require(actual instanceof LuaTable, where, "a table", actual);
            checkTable(where, expected, (LuaTable) actual);
        } else if (expected.has("storage")) {
            require(actual instanceof Storage, where, "a storage", actual);
            Storage storage = (Storage) actual;
            checkNumbers(
                    where,
                    expected,
                    expected.get("storage").textValue(),
                    new Tensor(storage.type()).set(storage, 1, new long[] {storage.size()}, new long[] {1}));
        } else if (expected.has("type")) {
            require(actual instanceof Tensor, where, "a tensor", actual);
            checkTensor(where, expected, (Tensor) actual);
        } else if (expected.isNumber()) {
            require(((Double) expected.doubleValue()).equals(actual), where, expected, actual);
        } else {
            GoldenValues.check(where, expected, actual, tolerance);
        }
    }

    private void checkTable(String where, JsonNode expected, LuaTable actual) {
        LuaTable before = tables.put(expected.get("id").intValue(), actual);
        require(
                before == null && numbers.put(actual, expected.get("id").intValue()) == null,
                where,
                "a table of its own",
                actual);
        require(
                expected.get("map").size() == actual.size(),
                where,
                expected.get("map").size() + " entries",
                actual.size());
        Set<Object> keys = new HashSet<>();
        for (JsonNode entry : expected.get("map")) {
            JsonNode key = entry.get(0);
            Object name = key.isNumber()
                    ? (Object) key.doubleValue()
                    : key.isBoolean() ? key.booleanValue() : key.textValue();
            keys.add(name);
            check(where + "." + name, entry.get(1), actual.get(name));
        }
        actual.forEach((key, value) -> require(keys.contains(key), where, keys, key));
    }

    private void checkTensor(String where, JsonNode expected, Tensor actual) {
        checkNumbers(where, expected, expected.get("type").textValue(), actual);
        if (!expected.has("stride") || actual.dim() == 0) {
            return;
        }
        require(
                Arrays.equals(numbers(expected.get("stride")), actual.stride()),
                where,
                expected.get("stride"),
                Arrays.toString(actual.stride()));
        require(
                expected.get("storageOffset").longValue() == actual.storageOffset(),
                where,
                expected.get("storageOffset"),
                actual.storageOffset());
        int id = expected.get("storageId").intValue();
        Storage storage = storages.computeIfAbsent(id, key -> actual.storage());
        require(storage == actual.storage(), where, "the storage seen before", "another");
        require(numbers.computeIfAbsent(storage, key -> -id) == -id, where, "a storage of its own", "one seen before");
    }

    private void checkNumbers(String where, JsonNode expected, String type, Tensor actual) {
        require(actual.elementType().shortName().equals(type), where, type, actual.type());
        if (expected.has("size")) {
            require(
                    Arrays.equals(numbers(expected.get("size")), actual.size()),
                    where,
                    expected.get("size"),
                    Arrays.toString(actual.size()));
        }
        double[] got = actual.dim() == 0 ? new double[0] : actual.toDoubleArray();
        require(
                expected.get("data").size() == got.length,
                where,
                expected.get("data").size() + " numbers",
                got.length);
        for (int i = 0; i < got.length; i++) {
            JsonNode number = expected.get("data").get(i);
            double wanted = number.isTextual() ? Values.NOT_FINITE.get(number.textValue()) : number.doubleValue();
            boolean exact = actual.elementType().isFloatingPoint()
                    ? Double.compare(actual.elementType().bytes() == 4 ? (float) wanted : wanted, got[i]) == 0
                    : wanted == got[i];
            require(exact, where + "[" + i + "]", number, got[i]);
        }
    }

    private static long[] numbers(JsonNode list) {
        long[] numbers = new long[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).longValue();
        }
        return numbers;
    }

    private static void require(boolean holds, String where, Object expected, @Nullable Object actual) {
        if (!holds) {
            throw new AssertionError(where + ": expected " + expected + ", got " + actual);
        }
    }
}
