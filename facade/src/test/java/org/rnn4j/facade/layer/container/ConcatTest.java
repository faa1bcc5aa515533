package org.rnn4j.facade.layer.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class ConcatTest {
    @Test
    void outputsAreJoinedAndGradientsAdded() {
        Concat concat = new Concat(2).add(new Identity()).add(new MulConstant(10));
        Tensor x = Expect.matrix(2, 1, 2, 3, 4);
        Expect.values(concat.forward(x), 1, 2, 10, 20, 3, 4, 30, 40);
        Expect.values(concat.backward(x, Expect.matrix(2, 1, 2, 3, 4, 5, 6, 7, 8)), 31, 42, 75, 86);
    }

    @Test
    void aFailingBranchIsNamed() {
        Concat concat = new Concat(1).add(new Identity()).add(new Bottle(new Tanh(), 2, 3));
        Expect.refused(
                "Concat[2] > Bottle: expected output of 3 dimensions from the module inside, got [4, 2]",
                () -> concat.forward(new Tensor(2, 2, 2)));
    }

    @Test
    void parallelTakesSlicesOfItsOwn() {
        Parallel parallel = new Parallel(1, 1).add(new Identity()).add(new MulConstant(10));
        Tensor x = Expect.matrix(2, 1, 2, 3, 4);
        Expect.values(parallel.forward(x), 1, 2, 30, 40);
        Expect.values(parallel.backward(x, Tensor.of(1.0, 2, 3, 4)), 1, 2, 30, 40);
        Expect.refused(
                "Parallel: expected input with 2 entries, one for each module, got {[2], [2], [2]}",
                () -> parallel.forward(new Tensor(3, 2)));
    }

    @Test
    void branchesPrintAsATree() {
        assertEquals(
                """
                        nn.Concat {
                          input
                            |`-> (1): nn.Sequential {
                            |      [input -> (1) -> output]
                            |      (1): nn.Tanh
                            |    }
                             `-> (2): nn.Sequential {
                                   [input -> output]
                                 }
                             ... -> output
                        }""",
                new Concat(1)
                        .add(new Sequential().add(new Tanh()))
                        .add(new Sequential())
                        .toString());
    }
}
