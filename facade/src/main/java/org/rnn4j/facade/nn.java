package org.rnn4j.facade;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.CopyGrad;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.recurrent.MuFuRu;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.recurrent.TrimZero;

/** Torch's {@code nn}, with what dpnn and rnn add to it: one method for each way to make a module or a criterion. */
public final class nn extends SequenceDoor {
    private nn() {}

    /** Makes a {@link CopyGrad}. */
    public static CopyGrad CopyGrad() {
        return new CopyGrad();
    }

    /** Makes a {@link FastLSTM}. */
    public static FastLSTM FastLSTM(int inputSize) {
        return new FastLSTM(inputSize);
    }

    /** Makes a {@link FastLSTM}. */
    public static FastLSTM FastLSTM(int inputSize, int outputSize) {
        return new FastLSTM(inputSize, outputSize);
    }

    /** Makes a {@link FastLSTM}. */
    public static FastLSTM FastLSTM(int inputSize, int outputSize, @Nullable Integer rho) {
        return new FastLSTM(inputSize, outputSize, rho);
    }

    /** Makes a {@link FastLSTM}. */
    public static FastLSTM FastLSTM(
            int inputSize,
            int outputSize,
            @Nullable Integer rho,
            @Nullable Double eps,
            @Nullable Double momentum,
            @Nullable Boolean affine,
            @Nullable Double p,
            @Nullable Boolean mono) {
        return new FastLSTM(inputSize, outputSize, rho, eps, momentum, affine, p, mono);
    }

    /** Makes a {@link GRU}. */
    public static GRU GRU(int inputSize) {
        return new GRU(inputSize);
    }

    /** Makes a {@link GRU}. */
    public static GRU GRU(int inputSize, int outputSize) {
        return new GRU(inputSize, outputSize);
    }

    /** Makes a {@link GRU}. */
    public static GRU GRU(int inputSize, int outputSize, @Nullable Integer rho) {
        return new GRU(inputSize, outputSize, rho);
    }

    /** Makes a {@link GRU}. */
    public static GRU GRU(int inputSize, int outputSize, @Nullable Integer rho, double p) {
        return new GRU(inputSize, outputSize, rho, p);
    }

    /** Makes a {@link GRU}. */
    public static GRU GRU(int inputSize, int outputSize, @Nullable Integer rho, double p, boolean mono) {
        return new GRU(inputSize, outputSize, rho, p, mono);
    }

    /** Makes a {@link LSTM}. */
    public static LSTM LSTM(int inputSize) {
        return new LSTM(inputSize);
    }

    /** Makes a {@link LSTM}. */
    public static LSTM LSTM(int inputSize, int outputSize) {
        return new LSTM(inputSize, outputSize);
    }

    /** Makes a {@link LSTM}. */
    public static LSTM LSTM(int inputSize, int outputSize, @Nullable Integer rho) {
        return new LSTM(inputSize, outputSize, rho);
    }

    /** Makes a {@link LSTM}. */
    public static LSTM LSTM(int inputSize, int outputSize, @Nullable Integer rho, @Nullable Boolean cell2gate) {
        return new LSTM(inputSize, outputSize, rho, cell2gate);
    }

    /** Makes a {@link LSTM}. */
    public static LSTM LSTM(
            int inputSize, int outputSize, @Nullable Integer rho, @Nullable Boolean cell2gate, double p) {
        return new LSTM(inputSize, outputSize, rho, cell2gate, p);
    }

    /** Makes a {@link LSTM}. */
    public static LSTM LSTM(
            int inputSize, int outputSize, @Nullable Integer rho, @Nullable Boolean cell2gate, double p, boolean mono) {
        return new LSTM(inputSize, outputSize, rho, cell2gate, p, mono);
    }

    /** Makes a {@link MaskZero}. */
    public static MaskZero MaskZero(Module module, int nInputDim) {
        return new MaskZero(module, nInputDim);
    }

    /** Makes a {@link MuFuRu}. */
    public static MuFuRu MuFuRu(int inputSize, int outputSize) {
        return new MuFuRu(inputSize, outputSize);
    }

    /** Makes a {@link MuFuRu}. */
    public static MuFuRu MuFuRu(int inputSize, int outputSize, @Nullable List<String> ops) {
        return new MuFuRu(inputSize, outputSize, ops);
    }

    /** Makes a {@link MuFuRu}. */
    public static MuFuRu MuFuRu(int inputSize, int outputSize, @Nullable List<String> ops, @Nullable Integer rho) {
        return new MuFuRu(inputSize, outputSize, ops, rho);
    }

    /** Makes a {@link NormStabilizer}. */
    public static NormStabilizer NormStabilizer() {
        return new NormStabilizer();
    }

    /** Makes a {@link NormStabilizer}. */
    public static NormStabilizer NormStabilizer(double beta) {
        return new NormStabilizer(beta);
    }

    /** Makes a {@link Recurrence}. */
    public static Recurrence Recurrence(Module module, long outputSize, int nInputDim) {
        return new Recurrence(module, outputSize, nInputDim);
    }

    /** Makes a {@link Recurrence}. */
    public static Recurrence Recurrence(Module module, long outputSize, int nInputDim, @Nullable Integer rho) {
        return new Recurrence(module, outputSize, nInputDim, rho);
    }

    /** Makes a {@link Recurrence}. */
    public static Recurrence Recurrence(Module module, long[] outputSize, int nInputDim) {
        return new Recurrence(module, outputSize, nInputDim);
    }

    /** Makes a {@link Recurrence}. */
    public static Recurrence Recurrence(Module module, long[] outputSize, int nInputDim, @Nullable Integer rho) {
        return new Recurrence(module, outputSize, nInputDim, rho);
    }

    /** Makes a {@link Recurrence}. */
    public static Recurrence Recurrence(Module module, List<?> outputSizes, int nInputDim) {
        return new Recurrence(module, outputSizes, nInputDim);
    }

    /** Makes a {@link Recurrence}. */
    public static Recurrence Recurrence(Module module, List<?> outputSizes, int nInputDim, @Nullable Integer rho) {
        return new Recurrence(module, outputSizes, nInputDim, rho);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(int start, Module input, Module feedback) {
        return new Recurrent(start, input, feedback);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(int start, Module input, Module feedback, @Nullable Module transfer) {
        return new Recurrent(start, input, feedback, transfer);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(
            int start, Module input, Module feedback, @Nullable Module transfer, @Nullable Integer rho) {
        return new Recurrent(start, input, feedback, transfer, rho);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(
            int start,
            Module input,
            Module feedback,
            @Nullable Module transfer,
            @Nullable Integer rho,
            @Nullable Module merge) {
        return new Recurrent(start, input, feedback, transfer, rho, merge);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(Module start, Module input, Module feedback) {
        return new Recurrent(start, input, feedback);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(Module start, Module input, Module feedback, @Nullable Module transfer) {
        return new Recurrent(start, input, feedback, transfer);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(
            Module start, Module input, Module feedback, @Nullable Module transfer, @Nullable Integer rho) {
        return new Recurrent(start, input, feedback, transfer, rho);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(
            Module start,
            Module input,
            Module feedback,
            @Nullable Module transfer,
            @Nullable Integer rho,
            @Nullable Module merge) {
        return new Recurrent(start, input, feedback, transfer, rho, merge);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(long[] start, Module input, Module feedback) {
        return new Recurrent(start, input, feedback);
    }

    /** Makes a {@link Recurrent}. */
    public static Recurrent Recurrent(
            long[] start,
            Module input,
            Module feedback,
            @Nullable Module transfer,
            @Nullable Integer rho,
            @Nullable Module merge) {
        return new Recurrent(start, input, feedback, transfer, rho, merge);
    }

    /** Makes a {@link Recursor}. */
    public static Recursor Recursor(Module module) {
        return new Recursor(module);
    }

    /** Makes a {@link Recursor}. */
    public static Recursor Recursor(Module module, int rho) {
        return new Recursor(module, rho);
    }

    /** Makes a {@link TrimZero}. */
    public static TrimZero TrimZero(Module module, int nInputDim) {
        return new TrimZero(module, nInputDim);
    }
}
