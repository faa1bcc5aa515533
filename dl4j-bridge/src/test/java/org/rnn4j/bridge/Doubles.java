package org.rnn4j.bridge;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** Runs tests in double precision, each from the same seed. */
final class Doubles implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        Tensor.setDefaultType(ElementType.DOUBLE);
        Generator.global().manualSeed(7);
    }
}
