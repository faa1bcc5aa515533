package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** Replays one recorded case of any kind: rebuilds what it was recorded on, does the same, and fails where the results differ. */
public final class GoldenReplay {
    private GoldenReplay() {}

    /** What the case needs and what does not exist yet; it can be run if that is nothing. */
    public static Set<String> missing(GoldenCase golden) {
        if (golden.kind().equals("script")) {
            return Programs.missing(golden);
        }
        // Graphs are read from files, not yet written to them.
        return golden.json().path("ops").findValuesAsText("op").contains("t7")
                ? Set.of("torch.save of a graph")
                : golden.missing();
    }

    /** Replays the case on the modules that it describes. */
    public static void run(GoldenCase golden) {
        run(golden, UnaryOperator.identity());
    }

    /**
     * Replays the case, beginning with double as the default type; afterwards the default type is what it was.
     *
     * @param use what to do the operations on, in the place of each module that the case describes; not for loops and random streams
     */
    public static void run(GoldenCase golden, UnaryOperator<Module> use) {
        run(golden, use, (result, value) -> {});
    }

    /**
     * Replays the case as {@link #run(GoldenCase, UnaryOperator)} does, and shows every result.
     *
     * @param results takes what the result is of, and the result itself, which the next operation may overwrite
     */
    static void run(
            GoldenCase golden, UnaryOperator<Module> use, BiConsumer<String, ? super @Nullable Object> results) {
        ElementType before = Tensor.defaultType();
        Tensor.setDefaultType(ElementType.DOUBLE);
        try {
            replay(golden, use, results);
        } finally {
            Tensor.setDefaultType(before);
        }
    }

    private static void replay(
            GoldenCase golden, UnaryOperator<Module> use, BiConsumer<String, ? super @Nullable Object> results) {
        JsonNode json = golden.json();
        ModuleOperations operations = new ModuleOperations(golden.tolerance(), results);
        switch (golden.kind()) {
            case "module" -> {
                operations.put(
                        ModuleOperations.ONLY,
                        use.apply(spec(json.get("module")).build()));
                operations.setParameters(ModuleOperations.ONLY, json.get("parameters"));
                operations.run(json.get("ops"));
            }
            case "multi" -> {
                for (Map.Entry<String, JsonNode> module : json.get("modules").properties()) {
                    operations.put(
                            module.getKey(), use.apply(spec(module.getValue()).build()));
                    operations.setParameters(
                            module.getKey(), json.get("parameters").get(module.getKey()));
                }
                operations.run(json.get("ops"));
            }
            case "criterion" -> {
                operations.put(spec(json.get("criterion")).buildCriterion());
                operations.run(json.get("ops"));
            }
            case "loop" -> new LoopReplay(golden).run();
            case "optim" -> new OptimReplay(golden).run();
            case "object" -> new ObjectReplay(golden).run();
            case "torch" -> new TorchReplay(golden).run();
            case "random" -> new RandomReplay(golden.tolerance()).run(json.get("ops"));
            case "script" -> Programs.replay(golden);
            case "t7" -> TorchFileReplay.run(golden, use, results);
            case "t7-bad" -> TorchFileReplay.runBroken(golden);
            default -> throw new AssertionError("unknown kind of case: " + golden.kind());
        }
    }

    private static ModuleSpec spec(JsonNode json) {
        return ModuleSpec.parse(json.toString());
    }
}
