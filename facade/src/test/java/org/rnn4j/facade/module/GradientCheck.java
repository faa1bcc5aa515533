package org.rnn4j.facade.module;

import java.util.function.DoubleSupplier;
import org.rnn4j.facade.tensor.Tensor;

/** Compares gradients with central differences, in double precision. */
public final class GradientCheck {
    /** Balances the error of the difference, of the order of its square, against that of rounding. */
    private static final double STEP = 1e-5;

    /** The rounding error of losses of the order of 1 to 10, divided by the step, is some 1e-10; curvature adds as much. */
    private static final double TOLERANCE = 1e-7;

    private GradientCheck() {}

    /**
     * Fails unless {@code gradient} is that of {@code loss} with respect to {@code values}, which are changed one by one and put back.
     *
     * @param what what the message calls the values
     */
    public static void check(String what, Tensor values, Tensor gradient, DoubleSupplier loss) {
        Tensor differences = new Tensor(values.elementType(), values.size());
        for (long i = 0; i < values.elements(); i++) {
            double before = values.storage().getDouble(values.offset() + i);
            values.storage().putDouble(values.offset() + i, before + STEP);
            double above = loss.getAsDouble();
            values.storage().putDouble(values.offset() + i, before - STEP);
            double below = loss.getAsDouble();
            values.storage().putDouble(values.offset() + i, before);
            differences.storage().putDouble(i, (above - below) / (2 * STEP));
        }
        Samples.assertClose(what + " by differences and by backward", differences, gradient, TOLERANCE);
    }
}
