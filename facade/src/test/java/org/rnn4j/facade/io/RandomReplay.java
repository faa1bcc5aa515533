package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** Replays random streams: all calls draw from the one global generator. */
final class RandomReplay {
    private final double tolerance;
    private @Nullable Module module;

    RandomReplay(double tolerance) {
        this.tolerance = tolerance;
    }

    void run(JsonNode operations) {
        int number = 0;
        for (JsonNode operation : operations) {
            number++;
            String where = "call " + number + " " + operation.path("call").asText();
            Object value;
            try {
                value = perform(operation);
            } catch (RuntimeException e) {
                throw new AssertionError(where + ": " + e, e);
            }
            if (operation.has("value")) {
                GoldenValues.check(where, operation.get("value"), value, tolerance);
            }
        }
    }

    private @Nullable Object perform(JsonNode op) {
        List<@Nullable Object> args = op.has("args") ? GoldenValues.list(op.get("args")) : List.of();
        return switch (op.path("call").asText()) {
            case "defaultType" -> {
                Tensor.setDefaultType(ElementType.named((String) args.get(0)));
                yield null;
            }
            case "build" -> {
                module = ModuleSpec.parse(op.get("module").toString()).build();
                yield module.parameters().weights();
            }
            case "reset" -> {
                if (args.isEmpty()) {
                    module.reset();
                } else {
                    module.reset(((Number) args.get(0)).doubleValue());
                }
                yield module.parameters().weights();
            }
            case "forward" -> module.forward(GoldenValues.activity(op.get("input")));
            case "backward" ->
                module.backward(GoldenValues.activity(op.get("input")), GoldenValues.activity(op.get("gradOutput")));
            case "evaluate", "training", "forget" ->
                Binding.call(module, op.get("call").textValue(), args);
            case "rand" -> Generator.global().uniform(tensor(args));
            case "randn" -> Generator.global().normal(tensor(args));
            case "manualSeed",
                    "random",
                    "uniform",
                    "normal",
                    "exponential",
                    "cauchy",
                    "logNormal",
                    "geometric",
                    "bernoulli",
                    "randperm",
                    "multinomial" -> draw(op, args);
            default -> throw new AssertionError("unknown call " + op);
        };
    }

    /** The generator's method of that name; for a tensor's method, the tensor comes first. */
    private static @Nullable Object draw(JsonNode op, List<@Nullable Object> args) {
        List<@Nullable Object> all = new ArrayList<>(args);
        if (op.has("tensor")) {
            all.add(
                    0,
                    new Tensor(
                            ElementType.named(op.get("tensor").textValue()), sizes(GoldenValues.list(op.get("size")))));
        }
        return Binding.call(Generator.global(), op.get("call").textValue(), all);
    }

    private static Tensor tensor(List<?> sizes) {
        return new Tensor(sizes(sizes));
    }

    private static long[] sizes(List<?> sizes) {
        return sizes.stream().mapToLong(size -> (Long) size).toArray();
    }
}
