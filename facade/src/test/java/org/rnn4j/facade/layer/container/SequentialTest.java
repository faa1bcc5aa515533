package org.rnn4j.facade.layer.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class SequentialTest {
    private final Tensor x = Tensor.of(1.0, -2, 3);

    @Nested
    class Forward {
        @Test
        void eachModuleGetsTheOutputBefore() {
            Sequential net = new Sequential().add(new MulConstant(2)).add(new MulConstant(5));
            Expect.values(net.forward(x), 10, -20, 30);
        }

        @Test
        void withoutModulesTheInputComesBack() {
            assertSame(x, new Sequential().forward(x));
        }
    }

    @Nested
    class Backward {
        @Test
        void halvesGiveWhatBackwardGives() {
            Sequential whole =
                    new Sequential().add(new Linear(3, 2)).add(new Tanh()).add(new Linear(2, 1));
            Module halves = whole.clone();
            Tensor gradOutput = Tensor.of(0.5);
            whole.zeroGradParameters();
            halves.zeroGradParameters();
            whole.forward(x);
            halves.forward(x);
            whole.backward(x, gradOutput, 2);
            halves.updateGradInput(x, gradOutput);
            halves.accGradParameters(x, gradOutput, 2);
            assertEquals(text(whole.gradInput()), text(halves.gradInput()));
            assertEquals(
                    whole.parameters().gradients().toString(),
                    halves.parameters().gradients().toString());
        }

        private String text(Object object) {
            return String.valueOf(object);
        }
    }

    @Nested
    class Structure {
        @Test
        void modulesAreInsertedAndRemoved() {
            Module first = new Identity();
            Module second = new Tanh();
            Module third = new MulConstant(2);
            Sequential net = new Sequential().add(second);
            net.insert(first, 1);
            net.insert(third, 3);
            assertEquals(List.of(first, second, third), net.modules());
            assertSame(second, net.remove(2));
            assertEquals(List.of(first, third), net.modules());
        }
    }

    @Nested
    class Errors {
        @Test
        void thePathComesFirst() {
            Sequential net = new Sequential()
                    .add(new Identity())
                    .add(new Sequential().add(new Identity()).add(new Linear(4, 3)));
            Expect.refused(
                    "Sequential[2] > Sequential[2] > Linear(4 -> 3): expected input of size 4 in the last dimension,"
                            + " got [3]",
                    () -> net.forward(x));
        }

        @Test
        void backwardNeedsForward() {
            Sequential net = new Sequential().add(new Identity()).add(new Linear(3, 3));
            Expect.tooEarly(
                    "Sequential: expected forward before backward; call forward with the same input first",
                    () -> net.backward(x, x));
        }

        @Test
        void parametersComeAfterGradInput() {
            Sequential net = new Sequential().add(new Linear(3, 3)).add(new Identity());
            net.forward(x);
            Expect.tooEarly(
                    "Sequential: expected updateGradInput before accGradParameters",
                    () -> net.accGradParameters(x, x, 1));
        }

        @Test
        void positionsCountFromOne() {
            Sequential net = new Sequential().add(new Identity());
            Expect.refused("Sequential: expected an index from 1 to 1, got 0", () -> net.get(0));
            Expect.refused("Sequential: expected an index from 1 to 1, got 2", () -> net.remove(2));
            Expect.refused("Sequential: expected an index from 1 to 2, got 3", () -> net.insert(new Tanh(), 3));
        }
    }

    @Nested
    class Printing {
        @Test
        void chainAndModules() {
            assertEquals(
                    """
                        nn.Sequential {
                          [input -> (1) -> (2) -> output]
                          (1): nn.Linear(4 -> 3)
                          (2): nn.Sequential {
                            [input -> (1) -> output]
                            (1): nn.Tanh
                          }
                        }""",
                    new Sequential()
                            .add(new Linear(4, 3))
                            .add(new Sequential().add(new Tanh()))
                            .toString());
            assertEquals("nn.Sequential {\n  [input -> output]\n}", new Sequential().toString());
        }
    }
}
