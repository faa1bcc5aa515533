package org.rnn4j.facade.layer.simple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.criterion.NCECriterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class NCEModuleTest {
    private static final double CLOSE = 1e-12;

    private final Tensor frequencies = Tensor.of(1.0, 4, 0, 3, 2);
    private final Tensor x = Generator.global().normal(new Tensor(4, 3));
    private final Tensor classes = Tensor.of(5L, 2, 2, 1);
    private final Table input = Table.of(x, classes);

    @Test
    void noiseIsDrawnByFrequency() {
        AliasTable table = new AliasTable(frequencies);
        Tensor drawn = new Tensor(ElementType.LONG, 100000);
        table.draw(drawn.storage(), 0, drawn.nElement());
        for (int category = 1; category <= 5; category++) {
            assertEquals(frequencies.get(category) / 10, table.probability(category), CLOSE);
            double share = drawn.eq(category).toDouble().mean();
            assertEquals(frequencies.get(category) / 10, share, 0.005);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void probabilitiesAreThoseOfTheClassesDrawn(boolean shared) {
        NCEModule module = new NCEModule(3, 5, 3, frequencies, 2).batchnoise(shared);
        Table output = module.forward(input).toTable();
        Tensor drawn = module.sampleidx();
        for (int n = 1; n <= 4; n++) {
            long right = classes.getLong(n);
            assertEquals(right, shared ? drawn.getLong(3 + n) : drawn.getLong(n, 1));
            assertEquals(model(module, n, right), output.tensor(1).get(n), CLOSE);
            assertEquals(frequencies.get(right) / 10, output.tensor(3).get(n), CLOSE);
            for (int j = 1; j <= 3; j++) {
                long noise = shared ? drawn.getLong(j) : drawn.getLong(n, 1 + j);
                assertEquals(model(module, n, noise), output.tensor(2).get(n, j), CLOSE);
                assertEquals(frequencies.get(noise) / 10, output.tensor(4).get(n, j), CLOSE);
            }
        }
    }

    private double model(NCEModule module, int n, long category) {
        double score = module.weight().select(1, category).dot(x.select(1, n))
                + module.bias().get(category);
        return Math.exp(score) / module.Z();
    }

    @Test
    void theFirstForwardFindsTheConstantForAllCopies() {
        NCEModule module = new NCEModule(3, 5, 2, frequencies);
        NCEModule copy = (NCEModule) module.sharedClone();
        assertEquals(-1, copy.Z());
        Table output = module.forward(input).toTable();
        assertEquals(0.2, output.tensor(2).mean(), CLOSE);
        assertEquals(module.Z(), copy.Z());
        assertTrue(module.Z() > 0);
    }

    @Test
    void evaluationMayGiveAllClasses() {
        NCEModule module = new NCEModule(3, 5, 2, frequencies, 1).normalized(true);
        module.evaluate();
        Tensor probabilities = module.forward(input).copy().toTensor();
        Expect.values(probabilities.sum(2), 1, 1, 1, 1);
        Tensor logarithms = module.logsoftmax(true).forward(input).toTensor();
        Expect.values(logarithms.exp(), probabilities.toDoubleArray());
        module.training();
        assertEquals(4, module.forward(input).toTable().size());
        module.backward(input, Table.of(new Tensor(4), new Tensor(4, 2)));
    }

    @Test
    void masksLeaveSamplesOut() {
        NCEModule module = new NCEModule(3, 5, 2, frequencies, 1);
        Module masked = new MaskZero(module, 1);
        x.select(1, 2).zero();
        Table output = masked.forward(input).toTable();
        for (int i = 1; i <= 4; i++) {
            assertEquals(0, output.tensor(i).select(1, 2).sum());
            assertTrue(output.tensor(i).select(1, 1).sum() > 0 || i == 4);
        }
        NCECriterion criterion = new NCECriterion();
        criterion.forward(output, classes);
        module.zeroGradParameters();
        masked.backward(input, criterion.backward(output, classes));
        Tensor gradient = module.parameters().gradients().get(1);
        assertTrue(Double.isFinite(gradient.sum()));
    }

    @Test
    void whatItTakesIsChecked() {
        NCEModule module = new NCEModule(3, 5, 2, frequencies, 1);
        Expect.refused(
                "NCEModule(3 -> 5): expected classes from 1 to 5, got 6 as class of sample 1",
                () -> module.forward(Table.of(x, Tensor.of(6L, 1, 1, 1))));
        Expect.refused(
                "NCEModule: expected a frequency for each of 5 classes, float or double numbers of at least 0, not all"
                        + " 0, got [4]",
                () -> new NCEModule(3, 5, 2, Tensor.of(1.0, 1, 1, 1)));
    }
}
