package org.rnn4j.facade.tensor;

import java.util.function.LongToDoubleFunction;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;

/** The part of a {@link Tensor} that fills itself with regular or random numbers. All of it happens in place. */
abstract class FilledTensor extends IndexingTensor {
    FilledTensor(Storage storage, long offset, long[] sizes, long[] strides) {
        super(storage, offset, sizes, strides);
    }

    // ---- regular numbers

    /** Becomes a tensor of zeros with these sizes. */
    public final Tensor zeros(long... newSizes) {
        return resize(newSizes).zero();
    }

    /** Becomes a tensor of ones with these sizes. */
    public final Tensor ones(long... newSizes) {
        return resize(newSizes).fill(1);
    }

    /** Becomes an identity matrix with {@code n} rows and columns. */
    public final Tensor eye(long n) {
        return eye(n, n);
    }

    /** Becomes a matrix with ones on its diagonal and zeros elsewhere. */
    public final Tensor eye(long rows, long columns) {
        zeros(rows, columns);
        if (elements() > 0) {
            diagonal(0, 0, Math.min(rows, columns)).fill(1);
        }
        return self();
    }

    /** Becomes the vector {@code first, first + 1, ...} up to {@code last}. */
    public final Tensor range(double first, double last) {
        return range(first, last, 1);
    }

    /** Becomes the vector {@code first, first + step, ...} up to {@code last}. */
    public final Tensor range(double first, double last, double step) {
        if (!(step > 0 && first <= last) && !(step < 0 && first >= last)) {
            throw new IllegalArgumentException(
                    "range: expected a step that leads from " + first + " to " + last + ", got " + step);
        }
        return vector((long) ((last - first) / step + 1), i -> first + (double) i * step);
    }

    /** {@link #linspace(double, double, long)} with 100 numbers. */
    public final Tensor linspace(double first, double last) {
        return linspace(first, last, 100);
    }

    /** Becomes the vector of {@code count} numbers from {@code first} to {@code last} at equal distances. */
    public final Tensor linspace(double first, double last, long count) {
        checkCount("linspace", first, last, count);
        return vector(count, between(first, last, count));
    }

    /** {@link #logspace(double, double, long)} with 100 numbers. */
    public final Tensor logspace(double first, double last) {
        return logspace(first, last, 100);
    }

    /** Becomes the vector of {@code count} numbers from {@code 10^first} to {@code 10^last} at equal ratios. */
    public final Tensor logspace(double first, double last, long count) {
        checkCount("logspace", first, last, count);
        LongToDoubleFunction exponents = between(first, last, count);
        return vector(count, i -> Math.pow(10, exponents.applyAsDouble(i)));
    }

    private void checkCount(String who, double first, double last, long count) {
        floating(who);
        if (count < 1 || (count == 1 && first != last)) {
            throw new IllegalArgumentException(
                    who + ": expected at least 2 numbers from " + first + " to " + last + ", got " + count);
        }
    }

    /** Floats go in steps of floats, as in Torch. */
    private LongToDoubleFunction between(double first, double last, long count) {
        if (count == 1) {
            return i -> first;
        }
        return elementType() == ElementType.FLOAT
                ? i -> (float) first + (float) i * ((float) last - (float) first) / (float) (count - 1)
                : i -> first + (double) i * (last - first) / (double) (count - 1);
    }

    private Tensor vector(long count, LongToDoubleFunction number) {
        resize(count);
        Positions at = new Positions(this);
        for (long i = 0; i < count; i++) {
            storage().putDouble(at.next(), number.applyAsDouble(i));
        }
        return self();
    }

    // ---- random numbers of the global generator, see Generator

    /** Uniform numbers from [0, 1), with new sizes. */
    public final Tensor rand(long... newSizes) {
        return resize(newSizes).uniform();
    }

    /** Normal numbers of mean 0 and deviation 1, with new sizes. */
    public final Tensor randn(long... newSizes) {
        return resize(newSizes).normal();
    }

    /** {@link Generator#random(Tensor)}. */
    public final Tensor random() {
        return Generator.global().random(self());
    }

    /** {@link Generator#random(Tensor, long)}. */
    public final Tensor random(long n) {
        return Generator.global().random(self(), n);
    }

    /** {@link Generator#random(Tensor, long, long)}. */
    public final Tensor random(long low, long high) {
        return Generator.global().random(self(), low, high);
    }

    /** {@link Generator#uniform(Tensor)}. */
    public final Tensor uniform() {
        return Generator.global().uniform(self());
    }

    /** {@link Generator#uniform(Tensor, double, double)}. */
    public final Tensor uniform(double low, double high) {
        return Generator.global().uniform(self(), low, high);
    }

    /** {@link Generator#normal(Tensor)}. */
    public final Tensor normal() {
        return Generator.global().normal(self());
    }

    /** {@link Generator#normal(Tensor, double, double)}. */
    public final Tensor normal(double mean, double deviation) {
        return Generator.global().normal(self(), mean, deviation);
    }

    /** {@link Generator#exponential(Tensor, double)}. */
    public final Tensor exponential(double rate) {
        return Generator.global().exponential(self(), rate);
    }

    /** {@link Generator#cauchy(Tensor, double, double)}. */
    public final Tensor cauchy(double median, double width) {
        return Generator.global().cauchy(self(), median, width);
    }

    /** {@link Generator#logNormal(Tensor, double, double)}. */
    public final Tensor logNormal(double mean, double deviation) {
        return Generator.global().logNormal(self(), mean, deviation);
    }

    /** {@link Generator#geometric(Tensor, double)}. */
    public final Tensor geometric(double p) {
        return Generator.global().geometric(self(), p);
    }

    /** {@link Generator#bernoulli(Tensor)}. */
    public final Tensor bernoulli() {
        return Generator.global().bernoulli(self());
    }

    /** {@link Generator#bernoulli(Tensor, double)}. */
    public final Tensor bernoulli(double p) {
        return Generator.global().bernoulli(self(), p);
    }

    /** {@link Generator#bernoulli(Tensor, Tensor)}. */
    public final Tensor bernoulli(Tensor probabilities) {
        return Generator.global().bernoulli(self(), probabilities);
    }

    /** {@link Generator#multinomial(Tensor, int, boolean)} with these numbers as weights. */
    public final Tensor multinomial(int samples, boolean withReplacement) {
        return Generator.global().multinomial(self(), samples, withReplacement);
    }
}
