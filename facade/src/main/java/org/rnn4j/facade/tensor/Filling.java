package org.rnn4j.facade.tensor;

import java.util.function.LongToDoubleFunction;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.View;

/** The chapter of {@link Tensor} that fills itself with regular or random numbers. All of it happens in place. */
public sealed interface Filling extends View permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    // ---- regular numbers

    /** Becomes a tensor of zeros with these sizes. */
    default Tensor zeros(long... newSizes) {
        return self().resize(newSizes).zero();
    }

    /** Becomes a tensor of ones with these sizes. */
    default Tensor ones(long... newSizes) {
        return self().resize(newSizes).fill(1);
    }

    /** Becomes an identity matrix with {@code n} rows and columns. */
    default Tensor eye(long n) {
        return eye(n, n);
    }

    /** Becomes a matrix with ones on its diagonal and zeros elsewhere. */
    default Tensor eye(long rows, long columns) {
        zeros(rows, columns);
        if (elements() > 0) {
            self().diagonal(0, 0, Math.min(rows, columns)).fill(1);
        }
        return self();
    }

    /** Becomes the vector {@code first, first + 1, ...} up to {@code last}. */
    default Tensor range(double first, double last) {
        return range(first, last, 1);
    }

    /** Becomes the vector {@code first, first + step, ...} up to {@code last}. */
    default Tensor range(double first, double last, double step) {
        if (!(step > 0 && first <= last) && !(step < 0 && first >= last)) {
            throw new IllegalArgumentException(
                    "range: expected a step that leads from " + first + " to " + last + ", got " + step);
        }
        return vector((long) ((last - first) / step + 1), i -> first + (double) i * step);
    }

    /** {@link #linspace(double, double, long)} with 100 numbers. */
    default Tensor linspace(double first, double last) {
        return linspace(first, last, 100);
    }

    /** Becomes the vector of {@code count} numbers from {@code first} to {@code last} at equal distances. */
    default Tensor linspace(double first, double last, long count) {
        checkCount("linspace", first, last, count);
        return vector(count, between(first, last, count));
    }

    /** {@link #logspace(double, double, long)} with 100 numbers. */
    default Tensor logspace(double first, double last) {
        return logspace(first, last, 100);
    }

    /** Becomes the vector of {@code count} numbers from {@code 10^first} to {@code 10^last} at equal ratios. */
    default Tensor logspace(double first, double last, long count) {
        checkCount("logspace", first, last, count);
        LongToDoubleFunction exponents = between(first, last, count);
        return vector(count, i -> Math.pow(10, exponents.applyAsDouble(i)));
    }

    private void checkCount(String who, double first, double last, long count) {
        self().floating(who);
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
        return self().elementType() == ElementType.FLOAT
                ? i -> (float) first + (float) i * ((float) last - (float) first) / (float) (count - 1)
                : i -> first + (double) i * (last - first) / (double) (count - 1);
    }

    private Tensor vector(long count, LongToDoubleFunction number) {
        self().resize(count);
        Positions at = new Positions(self());
        for (long i = 0; i < count; i++) {
            storage().putDouble(at.next(), number.applyAsDouble(i));
        }
        return self();
    }

    // ---- random numbers of the global generator, see Generator

    /** Uniform numbers from [0, 1), with new sizes. */
    default Tensor rand(long... newSizes) {
        return self().resize(newSizes).uniform();
    }

    /** Normal numbers of mean 0 and deviation 1, with new sizes. */
    default Tensor randn(long... newSizes) {
        return self().resize(newSizes).normal();
    }

    /** {@link Generator#random(Tensor)}. */
    default Tensor random() {
        return Generator.global().random(self());
    }

    /** {@link Generator#random(Tensor, long)}. */
    default Tensor random(long n) {
        return Generator.global().random(self(), n);
    }

    /** {@link Generator#random(Tensor, long, long)}. */
    default Tensor random(long low, long high) {
        return Generator.global().random(self(), low, high);
    }

    /** {@link Generator#uniform(Tensor)}. */
    default Tensor uniform() {
        return Generator.global().uniform(self());
    }

    /** {@link Generator#uniform(Tensor, double, double)}. */
    default Tensor uniform(double low, double high) {
        return Generator.global().uniform(self(), low, high);
    }

    /** {@link Generator#normal(Tensor)}. */
    default Tensor normal() {
        return Generator.global().normal(self());
    }

    /** {@link Generator#normal(Tensor, double, double)}. */
    default Tensor normal(double mean, double deviation) {
        return Generator.global().normal(self(), mean, deviation);
    }

    /** {@link Generator#exponential(Tensor, double)}. */
    default Tensor exponential(double rate) {
        return Generator.global().exponential(self(), rate);
    }

    /** {@link Generator#cauchy(Tensor, double, double)}. */
    default Tensor cauchy(double median, double width) {
        return Generator.global().cauchy(self(), median, width);
    }

    /** {@link Generator#logNormal(Tensor, double, double)}. */
    default Tensor logNormal(double mean, double deviation) {
        return Generator.global().logNormal(self(), mean, deviation);
    }

    /** {@link Generator#geometric(Tensor, double)}. */
    default Tensor geometric(double p) {
        return Generator.global().geometric(self(), p);
    }

    /** {@link Generator#bernoulli(Tensor)}. */
    default Tensor bernoulli() {
        return Generator.global().bernoulli(self());
    }

    /** {@link Generator#bernoulli(Tensor, double)}. */
    default Tensor bernoulli(double p) {
        return Generator.global().bernoulli(self(), p);
    }

    /** {@link Generator#bernoulli(Tensor, Tensor)}. */
    default Tensor bernoulli(Tensor probabilities) {
        return Generator.global().bernoulli(self(), probabilities);
    }

    /** {@link Generator#multinomial(Tensor, int, boolean)} with these numbers as weights. */
    default Tensor multinomial(int samples, boolean withReplacement) {
        return Generator.global().multinomial(self(), samples, withReplacement);
    }
}
