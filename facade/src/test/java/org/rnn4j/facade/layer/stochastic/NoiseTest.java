package org.rnn4j.facade.layer.stochastic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** Modules that draw noise in training mode. */
@ExtendWith(InDouble.class)
final class NoiseTest {
    private final Tensor images = new Tensor(2, 3, 4, 5).fill(1);

    @BeforeEach
    void seeded() {
        Generator.global().manualSeed(1);
    }

    @Test
    void whiteNoiseIsThatOfTheGenerator() {
        Tensor noise = Generator.global().normal(new Tensor(2, 3), 0.5, 0.2);
        Generator.global().manualSeed(1);
        WhiteNoise module = new WhiteNoise(0.5, 0.2);
        Tensor x = new Tensor(2, 3);
        assertEquals(0, module.updateOutput(x).csub(noise).norm());
        assertEquals(3, module.updateGradInput(x, new Tensor(2, 3).fill(0.5)).sum());
        module.evaluate();
        Expect.values(module.forward(Tensor.of(1.0, 2)), 1.5, 2.5);
    }

    @Test
    void aWholeInputIsDropped() {
        TotalDropout module = new TotalDropout();
        Tensor gradOutput = images.copy().fill(2);
        for (int i = 0; i < 10; i++) {
            double sum = module.updateOutput(images).sum();
            assertEquals(sum == 0 ? 0 : 120, sum);
            assertEquals(2 * sum, module.updateGradInput(images, gradOutput).sum());
        }
    }

    @Test
    void wholeFeatureMapsAreDroppedAndNoneIsScaled() {
        SpatialDropout module = new SpatialDropout(0.5);
        Tensor output = module.updateOutput(images);
        Generator.global().manualSeed(1);
        Tensor noise = Generator.global().bernoulli(new Tensor(2, 3), 0.5);
        assertEquals(0, output.select(4, 3).select(3, 2).copy().csub(noise).norm());
        assertEquals(0, output.csub(module.updateGradInput(images, images)).norm());
        module.evaluate();
        assertEquals(60, module.updateOutput(images).sum());
    }

    @Test
    void oneEdgeIsDroppedAndTheRestScaled() {
        SpatialRegionDropout module = new SpatialRegionDropout(0.5);
        Tensor output = module.updateOutput(images);
        double kept = output.gt(0).sum() / 120;
        assertEquals(true, kept == 0.5 || kept == 0.6, () -> "half of the rows, or 3 of 5 columns: " + kept);
        assertEquals(2, output.max());
        assertEquals(0, output.csub(module.updateGradInput(images, images)).norm());
    }

    @Test
    void thereIsNoBackwardInEvaluation() {
        for (Module module : new Module[] {new WhiteNoise(), new TotalDropout(), new SpatialDropout()}) {
            module.evaluate();
            module.forward(images);
            Expect.tooEarly(
                    module.who() + ": expected training mode for backward, got evaluation mode; call training() first",
                    () -> module.backward(images, images));
        }
    }
}
