package org.rnn4j.facade.layer.criterion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class CriterionsTest {
    private final Tensor x = Expect.matrix(2, 0.1, 0.9, 0.4, 0.6);
    private final Tensor t = Expect.matrix(2, 0, 1, 1, 0);

    @Nested
    class Elementwise {
        @Test
        void targetsMayHaveAnyType() {
            assertEquals(new MSECriterion().forward(x, t), new MSECriterion().forward(x, t.to(ElementType.LONG)));
        }

        @Test
        void sizeAverageMayBeSetLater() {
            AbsCriterion criterion = new AbsCriterion();
            assertEquals(0.1 + 0.1 + 0.6 + 0.6, criterion.sizeAverage(false).forward(x, t), 1e-15);
            Expect.values(criterion.backward(x, t), 1, -1, -1, 1);
            Expect.values(criterion.sizeAverage(true).backward(x, t), 0.25, -0.25, -0.25, 0.25);
        }

        @Test
        void weightsStretchOverTheBatch() {
            BCECriterion criterion = new BCECriterion(Tensor.of(1.0, 0), false);
            assertEquals(-Math.log(0.9) - Math.log(0.4), criterion.forward(x, t), 1e-11);
            Expect.values(criterion.backward(x.clone(), t).toTensor().select(2, 2), 0, 0);
            Expect.refused(
                    "BCECriterion: expected input of the size of the weights [2], or a batch of that, got [3]",
                    () -> criterion.forward(Tensor.of(0.1, 0.2, 0.3), Tensor.of(0.0, 1, 1)));
        }

        @Test
        void probabilitiesOfZeroAndOneStayFinite() {
            BCECriterion criterion = new BCECriterion();
            assertEquals(-Math.log(1e-12), criterion.forward(Tensor.of(0.0), Tensor.of(1.0)), 1e-9);
            assertEquals(0, criterion.forward(Tensor.of(1.0), Tensor.of(1.0)), 1e-9);
        }
    }

    @Nested
    class CrossEntropy {
        private final Tensor classes = Tensor.of(2L, 1);

        @Test
        void isLogSoftMaxAndClassNLL() {
            CrossEntropyCriterion both = new CrossEntropyCriterion();
            double expected = new ClassNLLCriterion().forward(new LogSoftMax().forward(x), classes);
            assertEquals(expected, both.forward(x, classes));
            assertEquals(expected, both.forward(x.view(2, 2, 1), classes));
            assertEquals("[2, 2, 1]", both.backward(x.view(2, 2, 1), classes).describe());
        }

        @Test
        void aRefusedForwardLeavesTheOneBeforeToGoBackTo() {
            CrossEntropyCriterion both = new CrossEntropyCriterion();
            both.forward(x, classes);
            Activity expected = both.backward(x, classes).copy();
            Expect.refused(
                    "CrossEntropyCriterion > ClassNLLCriterion: expected classes from 1 to 2, got NaN as class of sample 1",
                    () -> both.forward(t, Tensor.of(Double.NaN, 1)));
            Expect.values(both.backward(x, classes), expected.toTensor().toDoubleArray());
        }

        @Test
        void backwardNeedsForwardWithTheSameInput() {
            CrossEntropyCriterion both = new CrossEntropyCriterion();
            String message =
                    "CrossEntropyCriterion: expected forward before backward; call forward with the same input first";
            Expect.tooEarly(message, () -> both.backward(x, classes));
            both.forward(Tensor.of(1.0, 2), 1);
            Expect.refused(
                    "CrossEntropyCriterion: expected an input of the size of the last one, [2], got " + x.describe(),
                    () -> both.backward(x, classes));
        }
    }

    @Nested
    class Probabilities {
        @Test
        void otherNumbersAreRefused() {
            BCECriterion criterion = new BCECriterion();
            Tensor target = Tensor.of(1.0, 0);
            String message = "BCECriterion: expected probabilities from 0 to 1 as input, got %s as element 2 of [2];"
                    + " put a Sigmoid in front";
            for (double wrong : new double[] {1.5, -1e-9, Double.NaN}) {
                Expect.refused(message.formatted(wrong), () -> criterion.forward(Tensor.of(0.5, wrong), target));
            }
        }

        @Test
        void zeroAndOneAreFinite() {
            BCECriterion criterion = new BCECriterion();
            Tensor input = Tensor.of(0.0, 1);
            assertEquals(0, criterion.forward(input, input), 1e-11);
            assertEquals(-Math.log(1e-12), criterion.forward(input, Tensor.of(1.0, 0)), 1e-3);
            Expect.values(criterion.backward(input, input), 0, 0);
        }
    }

    @Nested
    class Several {
        @Test
        void multiAddsLossesOfTheSame() {
            MultiCriterion sum = new MultiCriterion().add(new MSECriterion(), 2).add(new AbsCriterion());
            assertEquals(
                    2 * new MSECriterion().forward(x, t) + new AbsCriterion().forward(x, t), sum.forward(x, t), 1e-15);
            Expect.values(sum.backward(x, t), 0.1 + 0.25, -0.1 - 0.25, -0.6 - 0.25, 0.6 + 0.25);
        }

        @Test
        void parallelAddsLossesOfEach() {
            ParallelCriterion each =
                    new ParallelCriterion().add(new MSECriterion()).add(new AbsCriterion(), 0.5);
            assertEquals(
                    new MSECriterion().forward(x, t) + 0.5 * new AbsCriterion().forward(t, x),
                    each.forward(Table.of(x, t), Table.of(t, x)),
                    1e-15);
            Table gradInput = each.backward(Table.of(x, t), Table.of(t, x)).toTable();
            Expect.values(gradInput.get(2), -0.125, 0.125, 0.125, -0.125);
        }

        @Test
        void clonesHaveWeightsOfTheirOwn() {
            MultiCriterion sum = new MultiCriterion().add(new MSECriterion(), 2);
            ((MultiCriterion) sum.clone()).add(new AbsCriterion(), 5);
            sum.add(new AbsCriterion());
            assertEquals(
                    2 * new MSECriterion().forward(x, t) + new AbsCriterion().forward(x, t), sum.forward(x, t), 1e-15);
        }

        @Test
        void whatFailsIsNamed() {
            ParallelCriterion each =
                    new ParallelCriterion().add(new MSECriterion()).add(new AbsCriterion());
            Expect.refused(
                    "ParallelCriterion[2] > AbsCriterion: expected a target with as many elements as the input [2, 2],"
                            + " got [1]",
                    () -> each.forward(Table.of(x, x), Table.of(t, Tensor.of(1.0))));
            Expect.refused(
                    "ParallelCriterion: expected input with 2 entries, one for each criterion, got {[2, 2]}",
                    () -> each.forward(Table.of(x), Table.of(t, t)));
        }
    }

    @Nested
    class Masked {
        private final Tensor padded = Expect.matrix(3, 0.1, 0.9, 0, 0, 0.4, 0.6);
        private final Tensor targets = Expect.matrix(3, 0, 1, 7, 7, 1, 0);
        private final MaskZeroCriterion masked = new MaskZeroCriterion(new MSECriterion(), 1);

        @Test
        void samplesOfZerosAreLeftOut() {
            assertEquals(new MSECriterion().forward(x, t), masked.forward(padded, targets));
            Tensor expected = new MSECriterion().backward(x, t).toTensor();
            Expect.values(
                    masked.backward(padded, targets),
                    expected.get(1, 1),
                    expected.get(1, 2),
                    0,
                    0,
                    expected.get(2, 1),
                    expected.get(2, 2));
        }

        @Test
        void nothingLeftIsNoLoss() {
            Tensor nothing = new Tensor(2, 2);
            assertEquals(0, masked.forward(nothing, t));
            Expect.values(masked.backward(nothing, t), 0, 0, 0, 0);
        }

        @Test
        void whatDoesNotFitIsRefused() {
            Expect.refused(
                    "MaskZeroCriterion: expected a batch of samples of 1 dimensions as input, got [2]",
                    () -> masked.forward(Tensor.of(1.0, 2), Tensor.of(1.0, 2)));
            Expect.refused(
                    "MaskZeroCriterion: expected batches of 3 samples as target, got [2, 2]",
                    () -> masked.forward(padded, t));
        }
    }
}
