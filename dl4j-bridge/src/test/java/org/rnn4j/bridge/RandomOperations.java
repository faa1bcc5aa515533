package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.bridge.Agreement.equal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.util.ModelSerializer;
import org.rnn4j.facade.module.FlatParameters;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Does the same to nets and their compiled forms, one thing after another, and compares. */
final class RandomOperations {
    private static final int MOST_PAIRS = 4;
    private static final List<Remember> WHEN = List.of(Remember.values());

    private final Random random;
    private final List<RandomPair> pairs = new ArrayList<>();
    private final List<FlatParameters> expectedVectors = new ArrayList<>();
    private final List<FlatParameters> actualVectors = new ArrayList<>();
    private final StringBuilder done = new StringBuilder();

    RandomOperations(long seed) {
        random = new Random(seed);
        pairs.add(RandomPair.draw(random));
        done.append(pairs.get(0).kind()).append('\n');
    }

    void run(int operations) {
        try {
            for (int i = 0; i < operations; i++) {
                RandomPair pair = pairs.get(random.nextInt(pairs.size()));
                operation(pair);
                compare();
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(done + " -> " + e.getMessage(), e);
        }
    }

    private void operation(RandomPair pair) {
        done.append(' ').append(pairs.indexOf(pair)).append(':');
        switch (random.nextInt(17)) {
            case 0, 1, 2 -> forwardAndBackward(pair, false);
            case 3 -> forwardAndBackward(pair, true);
            case 4 -> forward(pair);
            case 5, 6 -> both("update", pair, module -> module.updateParameters(0.1));
            case 7 -> both("zero", pair, Module::zeroGradParameters);
            case 8 -> both("forget", pair, Module::forget);
            case 9 -> flatten(pair);
            case 10 -> changeVectors();
            case 11 -> add("clone", pair, Module::clone);
            case 12 -> add("share", pair, Module::sharedClone);
            case 13 -> {
                Remember when = WHEN.get(random.nextInt(WHEN.size()));
                if (!pair.kind().startsWith("a Sequencer in")) {
                    both("remember " + when, pair, module -> module.remember(when));
                }
            }
            case 14 -> otherMode(pair);
            case 15 -> {
                if (pair.isWritable()) {
                    writeAndRead(pair);
                }
            }
            default -> otherType(pair);
        }
    }

    private void both(String what, RandomPair pair, Consumer<Module> action) {
        done.append(what).append(' ');
        action.accept(pair.expected());
        action.accept(pair.actual());
    }

    private void add(String what, RandomPair pair, UnaryOperator<Module> copy) {
        done.append(what).append(' ');
        if (pairs.size() == MOST_PAIRS) {
            pairs.remove(random.nextInt(MOST_PAIRS));
        }
        RandomPair copies = pair.with(copy);
        pairs.add(copies);
        if (pair.kind().contains("nn.Recurrent {")) {
            // Cannot tell its state, and so a copy cannot go on.
            both("forget", copies, Module::forget);
        }
    }

    private void forward(RandomPair pair) {
        done.append("forward ");
        Activity input = pair.inputs().next(random);
        equal("output", pair.expected().forward(input), pair.actual().forward(input));
    }

    private void forwardAndBackward(RandomPair pair, boolean movedBetween) {
        if (!pair.expected().isTraining()) {
            forward(pair);
            return;
        }
        done.append("step ");
        Activity input = pair.inputs().next(random);
        Activity output = pair.expected().forward(input);
        equal("output", output, pair.actual().forward(input));
        if (movedBetween) {
            flatten(pair);
        }
        Activity gradOutput = Agreement.randomLike(output);
        double scale = pair.inputs().scale();
        equal(
                "gradInput",
                pair.expected().backward(input, gradOutput, scale),
                pair.actual().backward(input, gradOutput, scale));
    }

    private void flatten(RandomPair pair) {
        done.append("flatten ");
        expectedVectors.add(pair.expected().getParameters());
        actualVectors.add(pair.actual().getParameters());
    }

    private void changeVectors() {
        done.append("change ");
        for (List<FlatParameters> vectors : List.of(expectedVectors, actualVectors)) {
            for (FlatParameters vector : vectors) {
                vector.parameters().mul(0.9);
                vector.gradParameters().mul(0.5);
            }
        }
    }

    private void writeAndRead(RandomPair pair) {
        done.append("write ");
        Module fresh = pair.expected().clone();
        fresh.parameters().weights().forEach(Tensor::zero);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ModelSerializer.writeModel(((GraphModule) pair.actual()).graph(), bytes, false);
            Dl4j.copyParameters(
                    ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes.toByteArray()), false),
                    fresh);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        equal(
                "written and read",
                pair.expected().parameters().weights(),
                fresh.parameters().weights());
    }

    private void otherMode(RandomPair pair) {
        equal("statistics", pair.expected().statistics(), pair.actual().statistics());
        if (pair.expected().isTraining()) {
            both("evaluate", pair, Module::evaluate);
        } else {
            both("training", pair, Module::training);
        }
    }

    /** There and back, after which the numbers are rounded, in either way alike. */
    private void otherType(RandomPair pair) {
        both("type", pair, module -> module.toFloat().toDouble());
        both("round", pair, Module::forget);
        BiConsumer<List<Tensor>, List<Tensor>> take = (from, to) -> {
            assertEquals(from.size(), to.size());
            for (int i = 0; i < from.size(); i++) {
                Agreement.close("rounded", from.get(i), to.get(i));
                to.get(i).copy(from.get(i));
            }
        };
        take.accept(
                pair.expected().parameters().weights(),
                pair.actual().parameters().weights());
        take.accept(
                pair.expected().parameters().gradients(),
                pair.actual().parameters().gradients());
    }

    private void compare() {
        for (int i = 0; i < pairs.size(); i++) {
            RandomPair pair = pairs.get(i);
            Agreement.parametersEqual("pair " + i, pair.expected(), pair.actual());
        }
        for (int i = 0; i < expectedVectors.size(); i++) {
            FlatParameters expected = expectedVectors.get(i);
            FlatParameters actual = actualVectors.get(i);
            equal("vector " + i, expected.parameters(), actual.parameters());
            equal("gradient vector " + i, expected.gradParameters(), actual.gradParameters());
        }
    }
}
