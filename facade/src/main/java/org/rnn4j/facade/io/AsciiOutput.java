package org.rnn4j.facade.io;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;

/** Torch's ascii notation: each number, row of numbers or string on a line of its own. */
final class AsciiOutput extends TorchOutput {
    /** Digits that tell all doubles, and all floats, apart. */
    private static final int DOUBLE_DIGITS = 17;

    private static final int FLOAT_DIGITS = 9;

    AsciiOutput(WritableByteChannel channel) {
        super(channel);
    }

    @Override
    void integer(int value) throws IOException {
        line(Integer.toString(value));
    }

    @Override
    void longIntegers(long... values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            text(Long.toString(values[i]) + (i + 1 < values.length ? ' ' : '\n'));
        }
    }

    @Override
    void number(double value) throws IOException {
        line(digits(value, DOUBLE_DIGITS));
    }

    @Override
    void bytes(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            put(ByteBuffer.wrap(bytes));
            text("\n");
        }
    }

    @Override
    void elements(Storage storage) throws IOException {
        ElementType type = storage.type();
        if (type == ElementType.BYTE || type == ElementType.CHAR) {
            for (long i = 0; i < storage.size(); i++) {
                room(1).put((byte) storage.getLong(i));
            }
        } else {
            int digits = type == ElementType.FLOAT ? FLOAT_DIGITS : DOUBLE_DIGITS;
            for (long i = 0; i < storage.size(); i++) {
                text(type.isFloatingPoint() ? digits(storage.getDouble(i), digits) : Long.toString(storage.getLong(i)));
                text(i + 1 < storage.size() ? " " : "");
            }
        }
        text(storage.size() > 0 ? "\n" : "");
    }

    private void line(String text) throws IOException {
        text(text + '\n');
    }

    private void text(String text) throws IOException {
        put(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** {@code value} in so many digits that count, as C's format %g has it: no zeros at the end, an exponent where that is shorter. */
    static String digits(double value, int digits) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            return rounded.toPlainString();
        }
        String mantissa = rounded.movePointLeft(exponent).toPlainString();
        return mantissa + 'e' + (exponent < 0 ? '-' : '+') + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
