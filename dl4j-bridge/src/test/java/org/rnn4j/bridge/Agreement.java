package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Compares what two ways of running a module give. */
final class Agreement {
    /** Double precision: the two ways differ in the order of sums only. */
    static final double TOLERANCE = 1e-10;

    /** Single precision, relative to the largest number. */
    private static final double SINGLE_TOLERANCE = 1e-5;

    private Agreement() {}

    /** Equal up to {@link #TOLERANCE}, relative above 1. */
    static void equal(String what, Activity expected, Activity actual) {
        assertEquals(expected.describe(), actual.describe(), what);
        if (expected instanceof Table table) {
            for (int i = 1; i <= table.size(); i++) {
                equal(what + "[" + i + "]", table.get(i), actual.toTable().get(i));
            }
            return;
        }
        equal(what, expected.toTensor().toDoubleArray(), actual.toTensor().toDoubleArray());
    }

    static void equal(String what, double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            double scale = Math.max(1, Math.abs(expected[i]));
            double error = Math.abs(expected[i] - actual[i]) / scale;
            assertTrue(error <= TOLERANCE, what + "[" + i + "]: expected " + expected[i] + ", got " + actual[i]);
        }
    }

    /** Equal up to {@link #SINGLE_TOLERANCE}. */
    static void close(String what, Tensor expected, Tensor actual) {
        assertEquals(expected.describe(), actual.describe(), what);
        double[] wanted = expected.toDoubleArray();
        double[] got = actual.toDoubleArray();
        double scale = 1;
        for (double value : wanted) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean near = Math.abs(wanted[i] - got[i]) <= SINGLE_TOLERANCE * scale;
            assertTrue(near, what + "[" + i + "]: expected " + wanted[i] + ", got " + got[i]);
        }
    }

    static void equal(String what, List<Tensor> expected, List<Tensor> actual) {
        assertEquals(expected.size(), actual.size(), what);
        for (int i = 0; i < expected.size(); i++) {
            equal(what + " " + (i + 1), expected.get(i), actual.get(i));
        }
    }

    /** Parameters and gradients. */
    static void parametersEqual(String when, Module expected, Module actual) {
        equal(
                when + ": gradient",
                expected.parameters().gradients(),
                actual.parameters().gradients());
        equal(
                when + ": parameter",
                expected.parameters().weights(),
                actual.parameters().weights());
    }

    /** One forward and backward of both, with the same random gradient of the output; neither zeroes nor updates. */
    static void sameStep(String when, Module expected, Module actual, Activity input) {
        Activity output = expected.forward(input);
        equal(when + ": output", output, actual.forward(input));
        Activity gradOutput = randomLike(output);
        equal(when + ": gradInput", expected.backward(input, gradOutput), actual.backward(input, gradOutput));
        parametersEqual(when, expected, actual);
    }

    /** Twenty iterations of training, each on one of the inputs, with everything equal at every one. */
    static void sameTraining(Module expected, Module actual, Activity... inputs) {
        for (int i = 0; i < 20; i++) {
            expected.zeroGradParameters();
            actual.zeroGradParameters();
            sameStep("iteration " + (i + 1), expected, actual, inputs[i % inputs.length]);
            expected.updateParameters(0.1);
            actual.updateParameters(0.1);
        }
        parametersEqual("after 20 updates", expected, actual);
    }

    // ---- random activities

    /** Numbers of doubles, normal with standard deviation 1. */
    static Tensor random(long... sizes) {
        return Generator.global().normal(new Tensor(ElementType.DOUBLE, sizes), 0, 1);
    }

    /** Indices from 1 to {@code n}. */
    static Tensor randomIndices(long n, long... sizes) {
        Tensor indices = new Tensor(ElementType.LONG, sizes);
        for (long i = 0; i < indices.nElement(); i++) {
            indices.storage().putLong(i, Generator.global().random(1, n));
        }
        return indices;
    }

    static Activity randomLike(Activity activity) {
        if (activity instanceof Tensor tensor) {
            return random(tensor.size());
        }
        Table table = new Table();
        for (Activity entry : activity.toTable()) {
            table.insert(randomLike(entry));
        }
        return table;
    }

    /** The steps of a sequence {@code [T, ...]} as a table. */
    static Table steps(Tensor sequence) {
        Table table = new Table();
        for (int t = 1; t <= sequence.size(1); t++) {
            table.insert(sequence.select(1, t).copy());
        }
        return table;
    }
}
