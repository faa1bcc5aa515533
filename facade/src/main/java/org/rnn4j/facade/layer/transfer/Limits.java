package org.rnn4j.facade.layer.transfer;

/** Cuts each element off below a minimum and above a maximum; the gradient is zero at the limits and outside. */
abstract class Limits extends ElementwiseTransfer {
    final double minimum;
    final double maximum;

    Limits(double minimum, double maximum, boolean inPlace) {
        super(inPlace);
        if (!(minimum < maximum)) {
            throw new IllegalArgumentException(getClass().getSimpleName()
                    + ": expected a minimum below the maximum, got " + minimum + " and " + maximum);
        }
        this.minimum = minimum;
        this.maximum = maximum;
    }

    @Override
    protected final double value(double x) {
        return x < minimum ? minimum : x > maximum ? maximum : x;
    }

    @Override
    protected final double slope(double x, double y) {
        return x > minimum && x < maximum ? 1 : 0;
    }
}
