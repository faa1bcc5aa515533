package org.rnn4j.facade.layer.criterion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class ClassNLLCriterionTest {
    private final Tensor x = Expect.matrix(2, -1, -2, -3, -4, -5, -6);
    private final Tensor classes = Tensor.of(3L, 1);

    @Nested
    class Loss {
        @Test
        void meanOrSum() {
            assertEquals(3.5, new ClassNLLCriterion().forward(x, classes));
            assertEquals(7, new ClassNLLCriterion(null, false).forward(x, classes));
            assertEquals(2, new ClassNLLCriterion().forward(Tensor.of(-1.0, -2), 2));
        }

        @Test
        void weightsDivideByTheirSum() {
            ClassNLLCriterion criterion = new ClassNLLCriterion(Tensor.of(1.0, 1, 3));
            assertEquals((3 * 3 + 4) / 4.0, criterion.forward(x, classes));
            Expect.values(criterion.backward(x, classes), 0, 0, -0.75, -0.25, 0, 0);
        }

        @Test
        void ignoredSamplesDoNotCount() {
            ClassNLLCriterion criterion = new ClassNLLCriterion(null, true, 0);
            Tensor some = Tensor.of(0L, 1);
            assertEquals(4, criterion.forward(x, some));
            Expect.values(criterion.backward(x, some), 0, 0, 0, -1, 0, 0);
            assertEquals(0, criterion.forward(x, Tensor.of(0L, 0)));
            Expect.values(criterion.backward(x, Tensor.of(0L, 0)), 0, 0, 0, 0, 0, 0);
        }
    }

    @Nested
    class State {
        @Test
        void backwardReusesItsBuffer() {
            ClassNLLCriterion criterion = new ClassNLLCriterion();
            Activity first = criterion.backward(x, classes);
            assertSame(first, criterion.backward(x, classes));
            assertEquals(
                    "torch.FloatTensor",
                    criterion
                            .toFloat()
                            .backward(x.to(ElementType.FLOAT), classes)
                            .toTensor()
                            .type());
        }

        @Test
        void weightsAreCopied() {
            Tensor weights = Tensor.of(1.0, 1, 1);
            ClassNLLCriterion criterion = new ClassNLLCriterion(weights);
            weights.fill(0);
            assertEquals(3.5, criterion.forward(x, classes));
        }
    }

    @Nested
    class Errors {
        @Test
        void classesOutOfRangeAreRefusedBeforeAnythingChanges() {
            ClassNLLCriterion criterion = new ClassNLLCriterion();
            Expect.refused(
                    "ClassNLLCriterion: expected classes from 1 to 3, got 4 as class of sample 2",
                    () -> criterion.backward(x, Tensor.of(3L, 4)));
            assertNull(criterion.gradInput());
            criterion.backward(x, classes);
            Expect.refused(
                    "ClassNLLCriterion: expected classes from 1 to 3, got 0 as class of sample 1",
                    () -> criterion.backward(x, Tensor.of(0L, 1)));
            Expect.values(criterion.gradInput(), 0, 0, -0.5, -0.5, 0, 0);
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, -1, 4, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void whatIsNoClassIsRefused(double value) {
            String text = value == Math.rint(value) && !Double.isInfinite(value)
                    ? Long.toString((long) value)
                    : Double.toString(value);
            String message = "ClassNLLCriterion: expected classes from 1 to 3, got " + text + " as class of sample 2";
            Expect.refused(message, () -> new ClassNLLCriterion().forward(x, Tensor.of(3, value)));
            Expect.refused(message, () -> new ClassNLLCriterion().backward(x, Tensor.of(3, value)));
        }

        @Test
        void sizesAreChecked() {
            Expect.refused(
                    "ClassNLLCriterion: expected a target with 2 classes for input [2, 3], got LongTensor [3]",
                    () -> new ClassNLLCriterion().forward(x, Tensor.of(1L, 2, 3)));
            Expect.refused(
                    "ClassNLLCriterion: expected classes in one dimension as target, got [2, 1]",
                    () -> new ClassNLLCriterion().forward(x, new Tensor(2, 1).fill(1)));
            Expect.refused(
                    "ClassNLLCriterion: expected input of 1 or 2 dimensions, got [1, 2, 3]",
                    () -> new ClassNLLCriterion().forward(x.view(1, 2, 3), classes));
            Expect.refused(
                    "ClassNLLCriterion: expected input of size 2 in the last dimension, as there are weights, got [2, 3]",
                    () -> new ClassNLLCriterion(Tensor.of(1.0, 1)).forward(x, classes));
            Expect.refused(
                    "ClassNLLCriterion: expected one weight for each class, got [2, 3]",
                    () -> new ClassNLLCriterion(x));
        }
    }
}
