package org.rnn4j.facade;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.simple.Add;
import org.rnn4j.facade.layer.simple.AddConstant;
import org.rnn4j.facade.layer.simple.BatchNormalization;
import org.rnn4j.facade.layer.simple.CAdd;
import org.rnn4j.facade.layer.simple.CMul;
import org.rnn4j.facade.layer.simple.Contiguous;
import org.rnn4j.facade.layer.simple.Copy;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LinearNoBias;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.LookupTableMaskZero;
import org.rnn4j.facade.layer.simple.Mul;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.layer.simple.Reshape;
import org.rnn4j.facade.layer.simple.Transpose;
import org.rnn4j.facade.layer.simple.View;

/** Simple layers of {@link nn}. */
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

    /** Makes an {@link AddConstant}. */
    public static AddConstant AddConstant(double constant) {
        return new AddConstant(constant);
    }

    /** Makes an {@link AddConstant}. */
    public static AddConstant AddConstant(double constant, boolean inPlace) {
        return new AddConstant(constant, inPlace);
    }

    /** Makes a {@link BatchNormalization}. */
    public static BatchNormalization BatchNormalization(int size) {
        return new BatchNormalization(size);
    }

    /** Makes a {@link BatchNormalization}. */
    public static BatchNormalization BatchNormalization(int size, @Nullable Double eps) {
        return new BatchNormalization(size, eps);
    }

    /** Makes a {@link BatchNormalization}. */
    public static BatchNormalization BatchNormalization(int size, @Nullable Double eps, @Nullable Double momentum) {
        return new BatchNormalization(size, eps, momentum);
    }

    /** Makes a {@link BatchNormalization}. */
    public static BatchNormalization BatchNormalization(
            int size, @Nullable Double eps, @Nullable Double momentum, @Nullable Boolean affine) {
        return new BatchNormalization(size, eps, momentum, affine);
    }

    /** Makes a {@link CAdd}. */
    public static CAdd CAdd(long... sizes) {
        return new CAdd(sizes);
    }

    /** Makes a {@link CMul}. */
    public static CMul CMul(long... sizes) {
        return new CMul(sizes);
    }

    /** Makes a {@link Contiguous}. */
    public static Contiguous Contiguous() {
        return new Contiguous();
    }

    /** Makes a {@link Copy}. */
    public static Copy Copy(String inputType, String outputType) {
        return new Copy(inputType, outputType);
    }

    /** Makes a {@link Copy}. */
    public static Copy Copy(String inputType, String outputType, boolean forceCopy) {
        return new Copy(inputType, outputType, forceCopy);
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

    /** Makes a {@link LinearNoBias}. */
    public static LinearNoBias LinearNoBias(int inputSize, int outputSize) {
        return new LinearNoBias(inputSize, outputSize);
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

    /** Makes a {@link LookupTableMaskZero}. */
    public static LookupTableMaskZero LookupTableMaskZero(int nIndex, int nOutput) {
        return new LookupTableMaskZero(nIndex, nOutput);
    }

    /** Makes a {@link Mul}. */
    public static Mul Mul() {
        return new Mul();
    }

    /** Makes a {@link MulConstant}. */
    public static MulConstant MulConstant(double constant) {
        return new MulConstant(constant);
    }

    /** Makes a {@link MulConstant}. */
    public static MulConstant MulConstant(double constant, boolean inPlace) {
        return new MulConstant(constant, inPlace);
    }

    /** Makes a {@link Reshape}. */
    public static Reshape Reshape(long... sizes) {
        return new Reshape(sizes);
    }

    /** Makes a {@link Reshape}. */
    public static Reshape Reshape(long[] sizes, @Nullable Boolean batchMode) {
        return new Reshape(sizes, batchMode);
    }

    /** Makes a {@link Transpose}. */
    public static Transpose Transpose(int[]... exchanges) {
        return new Transpose(exchanges);
    }

    /** Makes a {@link View}. */
    public static View View(long... sizes) {
        return new View(sizes);
    }
}
