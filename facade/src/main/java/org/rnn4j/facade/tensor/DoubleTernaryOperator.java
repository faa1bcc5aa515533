package org.rnn4j.facade.tensor;

/** A function of three numbers. */
@FunctionalInterface
public interface DoubleTernaryOperator {
    double applyAsDouble(double x, double y, double z);
}
