package org.rnn4j.bridge;

import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.tensor.Generator;

/** A compiled module does what the module does, whatever is done before, between and after. */
@ExtendWith(Doubles.class)
final class RandomOperationsTest {
    private static final int OPERATIONS = 25;

    static LongStream seeds() {
        return LongStream.rangeClosed(Long.getLong("seed.first", 1), Long.getLong("seed.last", 100));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCompiledNetDoesWhatTheNetDoes(long seed) {
        Generator.global().manualSeed(seed);
        new RandomOperations(seed).run(OPERATIONS);
    }
}
