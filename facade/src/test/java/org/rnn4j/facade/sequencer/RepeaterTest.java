package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class RepeaterTest {
    private final Tensor x = new Samples(1).parse("[2,3]").toTensor();

    @Nested
    class Forward {
        @Test
        void isTheLoopThatOneWouldWrite() {
            LSTM lstm = new LSTM(3, 4);
            Table outputs = new Repeater(lstm.clone(), 3).updateOutput(x);
            assertEquals("{[2, 4], [2, 4], [2, 4]}", outputs.describe());
            for (int step = 1; step <= 3; step++) {
                Samples.assertClose("step " + step, lstm.forward(x), outputs.get(step), 0);
            }
        }

        @Test
        void everyForwardStartsAnew() {
            Repeater repeater = new Repeater(new LSTM(3, 4), 2);
            Table once = repeater.updateOutput(x).copy();
            repeater.remember("both");
            Samples.assertClose("output", once, repeater.updateOutput(x), 0);
        }

        @Test
        void stepsAreCopiesInEvaluationToo() {
            Repeater repeater = new Repeater(new LSTM(3, 4), 2);
            Table trained = repeater.updateOutput(x).copy();
            repeater.evaluate();
            Samples.assertClose("output", trained, repeater.updateOutput(x), 0);
            assertNotSame(
                    trained.tensor(1).storage(),
                    repeater.updateOutput(x).tensor(2).storage());
        }
    }

    @Test
    void gradientsAddUp() {
        Repeater repeater = new Repeater(new MulConstant(10), 3);
        Tensor ones = new Tensor(2).fill(1);
        repeater.forward(ones);
        Table gradOutput = Table.of(Tensor.of(1.0, 2), Tensor.of(3.0, 4), Tensor.of(5.0, 6));
        Expect.values(repeater.backward(ones, gradOutput), 90, 120);
        repeater.forward(ones);
        Expect.values(repeater.backward(ones, gradOutput), 90, 120);
    }

    @Test
    void rhoMayChange() {
        Repeater repeater = new Repeater(new LSTM(3, 4), 3);
        repeater.forward(x);
        repeater.maxBPTTstep(2);
        Table outputs = repeater.updateOutput(x);
        assertEquals(2, outputs.size());
        assertEquals("[2, 3]", repeater.backward(x, outputs.copy()).toTensor().describe());
        assertEquals(2, ((LSTM) repeater.module()).rho());
        assertEquals(2, repeater.rho());
    }

    @Nested
    class Errors {
        private final Repeater repeater = new Repeater(new LSTM(3, 4), 2);

        @Test
        void gradientsOfAnotherKindOrLengthAreRefusedAndBackwardStillWorks() {
            Table outputs = repeater.updateOutput(x);
            Tensor gradient = new Tensor(2, 4);
            Expect.refused(
                    "Repeater: expected gradOutput with an entry for each of 2 steps, got {[2, 4]}",
                    () -> repeater.backward(x, Table.of(gradient)));
            Expect.refused(
                    "Repeater: expected a table without holes as gradOutput, got {nil, [2, 4]}",
                    () -> repeater.backward(x, new Table().set(2, gradient)));
            Expect.refused(
                    "Repeater: expected a table as gradOutput, got [2, 4]", () -> repeater.backward(x, gradient));
            repeater.backward(x, outputs.copy());
        }

        @Test
        void indicesHaveNoGradientThatAddsUp() {
            Repeater words = new Repeater(new LookupTable(5, 3), 2);
            Table outputs = words.updateOutput(Tensor.of(1L, 2));
            Expect.refused(
                    "Repeater: expected floating-point input for backward, got LongTensor [2]; put modules that take indices"
                            + " in front of the Repeater",
                    () -> words.backward(Tensor.of(1L, 2), outputs));
        }

        @Test
        void thereIsAtLeastOneStep() {
            Expect.refused("Repeater: expected at least 1 step as rho, got 0", () -> new Repeater(new LSTM(3, 4), 0));
            Expect.refused("Repeater: expected at least 1 step as rho, got -1", () -> repeater.maxBPTTstep(-1));
            assertEquals(2, repeater.rho());
        }

        @Test
        void aWrongInputNamesThePath() {
            Expect.refused(
                    "Repeater > LSTM(3 -> 4): expected input of size 3 in the last of 1 or 2 dimensions, got [2, 5]",
                    () -> repeater.forward(new Tensor(2, 5)));
        }

        @Test
        void backwardBeforeForwardIsRefused() {
            Expect.tooEarly(
                    "Repeater: expected forward before backward; call forward with the same input first",
                    () -> repeater.backward(x, new Table()));
        }
    }

    @Test
    void aNetIsPutIntoARecursor() {
        assertEquals(
                Recursor.class, new Repeater(new MulConstant(2), 2).module().getClass());
    }
}
