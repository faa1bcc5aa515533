package org.rnn4j.facade.layer.simple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.BeforeEach;
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
final class LookupTableTest {
    private final Tensor words = Tensor.of(3L, 1, 3);
    private final Tensor gradOutput = Expect.matrix(3, 1, 2, 3, 4, 5, 6);

    private LookupTable table;

    @BeforeEach
    void fillTable() {
        table = filled(new LookupTable(3, 2));
    }

    private static LookupTable filled(LookupTable table) {
        table.weight().copy(Tensor.of(1.0, 2, 3, 4, 30, 40));
        table.zeroGradParameters();
        return table;
    }

    @Nested
    class Forward {
        @Test
        void indicesOfAnyTypeNameRows() {
            for (ElementType type : ElementType.values()) {
                Expect.values(table.forward(words.to(type)), 30, 40, 1, 2, 30, 40);
            }
        }

        @Test
        void sizesOfTheInputStayInFront() {
            assertEquals("[3, 2]", table.updateOutput(words).describe());
            assertEquals("[1, 3, 2]", table.updateOutput(words.view(1, 3)).describe());
        }

        @Test
        void longRowsShrinkToMaxNormInPlace() {
            LookupTable bounded = filled(new LookupTable(3, 2, 0, 5));
            bounded.forward(words);
            assertEquals(5, bounded.weight().select(1, 3).norm(), 1e-7);
            Expect.values(bounded.weight().select(1, 1), 1, 2);
        }
    }

    @Nested
    class Backward {
        @Test
        void repeatedIndicesAddUp() {
            table.accGradParameters(words, gradOutput, 10);
            Expect.values(gradient(table), 30, 40, 0, 0, 60, 80);
        }

        @Test
        void frequencyDivides() {
            table.scaleGradByFreq().accGradParameters(words, gradOutput, 10);
            Expect.values(gradient(table), 30, 40, 0, 0, 30, 40);
        }

        @Test
        void paddingGetsNothingAndKeepsWhatItHas() {
            LookupTable padded = filled(new LookupTable(3, 2, 3));
            gradient(padded).fill(7);
            padded.accGradParameters(words, gradOutput, 1);
            Expect.values(gradient(padded), 10, 11, 7, 7, 7, 7);
        }

        @Test
        void gradInputIsZerosOfTheInputsType() {
            Activity ofLongs = table.updateGradInput(words, gradOutput);
            assertEquals("LongTensor [3]", ofLongs.describe());
            assertSame(ofLongs, table.updateGradInput(words, gradOutput));
            Tensor ofDoubles = table.updateGradInput(words.to(ElementType.DOUBLE), gradOutput);
            assertNotSame(ofLongs, ofDoubles);
            assertEquals("torch.DoubleTensor", ofDoubles.type());
        }

        private Tensor gradient(LookupTable of) {
            return of.parameters().gradients().get(0);
        }
    }

    @Nested
    class Errors {
        @Test
        void indicesOutOfRangeAreRefusedBeforeRowsShrink() {
            LookupTable bounded = filled(new LookupTable(3, 2, 0, 5));
            Expect.refused(
                    "LookupTable: expected indices from 1 to 3, got 4 in [2]", () -> bounded.forward(Tensor.of(3L, 4)));
            Expect.refused(
                    "LookupTable: expected indices from 1 to 3, got 0 in [1]", () -> bounded.forward(Tensor.of(0.0)));
            Expect.values(bounded.weight().select(1, 3), 30, 40);
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, -1, 4, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
        void whatIsNoIndexIsRefused(double index) {
            String text = index == Math.rint(index) && Math.abs(index) < 10
                    ? Long.toString((long) index)
                    : Double.toString(index);
            Expect.refused(
                    "LookupTable: expected indices from 1 to 3, got " + text + " in [2]",
                    () -> table.forward(Tensor.of(3, index)));
            LookupTableMaskZero masked = new LookupTableMaskZero(3, 2);
            if (index != 0) {
                Expect.refused(
                        "LookupTableMaskZero: expected indices from 0 to 3, got " + text + " in [2]",
                        () -> masked.forward(Tensor.of(0, index)));
            }
        }

        @Test
        void updateGradInputRefusesWhatAccGradParametersRefuses() {
            Expect.refused(
                    "LookupTable: expected gradOutput of size 2 for each index of [3], got [3]",
                    () -> table.updateGradInput(words, new Tensor(3L)));
            assertNull(table.gradInput());
        }

        @Test
        void gradOutputHasARowForEachIndex() {
            Expect.refused(
                    "LookupTable: expected gradOutput of size 2 for each index of [3], got [3]",
                    () -> table.accGradParameters(words, new Tensor(3L), 1));
        }

        @Test
        void settingsAreChecked() {
            Expect.refused("LookupTable: expected positive sizes, got 3 and 0", () -> new LookupTable(3, 0));
            Expect.refused(
                    "LookupTable: expected positive maxNorm and normType, got -1.0 and 2.0",
                    () -> new LookupTable(3, 2, 0, -1));
        }
    }
}
