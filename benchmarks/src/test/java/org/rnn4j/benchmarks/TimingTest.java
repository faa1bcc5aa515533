package org.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Load;
import org.rnn4j.benchmarks.work.Pace;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.Timing;

final class TimingTest {

    @Test
    void theMedianIsInTheMiddle() {
        assertEquals(new Timing(3, 1), Timing.of(new long[] {5000, 1000, 3000}));
        assertEquals(new Timing(2, 1), Timing.of(new long[] {3000, 1000}));
    }

    @Test
    void contendersTakeTurns() {
        StringBuilder turns = new StringBuilder();
        List<Timing> timings = new Pace(0, 0, 2).measure(List.of(contender(turns, 'a'), contender(turns, 'b')));
        assertEquals("abab" + "ab", turns.toString());
        assertTrue(timings.get(0).median() >= timings.get(0).best());
    }

    @Test
    void theProgramItselfIsNobodyElse() {
        Load load = new Load();
        assertTrue(load.ofOthers() >= 0);
    }

    private static Contender contender(StringBuilder turns, char name) {
        return new Contender() {
            @Override
            public void iterate() {
                turns.append(name);
            }

            @Override
            public Results results() {
                return new Results();
            }
        };
    }
}
