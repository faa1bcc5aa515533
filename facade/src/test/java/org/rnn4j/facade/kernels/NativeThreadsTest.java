package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class NativeThreadsTest {
    @AfterEach
    void clearWish() {
        System.clearProperty(NativeThreads.PROPERTY);
    }

    @Test
    void thePropertyDecides() {
        assertEquals(Runtime.getRuntime().availableProcessors(), NativeThreads.wished());
        System.setProperty(NativeThreads.PROPERTY, "3");
        assertEquals(3, NativeThreads.wished());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "two", ""})
    void whatIsNoNumberOfThreadsIsRefused(String wish) {
        System.setProperty(NativeThreads.PROPERTY, wish);
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, NativeThreads::wished);
        assertEquals("rnn4j.threads: expected a number of threads, at least 1, got " + wish, thrown.getMessage());
    }

    @Test
    void choosingKernelsLeavesNativeLibrariesOneThreadEach() {
        Kernels.get();
        assertEquals(1, openblas_nolapack.blas_get_num_threads());
        assertEquals(1, Nd4j.getEnvironment().maxMasterThreads());
    }
}
