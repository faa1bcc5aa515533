package org.rnn4j.facade.layer.criterion;

/** The mean squared error against the target, or against what a subclass makes of it. */
abstract class SquaredErrorCriterion extends ElementwiseCriterion {
    SquaredErrorCriterion(boolean sizeAverage) {
        super(sizeAverage);
    }

    @Override
    protected final double loss(double input, double target) {
        double error = input - target;
        return error * error;
    }

    @Override
    protected final double slope(double input, double target) {
        return 2 * (input - target);
    }
}
