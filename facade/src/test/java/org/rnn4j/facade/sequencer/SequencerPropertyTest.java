package org.rnn4j.facade.sequencer;

import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.tensor.Generator;

/** Whole sequences at once are what all the steps would be, whatever is done before, between and after. */
@ExtendWith(InDouble.class)
final class SequencerPropertyTest {
    private static final int OPERATIONS = 25;

    static LongStream seeds() {
        return LongStream.rangeClosed(Long.getLong("seed.first", 1), Long.getLong("seed.last", 250));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPlannedSequencerDoesWhatItsStepsDo(long seed) {
        Generator.global().manualSeed(seed);
        new SequencerOperations(seed).run(OPERATIONS);
    }
}
