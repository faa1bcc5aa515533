package org.rnn4j.facade.tensor;

/**
 * Draws from gamma distributions, as {@code randomkit} does for Torch: by the methods of Marsaglia and Tsang for shapes above 1 and of Ahrens and Dieter for
 * those below.
 */
final class Gamma {
    private final Generator generator;

    /** The second one of the last pair of normal numbers, if it is still to come. */
    private double normal;

    private boolean normalKept;

    Gamma(Generator generator) {
        this.generator = generator;
    }

    /** Forgets the second one of a pair of normal numbers. */
    void reset() {
        normalKept = false;
    }

    double draw(double shape) {
        if (shape == 1) {
            return exponential();
        }
        return shape < 1 ? drawSmall(shape) : drawLarge(shape);
    }

    private double drawSmall(double shape) {
        while (true) {
            double u = uniform();
            double limit = exponential();
            double x;
            if (u <= 1 - shape) {
                x = Math.pow(u, 1 / shape);
            } else {
                double tail = -Math.log((1 - u) / shape);
                x = Math.pow(1 - shape + shape * tail, 1 / shape);
                limit += tail;
            }
            if (x <= limit) {
                return x;
            }
        }
    }

    private double drawLarge(double shape) {
        double scale = shape - 1.0 / 3;
        double width = 1 / Math.sqrt(9 * scale);
        while (true) {
            double x = normal();
            double root = 1 + width * x;
            if (root <= 0) {
                continue;
            }
            double cube = root * root * root;
            double u = uniform();
            if (u < 1 - 0.0331 * (x * x) * (x * x) || Math.log(u) < 0.5 * x * x + scale * (1 - cube + Math.log(cube))) {
                return scale * cube;
            }
        }
    }

    /** 53 random bits, of two draws. */
    private double uniform() {
        long high = generator.random() >>> 5;
        long low = generator.random() >>> 6;
        return (high * 0x1p26 + low) / 0x1p53;
    }

    private double exponential() {
        return -Math.log(1 - uniform());
    }

    private double normal() {
        if (normalKept) {
            normalKept = false;
            return normal;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * Math.log(square) / square);
        normal = factor * x;
        normalKept = true;
        return factor * y;
    }
}
