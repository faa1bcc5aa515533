package org.rnn4j.facade.tensor;

import java.util.Arrays;
import org.rnn4j.facade.kernels.ElementType;

/** Draws from categories by their weights, as Torch does. */
final class Multinomial {
    private final double[] weights;
    private final double[] cumulative;
    private final boolean rounded;

    private Multinomial(double[] weights, boolean rounded) {
        this.weights = weights;
        this.rounded = rounded;
        cumulative = new double[weights.length];
        accumulate();
    }

    static Tensor draw(Generator generator, Tensor drawn, Tensor weights, int samples, boolean withReplacement) {
        check(weights, samples, withReplacement);
        int rows = weights.dim() == 1 ? 1 : Math.toIntExact(weights.size(1));
        int categories = Math.toIntExact(weights.elements() / rows);
        double[] values = weights.toDoubleArray();
        checkValues(weights, values, categories, withReplacement ? 1 : samples);
        if (weights.dim() == 1) {
            drawn.resize(samples);
        } else {
            drawn.resize(rows, samples);
        }
        boolean rounded = weights.elementType() == ElementType.FLOAT;
        long position = drawn.offset();
        for (int i = 0; i < rows; i++) {
            double[] row = Arrays.copyOfRange(values, i * categories, (i + 1) * categories);
            Multinomial distribution = new Multinomial(row, rounded);
            for (int j = 0; j < samples; j++) {
                int category = distribution.category(generator.uniform());
                drawn.storage().putLong(position++, category + 1L);
                if (!withReplacement) {
                    distribution.remove(category);
                }
            }
        }
        return drawn;
    }

    /** The sums of the first weights, divided by the sum of all, in the type of the weights as in Torch. */
    private void accumulate() {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k];
            cumulative[k] = rounded ? (float) sum : sum;
        }
        for (int k = 0; k < weights.length; k++) {
            double share = cumulative[k] / sum;
            cumulative[k] = rounded ? (float) share : share;
        }
    }

    /** The first category with a weight, from 0, whose cumulative weight reaches {@code u}; the last one if rounding left none. */
    private int category(double u) {
        int low = 0;
        int high = weights.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] < u) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int step = cumulative[low] < u ? -1 : 1;
        while (weights[low] == 0) {
            low = Math.floorMod(low + step, weights.length);
        }
        return low;
    }

    private void remove(int category) {
        weights[category] = 0;
        accumulate();
    }

    private static void check(Tensor weights, int samples, boolean withReplacement) {
        if (!weights.elementType().isFloatingPoint() || weights.dim() < 1 || weights.dim() > 2) {
            throw new IllegalArgumentException(
                    "multinomial: expected a float or double vector or matrix of weights, got " + weights.describe());
        }
        if (samples < 1) {
            throw new IllegalArgumentException("multinomial: expected at least 1 sample, got " + samples);
        }
        long categories = weights.size(weights.dim());
        if (!withReplacement && samples > categories) {
            throw new IllegalArgumentException("multinomial: expected at most " + categories
                    + " samples, one for each category, without replacement, got " + samples);
        }
    }

    private static void checkValues(Tensor weights, double[] values, int categories, int needed) {
        int positive = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i];
            if (!Double.isFinite(sum)) {
                throw new IllegalArgumentException("multinomial: expected weights with a finite sum, got " + values[i]
                        + " in " + weights.describe());
            }
            positive += values[i] > 0 ? 1 : 0;
            if ((i + 1) % categories == 0) {
                if (sum <= 0 || positive < needed) {
                    throw new IllegalArgumentException(
                            "multinomial: expected each row of " + weights.describe() + " to have a sum and at least "
                                    + needed + " weights above 0, got " + sum + " and " + positive);
                }
                positive = 0;
                sum = 0;
            }
        }
    }
}
