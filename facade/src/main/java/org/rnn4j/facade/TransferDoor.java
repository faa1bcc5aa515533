package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.rnn4j.facade.layer.transfer.HardTanh;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.ReLU;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.SoftMax;
import org.rnn4j.facade.layer.transfer.Tanh;

/** Transfer functions of {@link nn}. */
@NullMarked
abstract class TransferDoor extends SimpleDoor {
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

    /** Makes a {@link LogSoftMax}. */
    public static LogSoftMax LogSoftMax() {
        return new LogSoftMax();
    }

    /** Makes a {@link ReLU}. */
    public static ReLU ReLU() {
        return new ReLU();
    }

    /** Makes a {@link ReLU}. */
    public static ReLU ReLU(boolean inPlace) {
        return new ReLU(inPlace);
    }

    /** Makes a {@link Sigmoid}. */
    public static Sigmoid Sigmoid() {
        return new Sigmoid();
    }

    /** Makes a {@link SoftMax}. */
    public static SoftMax SoftMax() {
        return new SoftMax();
    }

    /** Makes a {@link Tanh}. */
    public static Tanh Tanh() {
        return new Tanh();
    }
}
