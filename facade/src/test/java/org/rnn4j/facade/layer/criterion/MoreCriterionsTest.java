package org.rnn4j.facade.layer.criterion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class MoreCriterionsTest {
    private static final double CLOSE = 1e-14;

    @Test
    void cornersOfASimplexAreEquallyFarFromEachOther() {
        ClassSimplexCriterion criterion = new ClassSimplexCriterion(5);
        Tensor products = criterion.simplex().mm(criterion.simplex().t());
        for (int i = 1; i <= 5; i++) {
            for (int j = 1; j <= 5; j++) {
                assertEquals(i == j ? 1 : -0.25, products.get(i, j), CLOSE);
            }
            assertEquals(0, criterion.simplex().get(i, 5));
            assertEquals(0, criterion.forward(criterion.simplex().select(1, i), i), CLOSE);
        }
        Expect.values(criterion.getTopPrediction(criterion.simplex()).toDouble(), 1, 2, 3, 4, 5);
        Expect.refused(
                "ClassSimplexCriterion: expected input of size 5 in the last dimension, got [2, 2]",
                () -> criterion.forward(new Tensor(2, 2), Tensor.of(1L, 2)));
    }

    @Test
    void pixelsHaveClassesAsRowsOfScoresDo() {
        Tensor scores = Generator.global().uniform(new Tensor(2, 3, 2, 4));
        Tensor classes = Generator.global().random(new Tensor(ElementType.LONG, 2, 2, 4), 3);
        Tensor weights = Tensor.of(0.5, 1, 2);
        Tensor rows = scores.permute(1, 3, 4, 2).contiguous().view(-1, 3);
        for (boolean sizeAverage : new boolean[] {true, false}) {
            SpatialClassNLLCriterion pixels = new SpatialClassNLLCriterion(weights, sizeAverage);
            ClassNLLCriterion each = new ClassNLLCriterion(weights, sizeAverage);
            assertEquals(each.forward(rows, classes.view(-1)), pixels.forward(scores, classes), CLOSE);
            Expect.values(
                    pixels.backward(scores, classes)
                            .toTensor()
                            .permute(1, 3, 4, 2)
                            .contiguous(),
                    each.backward(rows, classes.view(-1)).toTensor().toDoubleArray());
        }
    }

    @Test
    void largerTargetsAreCroppedToTheirMiddle() {
        Tensor target = new Tensor(20).range(1, 20).view(1, 4, 5);
        SpatialAutoCropMSECriterion criterion = new SpatialAutoCropMSECriterion(false);
        assertEquals(7 * 7 + 8 * 8 + 12 * 12 + 13 * 13, criterion.forward(new Tensor(1, 2, 2), target));
        Expect.values(criterion.backward(new Tensor(1, 2, 2), target), -14, -16, -24, -26);
    }

    @Test
    void ratiosOfDistancesAreLogisticLossesOfTheirDifference() {
        Table input = Table.of(Tensor.of(0.3, 2), Tensor.of(1.5, 0.5));
        double loss = Math.log(1 + Math.exp(0.3 - 1.5)) + Math.log(1 + Math.exp(2 - 0.5));
        assertEquals(loss, new DistanceRatioCriterion(false).forward(input), CLOSE);
        assertEquals(loss / 2, new DistanceRatioCriterion().forward(input), CLOSE);
    }

    @Test
    void numbersCompareTheFirstElementsOnly() {
        MarginRankingCriterion criterion = new MarginRankingCriterion(0.5);
        Table input = Table.of(Tensor.of(1.0, 7), Tensor.of(0.75, 9));
        assertEquals(0.25, criterion.forward(input, 1));
        Table gradient = criterion.backward(input, 1).toTable();
        Expect.values(gradient.get(1), -1);
        Expect.values(gradient.get(2), 1);
        assertEquals((0.25 + 2.5) / 2, criterion.forward(input, Tensor.of(1.0, 1)));
        Expect.values(criterion.backward(input, Tensor.of(1.0, 1)).toTable().get(1), -0.5, -0.5);
        Expect.values(criterion.backward(input, 1).toTable().get(1), -1, -0.5);
        Expect.values(criterion.backward(input, -1).toTable().get(1), 1, -0.5);
    }

    @Test
    void equalElementsHaveARandomSign() {
        Table input = Table.of(Tensor.of(1.0, 2, 3), Tensor.of(1.0, 5, 3));
        Generator.global().manualSeed(3);
        double first = 2 * Generator.global().random(2) - 3;
        double third = 2 * Generator.global().random(2) - 3;
        Generator.global().manualSeed(3);
        L1HingeEmbeddingCriterion criterion = new L1HingeEmbeddingCriterion(4);
        Expect.values(criterion.backward(input, 1).toTable().get(1), first, -1, third);
        Expect.values(
                criterion.backward(input, 1).toTable().get(2).copy().toTensor().narrow(1, 2, 1), 1);
        assertEquals(3, criterion.forward(input, 1));
        assertEquals(1, criterion.forward(input, -1));
        Expect.refused(
                "L1HingeEmbeddingCriterion: expected one number as target, got [2]",
                () -> criterion.forward(input, Tensor.of(1.0, 1)));
    }

    @Test
    void targetModulesKeepTheirTypeIfAsked() {
        for (boolean castTarget : new boolean[] {true, false}) {
            Linear module = new Linear(2, 2);
            new ModuleCriterion(new MSECriterion(), null, module, castTarget).toFloat();
            assertSame(castTarget ? ElementType.FLOAT : ElementType.DOUBLE, module.elementType());
        }
    }

    @Test
    void backwardOfChangedSizesIsRefused() {
        CosineEmbeddingCriterion criterion = new CosineEmbeddingCriterion();
        Table two = Table.of(Expect.matrix(2, 1, 2, 3, 4), Expect.matrix(2, 2, 1, 4, 3));
        criterion.forward(two, Tensor.of(1.0, -1));
        Expect.refused(
                "CosineEmbeddingCriterion: expected the input of the last forward, 2 pairs of vectors,"
                        + " got {[2], [2]}",
                () -> criterion.backward(Table.of(Tensor.of(1.0, 2), Tensor.of(1.0, 2)), 1));
    }
}
