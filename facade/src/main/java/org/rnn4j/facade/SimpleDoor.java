package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.simple.Add;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.Reshape;
import org.rnn4j.facade.layer.simple.View;

/** Simple layers of {@link nn}. */
@NullMarked
abstract class SimpleDoor extends CriterionDoor {
    /** Makes an {@link Add}. */
    public static Add Add(int inputSize) {
        return new Add(inputSize);
    }

    /** Makes an {@link Add}. */
    public static Add Add(long[] inputSize) {
        return new Add(inputSize);
    }

    /** Makes an {@link Add}. */
    public static Add Add(int inputSize, boolean scalar) {
        return new Add(inputSize, scalar);
    }

    /** Makes an {@link Add}. */
    public static Add Add(long[] inputSize, boolean scalar) {
        return new Add(inputSize, scalar);
    }

    /** Makes an {@link Identity}. */
    public static Identity Identity() {
        return new Identity();
    }

    /** Makes a {@link Linear}. */
    public static Linear Linear(int inputSize, int outputSize) {
        return new Linear(inputSize, outputSize);
    }

    /** Makes a {@link Linear}. */
    public static Linear Linear(int inputSize, int outputSize, boolean withBias) {
        return new Linear(inputSize, outputSize, withBias);
    }

    /** Makes a {@link LookupTable}. */
    public static LookupTable LookupTable(int nIndex, int nOutput) {
        return new LookupTable(nIndex, nOutput);
    }

    /** Makes a {@link LookupTable}. */
    public static LookupTable LookupTable(int nIndex, int nOutput, long paddingValue) {
        return new LookupTable(nIndex, nOutput, paddingValue);
    }

    /** Makes a {@link LookupTable}. */
    public static LookupTable LookupTable(int nIndex, int nOutput, long paddingValue, double maxNorm) {
        return new LookupTable(nIndex, nOutput, paddingValue, maxNorm);
    }

    /** Makes a {@link LookupTable}. */
    public static LookupTable LookupTable(int nIndex, int nOutput, long paddingValue, double maxNorm, double normType) {
        return new LookupTable(nIndex, nOutput, paddingValue, maxNorm, normType);
    }

    /** Makes a {@link Reshape}. */
    public static Reshape Reshape(long... sizes) {
        return new Reshape(sizes);
    }

    /** Makes a {@link Reshape}. */
    public static Reshape Reshape(long[] sizes, @Nullable Boolean batchMode) {
        return new Reshape(sizes, batchMode);
    }

    /** Makes a {@link View}. */
    public static View View(long... sizes) {
        return new View(sizes);
    }
}
