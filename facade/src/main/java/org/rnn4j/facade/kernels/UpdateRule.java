package org.rnn4j.facade.kernels;

/**
 * How an optimiser moves parameters x along a gradient g: what {@link UpdateKernels#update} does to each element, in one pass over
 * memory. Each rule lists its operands, the gradient first and x last, and its factors in the order in which they are given; g stays as it is
 * unless the rule says so.
 */
public enum UpdateRule {
    /** Operands g, d, x; factors momentum, share, rate: {@code d = momentum d + share g; x = x - rate d}. */
    MOMENTUM(3, 3),

    /** Operands g, d, x; factors momentum, share, rate: {@code d = momentum d + share g; g = g + momentum d; x = x - rate g}. */
    NESTEROV(3, 3),

    /**
     * Operands g, m, v, x; factors b1, 1 - b1, b2, 1 - b2, epsilon, step: {@code m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g g;
     * x = x - step m / (sqrt(v) + epsilon)}.
     */
    ADAM(4, 6),

    /**
     * Operands g, m, u, faded, present, x; factors b1, 1 - b1, b2, epsilon, step: {@code m = b1 m + (1 - b1) g; faded = b2 u; present =
     * |g| + epsilon; u = max(faded, present); x = x - step m / u}.
     */
    ADAMAX(6, 5),

    /** Operands g, v, x; factors rate, epsilon: {@code v = v + g g; x = x - rate g / (sqrt(v) + epsilon)}. */
    ADAGRAD(3, 2),

    /**
     * Operands g, v, a, delta, x; factors rho, 1 - rho, epsilon: {@code v = rho v + (1 - rho) g g; delta = sqrt(a + epsilon) / sqrt(v +
     * epsilon) g; x = x - delta; a = rho a + (1 - rho) delta delta}.
     */
    ADADELTA(5, 3),

    /** Operands g, v, x; factors alpha, 1 - alpha, epsilon, rate: {@code v = alpha v + (1 - alpha) g g; x = x - rate g / (sqrt(v) + epsilon)}. */
    RMSPROP(3, 4);

    private final int operands;
    private final int factors;

    UpdateRule(int operands, int factors) {
        this.operands = operands;
        this.factors = factors;
    }

    /** How many views the rule takes. */
    int operands() {
        return operands;
    }

    /** How many factors the rule takes. */
    int factors() {
        return factors;
    }

    /** Checks that there are as many factors and operands as the rule takes, and that results lie apart. */
    void check(double[] given, View[] views) {
        if (given.length != factors || views.length != operands) {
            throw new IllegalArgumentException("update: expected " + factors + " factors and " + operands
                    + " views for " + this + ", got " + given.length + " and " + views.length);
        }
        for (int v = firstResult(); v < views.length; v++) {
            Walk.checkApart("update", views[v]);
        }
    }

    /** The position of the first operand that changes; those behind it do, too. */
    int firstResult() {
        return this == NESTEROV ? 0 : 1;
    }

    /** The most operands that a rule has. */
    static int mostOperands() {
        return ADAMAX.operands;
    }
}
