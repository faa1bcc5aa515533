package org.rnn4j.facade;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Lets the tests of a class, and those nested in it, work in double precision, with random numbers that are always the same, from the
 * initial values of their fields on.
 */
public final class InDouble implements TestInstancePreConstructCallback {
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context) {
        Tensor.setDefaultType(ElementType.DOUBLE);
        Generator.global().manualSeed(1);
    }
}
