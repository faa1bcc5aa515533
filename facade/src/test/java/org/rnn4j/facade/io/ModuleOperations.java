package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.FlatParameters;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Does recorded operations on modules and criterions, and compares their results with what was recorded. */
public final class ModuleOperations {
    /** The name of a case's only module. */
    static final String ONLY = "";

    private static final Map<String, Set<String>> ARGUMENTS = arguments();

    private final Map<String, Module> modules = new LinkedHashMap<>();
    private @Nullable Criterion criterion;
    private final double tolerance;
    private final BiConsumer<String, ? super @Nullable Object> listener;

    /** Operations whose numbers may be off by {@code tolerance}. */
    public ModuleOperations(double tolerance) {
        this(tolerance, (result, value) -> {});
    }

    /** Operations whose results {@code listener} gets to see, too. */
    ModuleOperations(double tolerance, BiConsumer<String, ? super @Nullable Object> listener) {
        this.tolerance = tolerance;
        this.listener = listener;
    }

    /** Names a module; {@code ""} is the one that operations mean which name none. */
    public void put(String name, Module module) {
        modules.put(name, module);
    }

    /** Sets the criterion that operations on criterions mean. */
    public void put(Criterion newCriterion) {
        criterion = newCriterion;
    }

    /** Does all operations in order. */
    public void run(JsonNode operations) {
        int number = 0;
        for (JsonNode operation : operations) {
            number++;
            run(operation, "op " + number + " " + name(operation));
        }
    }

    private void run(JsonNode operation, String where) {
        if (name(operation).equals("error")) {
            expectFailure(operation.get("call"), where + " of " + name(operation.get("call")));
            return;
        }
        checkKeys(operation, where);
        Map<String, @Nullable Object> results;
        try {
            results = perform(operation);
        } catch (RuntimeException e) {
            throw new AssertionError(where + ": " + e, e);
        }
        results.forEach((key, actual) -> {
            listener.accept(where + ": " + key, actual);
            if (operation.has(key)) {
                GoldenValues.check(where + ": " + key, operation.get(key), actual, tolerance);
            } else if (!name(operation).equals("call")) {
                throw new AssertionError(where + ": the case does not say what to expect as " + key);
            }
        });
    }

    private void expectFailure(JsonNode operation, String where) {
        Map<String, @Nullable Object> results;
        try {
            results = perform(operation);
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            String message = e.getMessage();
            if (message == null || message.isBlank() || message.contains("\n")) {
                throw new AssertionError(where + ": expected a message of one line, got " + message, e);
            }
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(where + ": expected a failure that explains itself, got " + e, e);
        }
        throw new AssertionError(where + ": expected it to fail, got " + results);
    }

    // ---- what operations do

    /** Does one operation; the result has an entry for each recorded result. */
    private Map<String, @Nullable Object> perform(JsonNode op) {
        Activity input = op.has("input") ? GoldenValues.activity(op.get("input")) : null;
        Activity gradOutput = op.has("gradOutput") ? GoldenValues.activity(op.get("gradOutput")) : null;
        return switch (name(op)) {
            case "criterionForward" ->
                result(
                        "loss",
                        op.path("target").isNumber()
                                ? criterion.forward(input, op.get("target").doubleValue())
                                : criterion.forward(input, wanted(op)));
            case "criterionBackward" ->
                result(
                        "gradInput",
                        op.path("target").isNumber()
                                ? criterion.backward(input, op.get("target").doubleValue())
                                : criterion.backward(input, wanted(op)));
            case "criterionTostring" -> result("value", criterion.toString());
            case "forward" -> result("output", target(op).forward(input));
            case "backward" ->
                result(
                        "gradInput",
                        op.has("scale")
                                ? target(op)
                                        .backward(
                                                input,
                                                gradOutput,
                                                op.get("scale").doubleValue())
                                : target(op).backward(input, gradOutput));
            case "updateGradInput" -> result("gradInput", target(op).updateGradInput(input, gradOutput));
            case "accGradParameters" ->
                none(() -> target(op)
                        .accGradParameters(input, gradOutput, op.path("scale").asDouble(1)));
            case "zeroGradParameters" -> none(() -> target(op).zeroGradParameters());
            case "updateParameters" ->
                none(() -> target(op).updateParameters(op.get("lr").doubleValue()));
            case "parameters" -> tensors(op, target(op).parameters().weights());
            case "gradParameters" -> tensors(op, target(op).parameters().gradients());
            case "getParameters" -> flatParameters(target(op).getParameters());
            case "clone" -> none(() -> modules.put(on(op), target(op).clone()));
            case "convert" -> none(() -> modules.put(on(op), convert(op)));
            case "cloneShared" ->
                none(() -> modules.put(
                        op.get("as").textValue(), target(op).clone("weight", "bias", "gradWeight", "gradBias")));
            case "call" -> call(op);
            case "getField" ->
                result("value", Binding.get(target(op), op.get("field").textValue()));
            case "setField" ->
                none(() -> Binding.set(target(op), op.get("field").textValue(), GoldenValues.value(op.get("value"))));
            case "tostring" -> result("value", target(op).toString());
            default -> performOnState(op);
        };
    }

    /** The target, which some criterions do not have. */
    private static @Nullable Activity wanted(JsonNode op) {
        return op.has("target") ? GoldenValues.activity(op.get("target")) : null;
    }

    private Map<String, @Nullable Object> performOnState(JsonNode op) {
        Module module = target(op);
        boolean last = !op.hasNonNull("step");
        int step = op.path("step").asInt();
        return switch (name(op)) {
            case "forget" -> none(module::forget);
            case "training" -> none(module::training);
            case "evaluate" -> none(module::evaluate);
            case "clearState" -> none(module::clearState);
            case "remember" ->
                none(() -> {
                    if (op.path("args").isEmpty()) {
                        module.remember();
                    } else {
                        module.remember(op.get("args").get(0).textValue());
                    }
                });
            case "getHiddenState" -> result("value", last ? module.getHiddenState() : module.getHiddenState(step));
            case "getGradHiddenState" ->
                result("value", last ? module.getGradHiddenState() : module.getGradHiddenState(step));
            case "setHiddenState" -> none(() -> module.setHiddenState(step, GoldenValues.activity(op.get("value"))));
            case "setGradHiddenState" ->
                none(() -> module.setGradHiddenState(step, GoldenValues.activity(op.get("value"))));
            default -> throw new AssertionError("unknown operation " + op);
        };
    }

    private Map<String, @Nullable Object> flatParameters(FlatParameters flat) {
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        results.put("value", flat.parameters());
        results.put("gradValue", flat.gradParameters());
        return results;
    }

    /** Torch has nil for a module without parameters and an empty list for a container without; here both are an empty list. */
    private static Map<String, @Nullable Object> tensors(JsonNode op, List<Tensor> tensors) {
        return result("value", tensors.isEmpty() && op.get("value").isNull() ? null : tensors);
    }

    private Module convert(JsonNode op) {
        Object converted = Binding.call(target(op), op.get("method").textValue(), List.of());
        if (converted instanceof Module module) {
            return module;
        }
        throw new AssertionError(op.get("method") + " returned no module but " + converted);
    }

    private Map<String, @Nullable Object> call(JsonNode op) {
        Object value = Binding.call(target(op), op.get("method").textValue(), GoldenValues.list(op.path("args")));
        return op.has("value") ? result("value", value) : Map.of();
    }

    private String on(JsonNode op) {
        return op.path("on").asText(ONLY);
    }

    private Module target(JsonNode op) {
        Module module = modules.get(on(op));
        for (JsonNode position : op.path("path")) {
            module = module.modules().get(position.intValue() - 1);
        }
        return module;
    }

    private static Map<String, @Nullable Object> result(String name, @Nullable Object value) {
        return Collections.singletonMap(name, value);
    }

    private static Map<String, @Nullable Object> none(Runnable action) {
        action.run();
        return Map.of();
    }

    // ---- parameters

    /** Copies {@code values} (or nothing, if there are none) into the parameters of the module named {@code name}. */
    public void setParameters(String name, JsonNode values) {
        List<Tensor> weights = modules.get(name).parameters().weights();
        List<@Nullable Object> given = values.isArray() ? GoldenValues.list(values) : new ArrayList<>();
        List<String> wanted = given.stream().map(Values::describe).toList();
        List<String> there = weights.stream().map(Tensor::describe).toList();
        if (!wanted.equals(there)) {
            throw new AssertionError("parameters: expected sizes " + wanted + ", got " + there);
        }
        for (int i = 0; i < weights.size(); i++) {
            weights.get(i).copy((Tensor) given.get(i));
        }
        modules.get(name).parameters().gradients().forEach(Tensor::zero);
    }

    // ---- what operations may say

    private static String name(JsonNode operation) {
        return operation.path("op").asText();
    }

    private static void checkKeys(JsonNode operation, String where) {
        Set<String> known = ARGUMENTS.get(name(operation));
        if (known == null) {
            throw new AssertionError(where + ": unknown operation");
        }
        Set<String> unknown = new HashSet<>();
        for (Iterator<String> keys = operation.fieldNames(); keys.hasNext(); ) {
            unknown.add(keys.next());
        }
        unknown.removeAll(known);
        unknown.removeAll(Set.of("op", "on", "path"));
        if (!unknown.isEmpty()) {
            throw new AssertionError(where + ": unknown keys " + unknown);
        }
    }

    private static Map<String, Set<String>> arguments() {
        Map<String, Set<String>> arguments = new LinkedHashMap<>();
        arguments.put("forward", Set.of("input", "output"));
        arguments.put("backward", Set.of("input", "gradOutput", "scale", "gradInput"));
        arguments.put("updateGradInput", Set.of("input", "gradOutput", "gradInput"));
        arguments.put("accGradParameters", Set.of("input", "gradOutput", "scale"));
        for (String plain : List.of("zeroGradParameters", "forget", "training", "evaluate", "clearState", "clone")) {
            arguments.put(plain, Set.of());
        }
        arguments.put("cloneShared", Set.of("as"));
        arguments.put("updateParameters", Set.of("lr"));
        for (String read : List.of("parameters", "gradParameters", "tostring", "criterionTostring")) {
            arguments.put(read, Set.of("value"));
        }
        arguments.put("getParameters", Set.of("value", "gradValue"));
        arguments.put("remember", Set.of("args"));
        arguments.put("call", Set.of("method", "args", "value"));
        arguments.put("convert", Set.of("method"));
        for (String state : List.of("getHiddenState", "getGradHiddenState", "setHiddenState", "setGradHiddenState")) {
            arguments.put(state, Set.of("step", "value"));
        }
        arguments.put("getField", Set.of("field", "value"));
        arguments.put("setField", Set.of("field", "value"));
        arguments.put("criterionForward", Set.of("input", "target", "loss"));
        arguments.put("criterionBackward", Set.of("input", "target", "gradInput"));
        return arguments;
    }
}
