package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

final class StorageTest {
    private final Storage storage = new Storage(ElementType.DOUBLE, 6);

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

    @Test
    void anArrayLooksAtTheMemory() {
        INDArray array = storage.array(1, new long[] {2, 2}, new long[] {3, 1});
        storage.putDouble(4, 7);
        assertEquals(7, array.getDouble(1, 0));
        array.putScalar(0, 1, 5);
        assertEquals(5, storage.getDouble(2));
    }

    @Test
    void anArrayBehindTheEndIsRefused() {
        var e = assertThrows(
                IndexOutOfBoundsException.class, () -> storage.array(2, new long[] {2, 3}, new long[] {3, 1}));
        assertEquals("Storage: expected positions from 0 to 5, got 2 to 7", e.getMessage());
    }
}
