package org.rnn4j.facade.tensor;

import org.rnn4j.facade.kernels.Positions;

/** Makes one number of many. */
interface Reduction {
    /** The sum; 0 of nothing. */
    Reduction SUM = new Reduction() {
        @Override
        public double of(double[] x, int n) {
            // Four sums at a time: additions that need not wait for each other.
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            int i = 0;
            for (; i < n - 3; i += 4) {
                a += x[i];
                b += x[i + 1];
                c += x[i + 2];
                d += x[i + 3];
            }
            for (; i < n; i++) {
                a += x[i];
            }
            return a + b + (c + d);
        }

        @Override
        public void of(StridedTensor tensor, int d, StridedTensor result) {
            if (Planes.fit(tensor, d) && result.isContiguous()) {
                Planes.sum(tensor, d, result);
            } else {
                Reduction.super.of(tensor, d, result);
            }
        }

        @Override
        public long of(long[] x, int n) {
            long sum = 0;
            for (int i = 0; i < n; i++) {
                sum += x[i];
            }
            return sum;
        }
    };

    /** The product; 1 of nothing. */
    Reduction PRODUCT = new Reduction() {
        @Override
        public double of(double[] x, int n) {
            double product = 1;
            for (int i = 0; i < n; i++) {
                product *= x[i];
            }
            return product;
        }

        @Override
        public long of(long[] x, int n) {
            long product = 1;
            for (int i = 0; i < n; i++) {
                product *= x[i];
            }
            return product;
        }
    };

    /** The greatest number; NaN if there is one. */
    Reduction MAXIMUM = new Reduction() {
        @Override
        public double of(double[] x, int n) {
            double max = x[0];
            for (int i = 1; i < n; i++) {
                max = Math.max(max, x[i]);
            }
            return max;
        }

        @Override
        public long of(long[] x, int n) {
            long max = x[0];
            for (int i = 1; i < n; i++) {
                max = Math.max(max, x[i]);
            }
            return max;
        }
    };

    /** The smallest number; NaN if there is one. */
    Reduction MINIMUM = new Reduction() {
        @Override
        public double of(double[] x, int n) {
            double min = x[0];
            for (int i = 1; i < n; i++) {
                min = Math.min(min, x[i]);
            }
            return min;
        }

        @Override
        public long of(long[] x, int n) {
            long min = x[0];
            for (int i = 1; i < n; i++) {
                min = Math.min(min, x[i]);
            }
            return min;
        }
    };

    /** Of the first {@code n} numbers. */
    double of(double[] x, int n);

    /** Of the first {@code n} numbers. */
    default long of(long[] x, int n) {
        throw new UnsupportedOperationException("for floating-point numbers only");
    }

    /** The sum of {@code |x|^p}; how many are not 0 if p is 0. */
    static Reduction powers(double p) {
        return (x, n) -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double a = Math.abs(x[i]);
                if (p == 2) {
                    sum += a * a;
                } else if (p == 1) {
                    sum += a;
                } else if (p == 0) {
                    sum += a == 0 ? 0 : 1;
                } else {
                    sum += Math.pow(a, p);
                }
            }
            return sum;
        };
    }

    /** The p-norm that belongs to a sum of {@link #powers}. */
    static double root(double sum, double p) {
        return p == 0 || p == 1 ? sum : p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / p);
    }

    /** The p-norm. */
    static Reduction norm(double p) {
        Reduction powers = powers(p);
        return (x, n) -> root(powers.of(x, n), p);
    }

    /** The mean square distance from the mean, over n if {@code biased}, else over n - 1. */
    static Reduction variance(boolean biased) {
        return (x, n) -> {
            double mean = SUM.of(x, n) / n;
            double squares = 0;
            double rest = 0;
            for (int i = 0; i < n; i++) {
                double d = x[i] - mean;
                squares += d * d;
                rest += d;
            }
            // What rounding left of the sum of the distances, which should be 0, is taken out again.
            return (squares - rest * rest / n) / (biased ? n : n - 1);
        };
    }

    /** This of all elements of a tensor, block by block, and {@code then} of the results. */
    default double of(StridedTensor tensor, Reduction then) {
        Blocks blocks = Blocks.scratch();
        Positions from = Blocks.walk(tensor);
        boolean floating = tensor.elementType().isFloatingPoint();
        long count = tensor.elements();
        int results = 0;
        for (long done = 0; done < count; done += Blocks.SIZE) {
            int n = Blocks.size(done, count);
            if (results == Blocks.SIZE) {
                blocks.y[0] = then.of(blocks.y, results);
                blocks.j[0] = floating ? 0 : then.of(blocks.j, results);
                results = 1;
            }
            if (floating) {
                blocks.read(tensor, from, done, blocks.x, n);
                blocks.y[results++] = of(blocks.x, n);
            } else {
                blocks.read(tensor, from, done, blocks.i, n);
                blocks.j[results++] = of(blocks.i, n);
            }
        }
        return floating ? then.of(blocks.y, results) : (double) then.of(blocks.j, results);
    }

    /** This of each slice of {@code tensor} along dimension {@code d}, from 0, into {@code result}, whose size there is 1. */
    default void of(StridedTensor tensor, int d, StridedTensor result) {
        Slices from = new Slices(tensor, d);
        Slices to = new Slices(result, d);
        if (tensor.elementType().isFloatingPoint()) {
            double[] x = from.length <= Blocks.SIZE ? Blocks.scratch().x : new double[from.length];
            while (from.next() && to.next()) {
                from.read(x);
                to.putDouble(0, of(x, from.length));
            }
        } else {
            long[] x = from.length <= Blocks.SIZE ? Blocks.scratch().i : new long[from.length];
            while (from.next() && to.next()) {
                from.read(x);
                to.putLong(0, of(x, from.length));
            }
        }
    }
}
