package org.rnn4j.facade;

import org.rnn4j.facade.layer.transfer.Abs;
import org.rnn4j.facade.layer.transfer.Clamp;
import org.rnn4j.facade.layer.transfer.ELU;
import org.rnn4j.facade.layer.transfer.Exp;
import org.rnn4j.facade.layer.transfer.HardShrink;
import org.rnn4j.facade.layer.transfer.HardTanh;
import org.rnn4j.facade.layer.transfer.LeakyReLU;
import org.rnn4j.facade.layer.transfer.Log;
import org.rnn4j.facade.layer.transfer.LogSigmoid;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.PReLU;
import org.rnn4j.facade.layer.transfer.Power;
import org.rnn4j.facade.layer.transfer.ReLU;
import org.rnn4j.facade.layer.transfer.ReLU6;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.SoftMax;
import org.rnn4j.facade.layer.transfer.SoftMin;
import org.rnn4j.facade.layer.transfer.SoftPlus;
import org.rnn4j.facade.layer.transfer.SoftShrink;
import org.rnn4j.facade.layer.transfer.SoftSign;
import org.rnn4j.facade.layer.transfer.Sqrt;
import org.rnn4j.facade.layer.transfer.Square;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.layer.transfer.TanhShrink;
import org.rnn4j.facade.layer.transfer.Threshold;

/** Transfer functions of {@link nn}. */
abstract class TransferDoor extends SimpleDoor {
    /** Makes an {@link Abs}. */
    public static Abs Abs() {
        return new Abs();
    }

    /** Makes a {@link Clamp}. */
    public static Clamp Clamp(double minValue, double maxValue) {
        return new Clamp(minValue, maxValue);
    }

    /** Makes an {@link ELU}. */
    public static ELU ELU() {
        return new ELU();
    }

    /** Makes an {@link ELU}. */
    public static ELU ELU(double alpha) {
        return new ELU(alpha);
    }

    /** Makes an {@link ELU}. */
    public static ELU ELU(double alpha, boolean inPlace) {
        return new ELU(alpha, inPlace);
    }

    /** Makes an {@link Exp}. */
    public static Exp Exp() {
        return new Exp();
    }

    /** Makes a {@link HardShrink}. */
    public static HardShrink HardShrink() {
        return new HardShrink();
    }

    /** Makes a {@link HardShrink}. */
    public static HardShrink HardShrink(double lambda) {
        return new HardShrink(lambda);
    }

    /** Makes a {@link HardTanh}. */
    public static HardTanh HardTanh() {
        return new HardTanh();
    }

    /** Makes a {@link HardTanh}. */
    public static HardTanh HardTanh(double minValue, double maxValue) {
        return new HardTanh(minValue, maxValue);
    }

    /** Makes a {@link HardTanh}. */
    public static HardTanh HardTanh(double minValue, double maxValue, boolean inPlace) {
        return new HardTanh(minValue, maxValue, inPlace);
    }

    /** Makes a {@link LeakyReLU}. */
    public static LeakyReLU LeakyReLU() {
        return new LeakyReLU();
    }

    /** Makes a {@link LeakyReLU}. */
    public static LeakyReLU LeakyReLU(boolean inPlace) {
        return new LeakyReLU(inPlace);
    }

    /** Makes a {@link LeakyReLU}. */
    public static LeakyReLU LeakyReLU(double negval) {
        return new LeakyReLU(negval);
    }

    /** Makes a {@link LeakyReLU}. */
    public static LeakyReLU LeakyReLU(double negval, boolean inPlace) {
        return new LeakyReLU(negval, inPlace);
    }

    /** Makes a {@link Log}. */
    public static Log Log() {
        return new Log();
    }

    /** Makes a {@link LogSigmoid}. */
    public static LogSigmoid LogSigmoid() {
        return new LogSigmoid();
    }

    /** Makes a {@link LogSoftMax}. */
    public static LogSoftMax LogSoftMax() {
        return new LogSoftMax();
    }

    /** Makes a {@link Power}. */
    public static Power Power(double p) {
        return new Power(p);
    }

    /** Makes a {@link PReLU}. */
    public static PReLU PReLU() {
        return new PReLU();
    }

    /** Makes a {@link PReLU}. */
    public static PReLU PReLU(int nOutputPlane) {
        return new PReLU(nOutputPlane);
    }

    /** Makes a {@link ReLU}. */
    public static ReLU ReLU() {
        return new ReLU();
    }

    /** Makes a {@link ReLU}. */
    public static ReLU ReLU(boolean inPlace) {
        return new ReLU(inPlace);
    }

    /** Makes a {@link ReLU6}. */
    public static ReLU6 ReLU6() {
        return new ReLU6();
    }

    /** Makes a {@link ReLU6}. */
    public static ReLU6 ReLU6(boolean inPlace) {
        return new ReLU6(inPlace);
    }

    /** Makes a {@link Sigmoid}. */
    public static Sigmoid Sigmoid() {
        return new Sigmoid();
    }

    /** Makes a {@link SoftMax}. */
    public static SoftMax SoftMax() {
        return new SoftMax();
    }

    /** Makes a {@link SoftMin}. */
    public static SoftMin SoftMin() {
        return new SoftMin();
    }

    /** Makes a {@link SoftPlus}. */
    public static SoftPlus SoftPlus() {
        return new SoftPlus();
    }

    /** Makes a {@link SoftPlus}. */
    public static SoftPlus SoftPlus(double beta) {
        return new SoftPlus(beta);
    }

    /** Makes a {@link SoftShrink}. */
    public static SoftShrink SoftShrink() {
        return new SoftShrink();
    }

    /** Makes a {@link SoftShrink}. */
    public static SoftShrink SoftShrink(double lambda) {
        return new SoftShrink(lambda);
    }

    /** Makes a {@link SoftSign}. */
    public static SoftSign SoftSign() {
        return new SoftSign();
    }

    /** Makes a {@link Sqrt}. */
    public static Sqrt Sqrt() {
        return new Sqrt();
    }

    /** Makes a {@link Square}. */
    public static Square Square() {
        return new Square();
    }

    /** Makes a {@link Tanh}. */
    public static Tanh Tanh() {
        return new Tanh();
    }

    /** Makes a {@link TanhShrink}. */
    public static TanhShrink TanhShrink() {
        return new TanhShrink();
    }

    /** Makes a {@link Threshold}. */
    public static Threshold Threshold() {
        return new Threshold();
    }

    /** Makes a {@link Threshold}. */
    public static Threshold Threshold(double threshold) {
        return new Threshold(threshold);
    }

    /** Makes a {@link Threshold}. */
    public static Threshold Threshold(double threshold, double value) {
        return new Threshold(threshold, value);
    }

    /** Makes a {@link Threshold}. */
    public static Threshold Threshold(double threshold, double value, boolean inPlace) {
        return new Threshold(threshold, value, inPlace);
    }
}
