package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.optimizer.ConfusionMatrix;
import org.rnn4j.facade.optimizer.Logger;

/** Replays what was recorded of an object of {@code optim} that is no optimiser: its methods, fields, text, and file. */
final class ObjectReplay {
    private final GoldenCase golden;
    private final Path file;
    private final Object object;

    ObjectReplay(GoldenCase golden) {
        this.golden = golden;
        try {
            file = Files.createTempFile("golden", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        object = Binding.construct(
                type(golden.json().get("class").textValue()), list(golden.json().get("args")));
    }

    private static Class<?> type(String name) {
        return switch (name) {
            case "optim.ConfusionMatrix" -> ConfusionMatrix.class;
            case "optim.Logger" -> Logger.class;
            default -> throw new AssertionError("unknown class " + name);
        };
    }

    void run() {
        int number = 0;
        for (JsonNode op : golden.json().get("ops")) {
            number++;
            try {
                run("op " + number, op);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                throw new AssertionError("op " + number + ": " + e, e);
            }
        }
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String where, JsonNode op) throws IOException {
        if (op.has("file")) {
            check(where + ": the file", op.get("value"), Files.readString(file));
        } else if (op.has("tostring")) {
            check(where + ": tostring", op.get("value"), object.toString());
        } else if (op.has("field")) {
            String field = op.get("field").textValue();
            check(where + ": " + field, op.get("value"), Binding.get(object, field));
        } else {
            call(where + ": " + op.get("method").textValue(), op);
        }
    }

    private void call(String where, JsonNode op) {
        Object result;
        try {
            result = Binding.call(object, op.get("method").textValue(), list(op.get("args")));
        } catch (IllegalArgumentException e) {
            if (op.has("error")) {
                return;
            }
            throw e;
        }
        if (op.has("error")) {
            throw new AssertionError(where + ": expected it to fail, got " + result);
        }
        if (op.path("value").asText().equals("self")) {
            if (result != object) {
                throw new AssertionError(where + ": expected the object itself, got " + result);
            }
        } else if (op.has("value")) {
            check(where, op.get("value"), result);
        } else if (op.has("values")) {
            check(where, op.get("values"), result instanceof Record several ? parts(several) : List.of(result));
        }
    }

    /** What Torch returns as several results. */
    static List<@Nullable Object> parts(Record several) {
        List<@Nullable Object> parts = new ArrayList<>();
        for (RecordComponent component : several.getClass().getRecordComponents()) {
            try {
                parts.add(component.getAccessor().invoke(several));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        return parts;
    }

    private List<@Nullable Object> list(JsonNode json) {
        List<@Nullable Object> values = new ArrayList<>();
        json.forEach(value -> values.add(value(value)));
        return values;
    }

    private @Nullable Object value(JsonNode json) {
        if (json.has("map")) {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            json.get("map").forEach(entry -> map.put(value(entry.get(0)), value(entry.get(1))));
            return map;
        }
        return json.asText().equals("$FILE") ? file.toString() : GoldenValues.value(json);
    }

    private void check(String what, JsonNode expected, @Nullable Object actual) {
        if (expected.has("map")) {
            Map<?, ?> map = (Map<?, ?>) actual;
            expected.get("map").forEach(entry -> check(what, entry.get(1), map.get(value(entry.get(0)))));
        } else if (expected.isArray()) {
            List<?> list = (List<?>) actual;
            for (int i = 0; i < expected.size(); i++) {
                check(what + "[" + (i + 1) + "]", expected.get(i), list.get(i));
            }
        } else {
            GoldenValues.check(what, expected, actual, golden.tolerance());
        }
    }
}
