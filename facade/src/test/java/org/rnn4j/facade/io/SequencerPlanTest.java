package org.rnn4j.facade.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Replays what was recorded on modules that have a Sequencer somewhere once more, with every Sequencer going step by step; the other replay
 * lets them compute whole sequences where they can. Both must agree far better than either with Torch.
 */
final class SequencerPlanTest {
    /** The same sums, added up in another order. */
    private static final double OTHER_ORDER = 1e-12;

    private static final double OTHER_ORDER_OF_FLOATS = 1e-6;

    private static final Set<String> WITH_SEQUENCERS = Set.of("Sequencer", "BiSequencer", "BiSequencerLM");
    private static final List<String> FOLDERS = List.of("recurrent/", "sequencers/", "nngraph/");

    private static Module stepByStep(Module module) {
        module.apply(inside -> {
            if (inside instanceof Sequencer sequencer) {
                sequencer.stepByStep(true);
            }
        });
        return module;
    }

    private static Stream<GoldenCase> cases() {
        return FOLDERS.stream()
                .flatMap(folder -> GoldenCase.files(GoldenCase.folder(), folder).stream())
                .map(GoldenCase::read)
                .filter(golden -> hasSequencer(golden.json())
                        && !golden.kind().startsWith("t7")
                        && GoldenReplay.missing(golden).isEmpty());
    }

    private static boolean hasSequencer(JsonNode json) {
        if (WITH_SEQUENCERS.contains(json.path("nn").asText())) {
            return true;
        }
        for (JsonNode child : json) {
            if (hasSequencer(child)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void thereAreCases() {
        assertTrue(cases().count() > 50);
    }

    @TestFactory
    Stream<DynamicTest> stepByStepGivesWhatTorchAndTheWholeSequenceGive() {
        return cases().map(golden -> dynamicTest(golden.name(), () -> {
            Map<String, Object> stepByStep = results(golden, SequencerPlanTest::stepByStep);
            Map<String, Object> atOnce = results(golden, UnaryOperator.identity());
            assertEquals(stepByStep.keySet(), atOnce.keySet(), golden.name());
            stepByStep.forEach((what, expected) -> {
                String where = golden.name() + " " + what;
                if (expected instanceof Activity activity) {
                    Samples.assertClose(where, activity, (Activity) atOnce.get(what), tolerance(activity));
                } else {
                    assertEquals(expected, atOnce.get(what), where);
                }
            });
        }));
    }

    private static Map<String, Object> results(GoldenCase golden, UnaryOperator<Module> use) {
        Map<String, Object> results = new LinkedHashMap<>();
        try {
            GoldenReplay.run(golden, use, (what, value) -> results.put(what, kept(value)));
        } catch (AssertionError failure) {
            throw new AssertionError(golden.name() + ": " + failure.getMessage(), failure);
        }
        return results;
    }

    /** What is left of a result when its buffers are written again. */
    private static Object kept(@Nullable Object value) {
        if (value instanceof Activity activity) {
            return activity.copy();
        }
        if (value instanceof List<?> list && list.stream().allMatch(Activity.class::isInstance)) {
            Table table = new Table();
            list.forEach(entry -> table.insert(((Activity) entry).copy()));
            return table;
        }
        return String.valueOf(value);
    }

    private static double tolerance(Activity result) {
        return Samples.tensors(result).stream().anyMatch(tensor -> tensor.elementType() == ElementType.FLOAT)
                ? OTHER_ORDER_OF_FLOATS
                : OTHER_ORDER;
    }
}
