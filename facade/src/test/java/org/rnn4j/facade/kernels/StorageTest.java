package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StorageTest {

    /** Asked for so much, ND4J ends the whole process. */
    @ParameterizedTest
    @CsvSource({
        "FLOAT, 536870912, 536870911, 4",
        "DOUBLE, 40000000000, 268435455, 8",
        "LONG, 9223372036854775807, 268435455, 8"
    })
    void whatIsTooLargeIsRefusedBeforeMemoryIsTaken(ElementType type, long size, long most, int bytes) {
        var e = assertThrows(UnsupportedOperationException.class, () -> new Storage(type, size));
        assertEquals(
                "Storage: expected at most " + most + " numbers of " + bytes + " bytes, got " + size, e.getMessage());
    }
}
