package org.rnn4j.facade.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class MuFuRuTest {
    private final Tensor x = Expect.matrix(1, 1, 2, 3);

    @ParameterizedTest(name = "{0} of 0.5 and 0.25 is {1}")
    @CsvSource({
        "keep, 0.5, 1, 0",
        "replace, 0.25, 0, 1",
        "mul, 0.125, 0.25, 0.5",
        "diff, 0.25, 1, -1",
        "forget, 0, 0, 0",
        "sqrt_diff, 0.125, 0.25, -0.25",
        "max, 0.5, 1, 0",
        "min, 0.25, 0, 1"
    })
    void operationsAreTorchs(String name, double value, double slopeOfHidden, double slopeOfFeature) {
        MuFuRuOperation operation = MuFuRuOperation.named(name);
        assertEquals(value, operation.value(0.5, 0.25));
        assertEquals(slopeOfHidden, operation.slopeOfHidden(0.5, 0.25));
        assertEquals(slopeOfFeature, operation.slopeOfFeature(0.5, 0.25));
    }

    @Test
    void whereThereIsNoDerivativeTheOldStateGetsIt() {
        assertEquals(1, MuFuRuOperation.MAX.slopeOfHidden(2, 2));
        assertEquals(0, MuFuRuOperation.MIN.slopeOfFeature(2, 2));
        assertEquals(0, MuFuRuOperation.SQRT_DIFF.slopeOfHidden(2, 2));
    }

    @Test
    void operationsShareByTheirScores() {
        MuFuRu module = new MuFuRu(3, 2, List.of("keep", "replace"));
        module.parameters().weights().forEach(Tensor::zero);
        module.setHiddenState(0, Expect.matrix(1, 0.1, 0.9));
        // All gates are 1/2: the feature is 1/2, and each operation has half a share.
        Expect.values(module.forward(x), 0.3, 0.7);
        // The score of keep in the first unit.
        module.parameters().weights().get(7).put(100, 1);
        module.forget();
        module.setHiddenState(0, Expect.matrix(1, 0.1, 0.9));
        Expect.values(module.forward(x), 0.1, 0.7);
    }

    @Test
    void printsItsOperations() {
        assertEquals("nn.MuFuRu(3 -> 2) { keep max }", new MuFuRu(3, 2, List.of("keep", "max")).toString());
    }

    @Nested
    class Errors {
        @Test
        void unknownOperationsAreRefused() {
            Expect.refused(
                    "MuFuRu: expected operations out of keep, replace, mul, diff, forget, sqrt_diff, max, min, got add",
                    () -> new MuFuRu(3, 2, List.of("keep", "add")));
            Expect.refused("MuFuRu: expected at least one operation, got none", () -> new MuFuRu(3, 2, List.of()));
            Expect.refused("MuFuRu: expected positive sizes, got 0 and 2", () -> new MuFuRu(0, 2));
        }

        @Test
        void itTakesBatchesOnly() {
            Expect.refused(
                    "MuFuRu(3 -> 2): expected a batch, 2 dimensions, got [3]",
                    () -> new MuFuRu(3, 2).forward(x.select(1, 1)));
        }
    }
}
