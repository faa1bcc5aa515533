package org.rnn4j.facade.sequencer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.recurrent.AbstractLSTM;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Two Sequencers of equal nets, one that computes whole sequences where it can and one that goes step by step, and where they are in their
 * sequence. What is done to both must have the same results, or be refused by both.
 */
final class SequencerPair {
    /** The same sums, added up in another order. */
    private static final double OTHER_ORDER = 1e-11;

    private static final double OTHER_ORDER_OF_FLOATS = 1e-4;

    private final List<String> log;
    private double tolerance = OTHER_ORDER;

    final Sequencer planned;
    final Sequencer stepwise;
    /** 0 for inputs without batch, -1 before the first one. */
    long batch = -1;

    boolean table;

    @Nullable
    Activity input;

    @Nullable
    Activity gradOutput;

    int firstStep = 1;
    int steps;
    /** Steps that are left for backward by hand. */
    int position;

    /** Whether neither backward nor a step by hand has followed forward. */
    boolean fresh;

    /** Whether parameters have changed since forward. */
    boolean updated;

    /** What the last forward and backward have returned, and how it looked then. */
    private final Map<String, Activity> results = new LinkedHashMap<>();

    private final Map<String, Activity> copies = new LinkedHashMap<>();

    SequencerPair(List<String> log, Sequencer planned, Sequencer stepwise) {
        this.log = log;
        this.planned = planned;
        this.stepwise = stepwise;
    }

    SequencerPair(SequencerPair other, Function<Module, Module> copy) {
        this(other.log, (Sequencer) copy.apply(other.planned), (Sequencer) copy.apply(other.stepwise));
        tolerance = other.tolerance;
        batch = other.batch;
        table = other.table;
        input = other.input;
        gradOutput = other.gradOutput;
        firstStep = other.firstStep;
        steps = other.steps;
        position = other.position;
        fresh = other.fresh;
        updated = other.updated;
    }

    int lastStep() {
        return inner(stepwise).step() - 1;
    }

    static AbstractRecurrent inner(Sequencer sequencer) {
        return (AbstractRecurrent) sequencer.module();
    }

    void restart() {
        steps = 0;
        position = 0;
        firstStep = 1;
    }

    /** Expects no more than floats can hold from now on, and of results of before nothing. */
    void expectFloats() {
        tolerance = OTHER_ORDER_OF_FLOATS;
        forgetResults();
    }

    void forgetResults() {
        results.clear();
        copies.clear();
    }

    // ---- results that must stay as they are

    void keep(String name, @Nullable Activity expected, @Nullable Activity result) {
        if (expected instanceof Tensor && result != null) {
            results.put(name, result);
            copies.put(name, result.copy());
        }
    }

    /** The next backward may write into the result of the last one. */
    void dropGradients() {
        results.remove("gradInput");
    }

    // ---- states that callers set

    static List<AbstractLSTM> lstms(Module module) {
        List<AbstractLSTM> lstms = new ArrayList<>();
        module.apply(inside -> {
            if (inside instanceof AbstractLSTM lstm) {
                lstms.add(lstm);
            }
        });
        return lstms;
    }

    void setUserNothing() {
        for (Sequencer sequencer : List.of(planned, stepwise)) {
            for (AbstractLSTM lstm : lstms(sequencer)) {
                lstm.setUserPrevOutput(null);
                lstm.setUserPrevCell(null);
                lstm.setUserNextGradOutput(null);
                lstm.setUserNextGradCell(null);
            }
        }
    }

    // ---- both do the same

    void both(String what, Function<Sequencer, @Nullable Object> action) {
        log.add(what);
        Object expected = action.apply(stepwise);
        Object actual = action.apply(planned);
        if (expected instanceof Tensor tensor && actual instanceof Tensor other) {
            Samples.assertClose(what, tensor, other, tolerance);
        }
    }

    /** The result of both, or null if both have none or refuse. */
    @Nullable
    Activity bothOrNothing(Function<Sequencer, @Nullable Activity> action) {
        Activity expected = null;
        RuntimeException expectedFailure = null;
        try {
            expected = action.apply(stepwise);
        } catch (RuntimeException failure) {
            expectedFailure = failure;
        }
        Activity actual;
        try {
            actual = action.apply(planned);
        } catch (RuntimeException failure) {
            if (expectedFailure == null && !saysMore(failure)) {
                throw new AssertionError("only the plan refuses: " + failure, failure);
            }
            compare(expectedFailure == null ? failure : expectedFailure, failure);
            return null;
        }
        if (expectedFailure != null) {
            throw new AssertionError("only step by step refuses: " + expectedFailure, expectedFailure);
        }
        Samples.assertClose("result", expected, actual, tolerance);
        return expected;
    }

    /** Failures leave modules in no defined state, so both begin anew. */
    private void compare(RuntimeException expected, RuntimeException actual) {
        log.add("  refused: " + expected.getMessage());
        String message = String.valueOf(actual.getMessage());
        boolean alike = actual.getClass() == expected.getClass()
                && (saysMore(actual)
                        || withoutSizes(message).equals(withoutSizes(String.valueOf(expected.getMessage()))));
        if (!alike || message.contains("\n")) {
            throw new AssertionError("expected the message " + expected + "\ngot " + actual, actual);
        }
        if (actual instanceof UnsupportedOperationException) {
            return;
        }
        setUserNothing();
        for (Sequencer sequencer : List.of(planned, stepwise)) {
            sequencer.training();
            sequencer.clearState();
            sequencer.forget();
            sequencer.zeroGradParameters();
        }
        input = null;
        gradOutput = null;
        fresh = false;
        forgetResults();
        restart();
    }

    /**
     * Step by step, the batch size of states is left to modules inside, which cannot know what is wrong, and add a row to a vector if they
     * happen to have as many elements.
     */
    private static boolean saysMore(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("call forget() before the batch size changes")
                || message.contains("expected a gradient behind the last step");
    }

    /** Whole sequences are shown as rows of all steps together. */
    private static String withoutSizes(String message) {
        return message.replaceAll("\\[[0-9, ]+]", "[...]");
    }

    /** Compares parameters, gradients and positions, and looks whether earlier results have been overwritten. */
    void compare() {
        results.forEach((name, result) -> Samples.assertClose(name + " of before", copies.get(name), result, 0));
        Parameters expected = stepwise.parameters();
        Parameters actual = planned.parameters();
        for (int i = 0; i < expected.size(); i++) {
            Samples.assertClose(
                    "parameter " + (i + 1),
                    expected.weights().get(i),
                    actual.weights().get(i),
                    tolerance);
            Samples.assertClose(
                    "gradient of parameter " + (i + 1),
                    expected.gradients().get(i),
                    actual.gradients().get(i),
                    tolerance);
        }
        if (inner(stepwise).step() != inner(planned).step()) {
            throw new AssertionError("expected step " + inner(stepwise).step() + ", got "
                    + inner(planned).step());
        }
    }
}
