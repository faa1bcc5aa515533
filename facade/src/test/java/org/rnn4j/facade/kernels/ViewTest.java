package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ViewTest {
    static Stream<Kernels> kernels() {
        return Stream.of(new CpuKernels(new Workers(1)), new Nd4jKernels());
    }

    /** Permuted, narrowed and expanded at random: two elements in one place are overlapping ones. */
    @RepeatedTest(200)
    void elementsInOnePlaceOverlap(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        TestView view = TestView.of(ElementType.FLOAT, sizes(random));
        for (int i = 0; i < 3; i++) {
            int dimension = random.nextInt(view.rank());
            switch (random.nextInt(3)) {
                case 0 -> view = view.transpose(dimension, random.nextInt(view.rank()));
                case 1 -> view = view.narrow(dimension, 0, 1L + random.nextInt((int) view.extent(dimension)));
                default -> view = view.extent(dimension) == 1 ? view.expand(dimension, 3) : view;
            }
        }
        Set<Long> places = new HashSet<>();
        for (long i = 0; i < view.elements(); i++) {
            places.add(view.position(i));
        }
        assertEquals(places.size() < view.elements(), view.isOverlapping());
    }

    private static long[] sizes(Random random) {
        long[] sizes = new long[1 + random.nextInt(4)];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = 1L + random.nextInt(3);
        }
        return sizes;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void resultsWhoseElementsShareMemoryAreRefused(Kernels kernels) {
        TestView row = TestView.of(ElementType.DOUBLE, 1, 3).set(1, 2, 3);
        TestView expanded = row.expand(0, 2);
        TestView x = TestView.of(ElementType.DOUBLE, 2, 3).set(1, 2, 3, 4, 5, 6);
        TestView square = TestView.of(ElementType.DOUBLE, 2, 2).set(1, 0, 0, 1);
        TestView indices = TestView.of(ElementType.LONG, 2).set(1, 2);
        refused("gemm", () -> kernels.gemm(1, square, false, x, false, 0, expanded));
        refused("copy", () -> kernels.copy(x, expanded));
        refused("fill", () -> kernels.fill(expanded, 1));
        refused("scale", () -> kernels.scale(expanded, 2));
        refused("axpy", () -> kernels.axpy(1, x, expanded));
        refused("multiply", () -> kernels.multiply(x, x, expanded));
        refused("setRows", () -> kernels.setRows(row, expanded));
        refused("gatherRows", () -> kernels.gatherRows(x, indices, 1, expanded));
        refused("scatterAddRows", () -> kernels.scatterAddRows(1, x, indices, 1, expanded));
        refused("transfer", () -> kernels.transfer(Transfer.TANH, x, expanded));
        refused("transferBackward", () -> kernels.transferBackward(Transfer.TANH, x, x, expanded));
        refused("logSoftMax", () -> kernels.logSoftMax(x, expanded));
        refused("logSoftMaxBackward", () -> kernels.logSoftMaxBackward(x, x, expanded));
        refused("axpyRows", () -> kernels.axpyRows(TestView.of(ElementType.DOUBLE, 2), x, expanded));
        assertEquals(2, row.get(1), "nothing was written");
    }

    private static void refused(String kernel, Runnable call) {
        var e = assertThrows(IllegalArgumentException.class, call::run);
        assertEquals(
                kernel + ": expected a result whose elements lie apart, got an expanded view [2, 3]; copy it first",
                e.getMessage());
    }

    @Test
    void overlappingWindowsOverlap() {
        assertTrue(TestView.of(ElementType.FLOAT, 5).windows(3).isOverlapping());
    }
}
