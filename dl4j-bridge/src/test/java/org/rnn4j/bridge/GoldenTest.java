package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Throwables;
import com.google.common.collect.Streams;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.bridge.translate.InputShape;
import org.rnn4j.facade.io.GoldenCase;
import org.rnn4j.facade.io.GoldenReplay;

/**
 * Replays what was recorded of Torch's modules on compiled modules. Cases are left out that ask for more than forward, backward,
 * parameters, modes and remembering, go back over several calls, or expect a failure. A single module may be refused, too, with the
 * reason.
 */
final class GoldenTest {
    private static final Set<String> OPERATIONS = Set.of(
            "forward",
            "backward",
            "updateGradInput",
            "accGradParameters",
            "zeroGradParameters",
            "updateParameters",
            "parameters",
            "gradParameters",
            "getParameters",
            "forget",
            "training",
            "evaluate",
            "remember",
            "clone",
            "clearState");

    private static final String PRINTING = "tostring";

    private static final String TABLE_GOES_ON =
            "Torch's gradInput keeps steps of the sequence before, if that was longer";
    private static final String REPEATER = "no layer of a graph runs over the same input again and again";
    private static final String ATTENTION = "looks at the same input again and again";
    private static final String SPLIT_TABLE =
            "gives several tensors of what a SplitTable, which has no vertex, takes apart";
    private static final String STEPS = "goes forward over several steps before it goes back";
    private static final String SEQUENCE_OF_INDICES = "the options have to say that the indices are a sequence";
    private static final String STATES_IN_A_TABLE = "states before the first step come in a table";

    /** Cases that cannot be translated or compiled without saying more, with the reason. */
    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("nngraph/char-rnn-step", SPLIT_TABLE),
            Map.entry("nngraph/char-rnn-step-2-layers", SPLIT_TABLE),
            Map.entry("nngraph/criterion-node", "one number for a batch, where a graph has one for each example"),
            Map.entry("nngraph/fast-lstm-usenngraph", STEPS),
            Map.entry("nngraph/in-recurrence", STEPS),
            Map.entry("nngraph/in-recurrence-table-state", STEPS),
            Map.entry("nngraph/in-recursor", STEPS),
            Map.entry("nngraph/in-recursor-two-inputs", STEPS),
            Map.entry("nngraph/in-repeater", REPEATER),
            Map.entry("sequencers/bi-sequencer-lm", TABLE_GOES_ON),
            Map.entry("sequencers/bi-sequencer-lm-add", TABLE_GOES_ON),
            Map.entry("sequencers/bi-sequencer-lm-sequencers", TABLE_GOES_ON),
            Map.entry("modules/index", "zeros as the gradient of indices are of their type"),
            Map.entry("modules/weight-norm", "gradients have other sizes than the parameters"),
            Map.entry("sequencers/lookup-split-sequencer", SEQUENCE_OF_INDICES),
            Map.entry("sequencers/recurrent-attention", ATTENTION),
            Map.entry("sequencers/recurrent-attention-recurrent-core", ATTENTION),
            Map.entry("sequencers/repeater-gru-net", REPEATER),
            Map.entry("sequencers/repeater-linear", REPEATER),
            Map.entry("sequencers/repeater-lstm", REPEATER),
            Map.entry("sequencers/repeater-recurrent", REPEATER),
            Map.entry("sequencers/seq-gru-given-h0", STATES_IN_A_TABLE),
            Map.entry("sequencers/seq-lstm-given-c0-h0", STATES_IN_A_TABLE),
            Map.entry("sequencers/seq-lstm-given-h0", STATES_IN_A_TABLE),
            Map.entry("sequencers/seq-reverse-sequence-dim-3", "reverses features, in tensors of four dimensions"));

    private static int replayed;
    private static int refused;

    @TestFactory
    Stream<DynamicTest> replay() {
        return GoldenCase.files(GoldenCase.folder(), "").stream()
                .map(GoldenCase::read)
                .filter(GoldenTest::isPlain)
                .map(golden -> dynamicTest(golden.name(), () -> replay(golden)));
    }

    private static void replay(GoldenCase golden) {
        withoutPrinting(golden.json().get("ops").iterator());
        try {
            GoldenReplay.run(golden, module -> Dl4j.compile(module, options(golden)));
            replayed++;
        } catch (RuntimeException | AssertionError e) {
            if (!isSingle(golden) || !Refused.is(Throwables.getRootCause(e))) {
                throw e;
            }
            refused++;
        }
    }

    /** Whether it is of one module, not of a sequence or a graph: what nets of Deeplearning4j are made of, and much that they are not. */
    private static boolean isSingle(GoldenCase golden) {
        return golden.name().startsWith("modules/") || golden.name().startsWith("recurrent/");
    }

    /** Says that the table that a module gets is one, and not a sequence. */
    private static GraphOptions options(GoldenCase golden) {
        GraphOptions options = new GraphOptions();
        JsonNode input = golden.json().get("ops").findPath("input");
        return isSingle(golden) && input.has("table") ? options.input(shape(input)) : options;
    }

    private static InputShape shape(JsonNode value) {
        if (value.has("table")) {
            return InputShape.table(
                    Streams.stream(value.get("table")).map(GoldenTest::shape).toArray(InputShape[]::new));
        }
        return value.path("type").asText().equals("long") ? InputShape.indices() : InputShape.values();
    }

    /** A compiled module prints that it is one. */
    private static void withoutPrinting(Iterator<JsonNode> operations) {
        while (operations.hasNext()) {
            if (PRINTING.equals(operations.next().path("op").asText())) {
                operations.remove();
            }
        }
    }

    private static boolean isPlain(GoldenCase golden) {
        if (!golden.kind().equals("module")
                || !GoldenReplay.missing(golden).isEmpty()
                || LEFT_OUT.containsKey(golden.name())) {
            return false;
        }
        int ahead = 0;
        for (JsonNode operation : golden.json().get("ops")) {
            String name = operation.path("op").asText();
            boolean known = name.equals(PRINTING) || OPERATIONS.contains(name);
            ahead = name.equals("forward")
                    ? 1
                    : name.equals("backward") || name.equals("updateGradInput") ? ahead - 1 : ahead;
            if (!known || operation.has("path") || ahead < 0) {
                return false;
            }
        }
        return true;
    }

    @AfterAll
    static void manyCasesWereReplayed() {
        System.out.println("golden replay, compiled: " + replayed + " passed, " + refused + " refused");
        assertTrue(replayed > 0, "no case was replayed");
    }
}
