package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.tensor.Printing;
import org.rnn4j.facade.torch;

/** Replays functions of {@code torch} and methods of tensors one by one, with what they did to their arguments. */
final class TorchReplay {
    private static final Set<String> RETURN_ARGUMENT = Set.of("indexCopy", "indexAdd", "indexFill", "maskedFill");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GoldenCase golden;
    private final List<String> failures = new ArrayList<>();

    TorchReplay(GoldenCase golden) {
        this.golden = golden;
    }

    /** Does all operations, which are independent of each other but for the random generator, and fails with all that differ. */
    void run() {
        int number = 0;
        for (JsonNode op : golden.json().get("ops")) {
            number++;
            String where = "op " + number + " " + name(op);
            try {
                run(where, op);
            } catch (RuntimeException e) {
                failures.add(where + ": " + e);
            } catch (AssertionError e) {
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " of " + number + " operations: " + String.join("\n", failures));
        }
    }

    private static String name(JsonNode op) {
        return op.has("lua")
                ? op.get("lua").textValue()
                : op.has("method")
                        ? ":" + op.get("method").textValue()
                        : op.get("call").textValue();
    }

    private void run(String where, JsonNode op) {
        if (op.has("lua") && LuaChunks.isAboutLua(op.get("lua").textValue())) {
            return;
        }
        Object self = op.has("self") ? self(op.get("self")) : null;
        for (JsonNode step : op.path("prepare")) {
            List<@Nullable Object> call = values(step);
            self = Binding.call(self, (String) call.get(0), call.subList(1, call.size()));
        }
        List<@Nullable Object> args = values(op.path("args"));
        if (self instanceof Storage) {
            args.replaceAll(arg -> arg instanceof long[] ? self(JSON.valueToTree(Map.of("longStorage", arg))) : arg);
        }
        Object result;
        try {
            result = op.has("lua")
                    ? LuaChunks.run(op.get("lua").textValue())
                    : op.path("method").asText().equals("__tostring__")
                            ? Printing.tostring(self)
                            : op.has("method")
                                    ? Binding.call(self, op.get("method").textValue(), args)
                                    : function(op.get("call").textValue(), args);
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            if (op.has("error")) {
                explained(where, e);
                return;
            }
            throw e;
        }
        if (op.has("error")) {
            throw new AssertionError(where + ": expected it to fail, got " + Values.describe(result));
        }
        List<? extends @Nullable Object> several = op.has("lua")
                ? (List<?>) result
                : result instanceof Record parts ? ObjectReplay.parts(parts) : Arrays.asList(result);
        if (op.has("value")) {
            if (RETURN_ARGUMENT.contains(op.path("method").asText())) {
                // Torch's own methods give back their last argument, which is an accident; ours, the tensor.
                result = op.get("value").has("is") ? args.get(args.size() - 1) : value(op.get("value"));
            }
            check(where, op.get("value"), op.has("lua") ? several.get(0) : result, self, args);
        }
        if (op.has("values")) {
            for (int i = 0; i < op.get("values").size(); i++) {
                check(where + ": result " + (i + 1), op.get("values").get(i), several.get(i), self, args);
            }
        }
        if (op.has("after")) {
            check(where + ": self afterwards", op.get("after"), self, null, args);
        }
        for (int i = 0; i < op.path("argsAfter").size(); i++) {
            if (!op.get("argsAfter").get(i).isNull()) {
                check(where + ": argument " + (i + 1), op.get("argsAfter").get(i), args.get(i), null, args);
            }
        }
    }

    private static void explained(String where, RuntimeException e) {
        String message = e.getMessage();
        if (message == null || message.isBlank() || message.contains("\n")) {
            throw new AssertionError(where + ": expected a message of one line, got " + message, e);
        }
    }

    private static @Nullable Object function(String name, List<@Nullable Object> args) {
        return switch (name) {
            case "tostring" -> Printing.tostring(number(args.get(0)));
            case "print" -> Printing.line(args.toArray());
            case "th.print" -> Printing.show(args.toArray());
            default -> Binding.callStatic(torch.class, name.substring(name.indexOf('.') + 1), args);
        };
    }

    /** A number that is not finite, in the place of its name. */
    private static @Nullable Object number(@Nullable Object value) {
        return value instanceof String name && Values.NOT_FINITE.containsKey(name)
                ? Values.NOT_FINITE.get(name)
                : value;
    }

    // ---- values

    private static List<@Nullable Object> values(JsonNode json) {
        List<@Nullable Object> values = new ArrayList<>();
        json.forEach(value -> values.add(value(value)));
        return values;
    }

    private static @Nullable Object self(JsonNode json) {
        return json.has("longStorage") ? storage(ElementType.LONG, json.get("longStorage")) : value(json);
    }

    private static @Nullable Object value(JsonNode json) {
        if (json.has("map")) {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            json.get("map").forEach(entry -> map.put(value(entry.get(0)), value(entry.get(1))));
            return map;
        }
        if (json.has("table")) {
            return values(json.get("table"));
        }
        if (json.has("nn")) {
            ModuleSpec spec = ModuleSpec.parse(json.toString());
            return Criterion.class.isAssignableFrom(
                            ModuleClasses.find(spec.name()).orElseThrow())
                    ? spec.buildCriterion()
                    : spec.build();
        }
        if (json.has("lua")) {
            return LuaChunks.function(json.get("lua").textValue());
        }
        if (json.has("storage")) {
            return storage(ElementType.named(json.get("storage").textValue()), json.get("data"));
        }
        if (json.has("longStorage") && json.size() == 1) {
            return GoldenValues.value(json);
        }
        if (json.isTextual() && Values.NOT_FINITE.containsKey(json.textValue())) {
            return Values.NOT_FINITE.get(json.textValue());
        }
        return GoldenValues.value(json);
    }

    private static Storage storage(ElementType type, JsonNode data) {
        Storage storage = new Storage(type, data.size());
        for (int i = 0; i < data.size(); i++) {
            storage.putDouble(i, SpecJson.number(data.get(i), "storage"));
        }
        return storage;
    }

    private void check(String where, JsonNode expected, @Nullable Object actual, @Nullable Object self, List<?> args) {
        if (expected.has("is")) {
            String which = expected.get("is").textValue();
            Object same = which.equals("self") ? self : args.get(Integer.parseInt(which.substring(3)) - 1);
            if (actual != same) {
                throw new AssertionError(where + ": expected " + which + " itself, got " + Values.describe(actual));
            }
        } else if (expected.has("storage")) {
            checkNumbers(where, (Storage) value(expected), actual);
        } else if (expected.has("longStorage")) {
            if (actual instanceof Storage) {
                checkNumbers(where, storage(ElementType.LONG, expected.get("longStorage")), actual);
                return;
            }
            long[] sizes = (long[]) GoldenValues.value(expected);
            if (!(actual instanceof long[] got) || !Arrays.equals(sizes, got)) {
                throw new AssertionError(where + ": expected " + Arrays.toString(sizes) + ", got "
                        + (actual instanceof long[] got ? Arrays.toString(got) : actual));
            }
        } else {
            GoldenValues.check(where, expected, plain(actual), golden.tolerance());
        }
    }

    private static @Nullable Object plain(@Nullable Object actual) {
        if (actual instanceof double[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
        return actual instanceof Object[] list ? Collections.unmodifiableList(Arrays.asList(list)) : actual;
    }

    private static void checkNumbers(String where, Storage expected, @Nullable Object actual) {
        if (!(actual instanceof Storage got) || got.size() != expected.size() || got.type() != expected.type()) {
            throw new AssertionError(where + ": expected a storage of " + expected.size() + ", got " + actual);
        }
        for (long i = 0; i < expected.size(); i++) {
            if (expected.getDouble(i) != got.getDouble(i)) {
                throw new AssertionError(
                        where + ": expected " + expected.getDouble(i) + " at " + (i + 1) + ", got " + got.getDouble(i));
            }
        }
    }
}
