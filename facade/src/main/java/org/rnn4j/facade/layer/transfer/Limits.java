package org.rnn4j.facade.layer.transfer;

/** Cuts each element off below a minValue and above a maxValue; the gradient is zero at the limits and outside. */
abstract class Limits extends ElementwiseTransfer {
    final double minValue;
    final double maxValue;

    Limits(double minValue, double maxValue, boolean inPlace) {
        super(inPlace);
        if (!(minValue < maxValue)) {
            throw new IllegalArgumentException(getClass().getSimpleName()
                    + ": expected a minimum below the maximum, got " + minValue + " and " + maxValue);
        }
        this.minValue = minValue;
        this.maxValue = maxValue;
    }

    @Override
    protected final double value(double x) {
        return x < minValue ? minValue : x > maxValue ? maxValue : x;
    }

    @Override
    protected final double slope(double x, double y) {
        return x > minValue && x < maxValue ? 1 : 0;
    }
}
