package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** Random numbers of {@link torch}, all from the global generator. */
@NullMarked
abstract class RandomDoor extends ShapeDoor {
    /** Seeds the generator: the same calls draw the same numbers from here on. */
    public static void manualSeed(long seed) {
        Generator.global().manualSeed(seed);
    }

    /** Seeds the generator at random, and returns the seed. */
    public static long seed() {
        return Generator.global().seed();
    }

    /** The seed last set. */
    public static long initialSeed() {
        return Generator.global().initialSeed();
    }

    /** The state of the generator. */
    public static Tensor getRNGState() {
        return Generator.global().getRNGState();
    }

    /** Puts the generator into a state that {@link #getRNGState} gave. */
    public static void setRNGState(Tensor state) {
        Generator.global().setRNGState(state);
    }

    /** An integer from 0 to 2^32 - 1. */
    public static long random() {
        return Generator.global().random();
    }

    /** An integer from 1 to {@code n}. */
    public static long random(long n) {
        return Generator.global().random(n);
    }

    /** An integer from {@code low} to {@code high}, both included. */
    public static long random(long low, long high) {
        return Generator.global().random(low, high);
    }

    /** A number from [0, 1). */
    public static double uniform() {
        return Generator.global().uniform();
    }

    /** A number from [low, high). */
    public static double uniform(double low, double high) {
        return Generator.global().uniform(low, high);
    }

    /** A normal number of mean 0 and deviation 1. */
    public static double normal() {
        return Generator.global().normal();
    }

    /** A normal number. */
    public static double normal(double mean, double deviation) {
        return Generator.global().normal(mean, deviation);
    }

    /** An exponential number of mean {@code 1 / rate}. */
    public static double exponential(double rate) {
        return Generator.global().exponential(rate);
    }

    /** A Cauchy number. */
    public static double cauchy(double median, double width) {
        return Generator.global().cauchy(median, width);
    }

    /** e to the power of a normal number of this mean and deviation. */
    public static double logNormal(double mean, double deviation) {
        return Generator.global().logNormal(mean, deviation);
    }

    /** {@link Generator#geometric(double)}. */
    public static long geometric(double p) {
        return Generator.global().geometric(p);
    }

    /** 1 or 0, as likely. */
    public static int bernoulli() {
        return Generator.global().bernoulli();
    }

    /** 1 with probability {@code p}, else 0. */
    public static int bernoulli(double p) {
        return Generator.global().bernoulli(p);
    }

    /** A tensor of the default type of uniform numbers from [0, 1). */
    public static Tensor rand(long... sizes) {
        return new Tensor(sizes).uniform();
    }

    /** {@code result} with these sizes, filled with uniform numbers from [0, 1). */
    public static Tensor rand(Tensor result, long... sizes) {
        return result.rand(sizes);
    }

    /** A tensor of the default type of normal numbers of mean 0 and deviation 1. */
    public static Tensor randn(long... sizes) {
        return new Tensor(sizes).normal();
    }

    /** {@code result} with these sizes, filled with normal numbers of mean 0 and deviation 1. */
    public static Tensor randn(Tensor result, long... sizes) {
        return result.randn(sizes);
    }

    /** The numbers 1 to {@code n} in random order, as a vector of the default type. */
    public static Tensor randperm(long n) {
        return Generator.global().randperm(n);
    }

    /** {@link Generator#multinomial}, without replacement. */
    public static Tensor multinomial(Tensor weights, int samples) {
        return Generator.global().multinomial(weights, samples, false);
    }

    /** {@link Generator#multinomial}. */
    public static Tensor multinomial(Tensor weights, int samples, boolean withReplacement) {
        return Generator.global().multinomial(weights, samples, withReplacement);
    }
}
