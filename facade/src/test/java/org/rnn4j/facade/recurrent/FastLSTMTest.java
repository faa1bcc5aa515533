package org.rnn4j.facade.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

class FastLSTMTest {
    @Test
    void onlyTheLastStepsCanGoBackward() {
        FastLSTM lstm = new FastLSTM(3, 4, 2);
        Tensor input = new Tensor(1, 3);
        Tensor gradOutput = new Tensor(1, 4);
        for (int t = 0; t < 6; t++) {
            lstm.forward(input);
        }
        for (int t = 0; t < 3; t++) {
            lstm.backward(input, gradOutput);
        }
        var failure = assertThrows(IllegalStateException.class, () -> lstm.backward(input, gradOutput));
        assertEquals(
                "FastLSTM(3 -> 4): expected at most 3 backward steps with rho 2 after 6 forward steps, got one more;"
                        + " a larger rho keeps more of them, but in a Sequencer rho is the length of the last sequence",
                failure.getMessage());
    }

    @Test
    void aStateThatWasTakenAwayIsAskedFor() {
        FastLSTM lstm = new FastLSTM(3, 4);
        Tensor input = new Tensor(1, 3);
        lstm.forward(input);
        lstm.forward(input);
        lstm.setHiddenState(2, null);
        var failure = assertThrows(IllegalStateException.class, () -> lstm.forward(input));
        assertEquals(
                "FastLSTM(3 -> 4): expected a hidden state after step 2 to go on from, got null; set one with"
                        + " setHiddenState, or call forget()",
                failure.getMessage());
    }

    @Test
    void aChangedBatchNeedsForget() {
        FastLSTM lstm = new FastLSTM(3, 4);
        lstm.forward(new Tensor(2, 3));
        var failure = assertThrows(IllegalArgumentException.class, () -> lstm.forward(new Tensor(5, 3)));
        assertEquals(
                "FastLSTM(3 -> 4): expected a batch like that of the step before, whose hidden state is [2, 4], got [5, 3]; call forget() before"
                        + " the batch size changes",
                failure.getMessage());
        lstm.forget();
        assertArrayEquals(
                new long[] {5, 4}, lstm.forward(new Tensor(5, 3)).toTensor().size());
    }

    @Test
    void theHiddenStateOfAStepOutlivesLaterSteps() {
        FastLSTM lstm = new FastLSTM(3, 4);
        Tensor first = lstm.forward(new Tensor(2, 3).fill(0.5)).toTensor().copy();
        lstm.forward(new Tensor(2, 3).fill(-1));
        Table state = lstm.getHiddenState(1).toTable();
        assertArrayEquals(first.toDoubleArray(), state.tensor(1).toDoubleArray());
    }

    @Test
    void printsItsSizes() {
        assertEquals("nn.FastLSTM(3 -> 4)", new FastLSTM(3, 4).toString());
    }
}
