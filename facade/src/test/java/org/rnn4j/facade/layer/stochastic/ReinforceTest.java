package org.rnn4j.facade.layer.stochastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.sequencer.RecurrentAttention;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class ReinforceTest {
    private static final double CLOSE = 1e-12;

    private final Tensor reward = Tensor.of(2.0, -1);
    private final Tensor x = Expect.matrix(2, 0.5, 0.25, 0.125, 0.75);

    private static void seed() {
        Generator.global().manualSeed(7);
    }

    @Nested
    class Normal {
        private final Tensor deviations = Tensor.of(0.5, 2);

        @Test
        void addsNoiseToTheMeans() {
            seed();
            Tensor noise = Generator.global().normal(new Tensor(2, 2));
            seed();
            Tensor y = new ReinforceNormal(0.5).forward(x).toTensor();
            Expect.values(y, new Tensor(2, 2).add(x, 0.5, noise).toDoubleArray());
        }

        @Test
        void drawsInEvaluationOnlyIfStochastic() {
            Module plain = new ReinforceNormal(0.5);
            plain.evaluate();
            Expect.values(plain.forward(x), x.toDoubleArray());
            Module stochastic = new ReinforceNormal(0.5, true);
            stochastic.evaluate();
            seed();
            double first = 0.5 + 0.5 * Generator.global().normal();
            seed();
            assertEquals(first, stochastic.forward(x).toTensor().get(1, 1), CLOSE);
        }

        @Test
        void gradientIsThatOfTheLogarithmOfTheDensity() {
            ReinforceNormal module = new ReinforceNormal(deviations);
            Tensor y = module.forward(x).toTensor();
            module.reinforce(reward);
            Tensor gradient = module.backward(x, new Tensor(2, 2)).toTensor();
            for (int n = 1; n <= 2; n++) {
                for (int i = 1; i <= 2; i++) {
                    double s = deviations.get(i);
                    assertEquals(-reward.get(n) * (y.get(n, i) - x.get(n, i)) / (s * s), gradient.get(n, i), CLOSE);
                }
            }
        }

        @Test
        void deviationsMayComeWithTheMeans() {
            ReinforceNormal module = new ReinforceNormal();
            Tensor s = Expect.matrix(2, 0.5, 1, 2, 4);
            Table input = Table.of(x, s);
            Tensor y = module.forward(input).toTensor();
            module.reinforce(reward);
            Table gradient = module.backward(input, new Tensor(2, 2)).toTable();
            double distance = y.get(2, 1) - x.get(2, 1);
            assertEquals(distance / 4, gradient.tensor(1).get(2, 1), CLOSE);
            assertEquals(
                    (distance * distance - 4) / (8 + 1e-8), gradient.tensor(2).get(2, 1), CLOSE);
            Expect.refused(
                    "ReinforceNormal: expected a table of means and standard deviations as input, got [2, 2]",
                    () -> module.forward(x));
        }

        @Test
        void aSingleSampleHasOneReward() {
            ReinforceNormal module = new ReinforceNormal(1);
            Tensor single = Tensor.of(0.1, 0.2, 0.3);
            Tensor y = module.forward(single).copy().toTensor();
            module.reinforce(Tensor.of(3.0));
            Expect.values(
                    module.backward(single, single),
                    new Tensor(3).csub(single, y).mul(3).toDoubleArray());
        }

        @Test
        void rewardsComeFirstAndFit() {
            ReinforceNormal module = new ReinforceNormal(1);
            module.forward(x);
            Expect.tooEarly(
                    "ReinforceNormal: expected a reward before backward, got none; call backward of a criterion like"
                            + " VRClassReward, or reinforce, first",
                    () -> module.backward(x, x));
            module.reinforce(Tensor.of(1.0, 2, 3));
            Expect.refused(
                    "ReinforceNormal: expected a reward for each sample of the input [2, 2], got [3]",
                    () -> module.backward(x, x));
        }
    }

    @Test
    void bernoulliDrawsOnesAndZeros() {
        seed();
        Tensor uniform = Generator.global().uniform(new Tensor(2, 2), 0, 1);
        seed();
        ReinforceBernoulli module = new ReinforceBernoulli();
        Tensor y = module.forward(x).toTensor();
        module.reinforce(reward);
        Tensor gradient = module.backward(x, x).toTensor();
        for (int n = 1; n <= 2; n++) {
            for (int i = 1; i <= 2; i++) {
                double p = x.get(n, i);
                double drawn = uniform.get(n, i) < p ? 1 : 0;
                assertEquals(drawn, y.get(n, i));
                assertEquals(-reward.get(n) * (drawn - p) / (p * (1 - p)), gradient.get(n, i), CLOSE);
            }
        }
    }

    @Test
    void categoricalDrawsOneOfEachRow() {
        Tensor p = Expect.matrix(2, 0.2, 0.3, 0.5, 0.9, 0, 0.1);
        seed();
        Tensor drawn = Generator.global().multinomial(p, 1, false);
        seed();
        ReinforceCategorical module = new ReinforceCategorical();
        Tensor y = module.forward(p).toTensor();
        module.reinforce(reward);
        Tensor gradient = module.backward(p, p).toTensor();
        for (int n = 1; n <= 2; n++) {
            for (int i = 1; i <= 3; i++) {
                double hit = drawn.get(n, 1) == i ? 1 : 0;
                assertEquals(hit, y.get(n, i));
                assertEquals(-reward.get(n) * hit / (p.get(n, i) + 1e-8), gradient.get(n, i), CLOSE);
            }
        }
    }

    @Nested
    class Gamma {
        @Test
        void hasTheMeanAndTheVarianceOfItsDistribution() {
            for (double shape : new double[] {0.3, 1, 4}) {
                Tensor drawn = new ReinforceGamma(2)
                        .forward(new Tensor(40000).fill(shape))
                        .toTensor();
                assertEquals(2 * shape, drawn.mean(), 0.05 * (1 + shape));
                assertEquals(4 * shape, drawn.var(), 0.25 * (1 + shape));
            }
        }

        @Test
        void gradientIsThatOfTheLogarithmOfTheDensity() {
            ReinforceGamma module = new ReinforceGamma();
            Table input = Table.of(Expect.matrix(1, 1, 0.5), Expect.matrix(1, 2, 4));
            Tensor y = module.forward(input).toTensor();
            module.reinforce(Tensor.of(3.0));
            Table gradient = module.backward(input, y).toTable();
            double euler = 0.5772156649015329;
            assertEquals(
                    -3 * (Math.log(y.get(1, 1)) + euler - Math.log(2)),
                    gradient.tensor(1).get(1, 1),
                    CLOSE);
            assertEquals(-3 * (y.get(1, 2) / 16 - 0.5 / 4), gradient.tensor(2).get(1, 2), CLOSE);
        }

        @Test
        void digammaIsExact() {
            assertEquals(-1.9635100260214235, ReinforceGamma.digamma(0.5), 1e-14);
            assertEquals(2.251752589066721, ReinforceGamma.digamma(10), 1e-14);
            assertEquals(Math.log(1e6) - 5e-7, ReinforceGamma.digamma(1e6), 1e-12);
        }
    }

    @Nested
    class ThroughContainers {
        private final ReinforceNormal draw = new ReinforceNormal(0.1);

        @Test
        void everyModuleInsideHearsIt() {
            ReinforceNormal other = new ReinforceNormal(0.2);
            new Sequential()
                    .add(new ConcatTable().add(draw).add(new Sequential().add(other)))
                    .add(new ParallelTable().add(new Identity()).add(new Identity()))
                    .add(new CAddTable())
                    .reinforce(reward);
            assertSame(reward, draw.reward());
            assertSame(reward, other.reward());
        }

        @Test
        void everyStepOfASequencerHearsIt() {
            Sequencer sequencer = new Sequencer(draw);
            Table input = Table.of(x, x, x);
            sequencer.forward(input);
            sequencer.reinforce(reward);
            Recursor recursor = (Recursor) sequencer.module();
            for (int step = 1; step <= 3; step++) {
                assertSame(reward, ((Reinforce) recursor.getStepModule(step)).reward());
            }
            sequencer.backward(input, input);
        }

        @Test
        void stepsMayHaveRewardsOfTheirOwn() {
            Recursor recursor = new Recursor(draw);
            recursor.forward(x);
            recursor.forward(x);
            recursor.forward(x);
            recursor.reinforce(Table.of(Tensor.of(1.0, 2), Tensor.of(3.0, 4)));
            Expect.values(((Reinforce) recursor.getStepModule(2)).reward(), 1, 2);
            Expect.values(((Reinforce) recursor.getStepModule(3)).reward(), 3, 4);
            recursor.reinforce(Expect.matrix(3, 1, 2, 3, 4, 5, 6));
            Expect.values(((Reinforce) recursor.getStepModule(1)).reward(), 1, 2);
            Expect.refused(
                    "Recursor: expected rewards for at most 3 steps, as there were, got 4",
                    () -> recursor.reinforce(new Tensor(4, 2)));
        }

        @Test
        void theFirstStepOfRecurrentHearsIt() {
            Recurrent recurrent = new Recurrent(
                    2, new Sequential().add(new Linear(2, 2)).add(draw), new Linear(2, 2), new ReinforceNormal(0.2));
            recurrent.forward(x);
            recurrent.forward(x);
            recurrent.reinforce(reward);
            recurrent.initialModule().apply(module -> heard(module, reward));
            recurrent.getStepModule(2).apply(module -> heard(module, reward));
            Tensor own = Tensor.of(5.0, 6);
            recurrent.reinforce(Table.of(own));
            recurrent.initialModule().apply(module -> heard(module, own));
        }

        @Test
        void attentionIsDrawnAndLearnt() {
            Module rnn = new Sequential()
                    .add(new ParallelTable().add(new Linear(2, 3)).add(new Linear(2, 3)))
                    .add(new CAddTable());
            Module action = new Sequential().add(new Linear(3, 2)).add(draw);
            RecurrentAttention attention = new RecurrentAttention(rnn, action, 2, 3);
            Table output = attention.forward(x).toTable();
            attention.reinforce(reward);
            attention.zeroGradParameters();
            attention.backward(x, Table.of(new Tensor(2, 3), new Tensor(2, 3)));
            Tensor learnt = attention.action().parameters().gradients().get(0);
            assertEquals(true, learnt.norm() > 0);
            assertEquals(2, output.size());
        }

        private static void heard(Module module, Tensor expected) {
            if (module instanceof Reinforce drawing) {
                assertSame(expected, drawing.reward());
            }
        }
    }
}
