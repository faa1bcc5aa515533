package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.facade.kernels.ElementType.DOUBLE;
import static org.rnn4j.facade.kernels.FiniteDifferences.dot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of one kind with all that a forward and a backward need. The loss is the sum of the products of outputs, last output and last
 * cell state with their gradients.
 */
final class SequenceCase<P> {
    /** Scale of random parameters: small enough that recurrences of a few units do not grow, not even through rectifiers. */
    private static final double PARAMETERS = 0.5;

    final SequenceKind<P> kind;
    final RecurrentSequence<P> sequence;
    final int steps;
    final int batch;
    final Learned<P> parameters;
    final Learned<P> gradients;
    final TestView input;
    final @Nullable TestView firstHidden;
    final @Nullable TestView firstCell;
    final TestView gradOutputs;
    final TestView gradLastHidden;
    final @Nullable TestView gradLastCell;

    /** The views of parameters, or of their gradients. */
    record Learned<P>(P views, Map<String, TestView> byName) {
        private static <P> Learned<P> make(SequenceKind<P> kind, UnaryOperator<TestView> fill) {
            Map<String, TestView> byName = new LinkedHashMap<>();
            P views = kind.parameters((name, view) -> {
                byName.put(name, fill.apply(view));
                return view;
            });
            return new Learned<>(views, byName);
        }
    }

    /** Random numbers everywhere but in the gradients of the parameters, which are zero. */
    SequenceCase(SequenceKind<P> kind, Kernels kernels, int steps, int batch, boolean withStates, Random random) {
        this(
                kind,
                kernels,
                steps,
                batch,
                withStates,
                random,
                Learned.make(kind, view -> view.random(random, PARAMETERS)));
    }

    private SequenceCase(
            SequenceKind<P> kind,
            Kernels kernels,
            int steps,
            int batch,
            boolean withStates,
            Random random,
            Learned<P> parameters) {
        this.kind = kind;
        this.sequence = kind.sequence(kernels);
        this.steps = steps;
        this.batch = batch;
        this.parameters = parameters;
        this.gradients = Learned.make(kind, TestView::zero);
        TestView outputs = TestView.of(DOUBLE, steps, batch, kind.outputSize());
        TestView hidden = TestView.of(DOUBLE, batch, kind.outputSize());
        TestView cell = kind.hasCell() ? TestView.of(DOUBLE, batch, kind.units()) : null;
        input = TestView.of(DOUBLE, steps, batch, kind.inputSize()).random(random, 1);
        firstHidden = withStates ? hidden.copy().random(random, 1) : null;
        firstCell = withStates && cell != null ? cell.copy().random(random, 1) : null;
        gradOutputs = outputs.random(random, 1);
        gradLastHidden = hidden.random(random, 1);
        gradLastCell = cell == null ? null : cell.random(random, 1);
    }

    /** The same parameters and numbers, with a sequence and gradients of its own. */
    SequenceCase<P> with(Kernels kernels) {
        SequenceCase<P> other =
                new SequenceCase<>(kind, kernels, steps, batch, firstHidden != null, new Random(0), parameters);
        put(input, other.input);
        put(firstHidden, other.firstHidden);
        put(firstCell, other.firstCell);
        put(gradOutputs, other.gradOutputs);
        put(gradLastHidden, other.gradLastHidden);
        put(gradLastCell, other.gradLastCell);
        return other;
    }

    /**
     * One row of the batch from {@code step} to before {@code end}, with the same parameters. What comes from outside this case is as it is
     * here; in its midst the states before the stretch, and the gradients of those after it, are zero.
     */
    SequenceCase<P> stretch(Kernels kernels, int row, int step, int end) {
        SequenceCase<P> part = new SequenceCase<>(kind, kernels, end - step, 1, true, new Random(0), parameters);
        for (int i = step; i < end; i++) {
            put(at(input, i, row), at(part.input, i - step, 0));
            put(at(gradOutputs, i, row), at(part.gradOutputs, i - step, 0));
        }
        putRow(step == 0 ? firstHidden : null, row, part.firstHidden);
        putRow(step == 0 ? firstCell : null, row, part.firstCell);
        putRow(end == steps ? gradLastHidden : null, row, part.gradLastHidden);
        putRow(end == steps ? gradLastCell : null, row, part.gradLastCell);
        return part;
    }

    /** One row of one step of a sequence. */
    static TestView at(TestView sequence, int step, int row) {
        return sequence.narrow(0, step, 1).narrow(1, row, 1);
    }

    private static void putRow(@Nullable TestView states, int row, @Nullable TestView to) {
        if (states != null) {
            put(states.narrow(0, row, 1), to);
        } else if (to != null) {
            to.zero();
        }
    }

    private static void put(@Nullable TestView from, @Nullable TestView to) {
        if (from != null && to != null) {
            to.set(from.values());
        }
    }

    View forward(boolean training) {
        return sequence.forward(input, firstHidden, firstCell, parameters.views, training);
    }

    View backward() {
        return sequence.backward(gradOutputs, gradLastHidden, gradLastCell, parameters.views);
    }

    void accumulate(double scale) {
        sequence.accumulate(input, gradients.views, scale);
    }

    /** Runs a forward in training. */
    double loss() {
        double loss = dot(forward(true), gradOutputs) + dot(sequence.lastHidden(), gradLastHidden);
        View lastCell = sequence.lastCell();
        return lastCell == null || gradLastCell == null ? loss : loss + dot(lastCell, gradLastCell);
    }

    /** Fails unless a forward with {@code wrong} as the parameter of this name is refused, saying what was expected. */
    void assertRefused(String name, TestView wrong, String expected) {
        P parametersButOne = kind.parameters((each, view) -> each.equals(name) ? wrong : parameters.byName.get(each));
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> sequence.forward(input, firstHidden, firstCell, parametersButOne, true));
        assertEquals(
                sequence.getClass().getSimpleName() + ": expected " + expected + ", got DOUBLE " + Walk.describe(wrong),
                thrown.getMessage());
    }
}
