package org.rnn4j.facade.io;

import java.lang.ref.Reference;
import java.util.Locale;
import java.util.function.Function;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;

/** Torch's ascii notation: numbers as words between blanks; strings, and bytes as numbers, as they are. */
final class AsciiInput extends TorchInput {
    private static final int LONGEST_WORD = 400;

    AsciiInput(ByteSource source) {
        super(source);
    }

    @Override
    int integer(String what) {
        return word(what, Integer::valueOf);
    }

    @Override
    long longInteger(String what) {
        return word(what, Long::valueOf);
    }

    @Override
    double number(String what) {
        return word(what, AsciiInput::parse);
    }

    @Override
    void beginString() {
        skipLineEnd();
    }

    @Override
    void endString() {
        skipLineEnd();
    }

    @Override
    Storage elements(TensorClass type, long count) {
        boolean raw = type.element() == ElementType.BYTE || type.element() == ElementType.CHAR;
        checkCount(source.position(), "a number of elements", count > 1 && !raw ? 2 * count - 1 : count, 1);
        Storage storage = new Storage(type.element(), count);
        if (raw && count > 0) {
            skipLineEnd();
            for (long i = 0; i < count; i++) {
                storage.putLong(i, source.next());
            }
            skipLineEnd();
        } else if (type.element().isFloatingPoint()) {
            for (long i = 0; i < count; i++) {
                storage.putDouble(i, number("an element"));
            }
        } else {
            for (long i = 0; i < count; i++) {
                storage.putLong(i, longInteger("an element"));
            }
        }
        Reference.reachabilityFence(storage);
        return storage;
    }

    private void skipLineEnd() {
        if (source.peek() == '\n') {
            source.next();
        }
    }

    private <N> N word(String what, Function<String, N> parse) {
        while (isBlank(source.peek())) {
            source.next();
        }
        long at = source.position();
        StringBuilder word = new StringBuilder();
        while (source.peek() >= 0 && !isBlank(source.peek()) && word.length() < LONGEST_WORD) {
            word.append((char) source.next());
        }
        if (word.isEmpty()) {
            throw source.failure(at, what, "the end of the file");
        }
        try {
            return parse.apply(word.toString());
        } catch (NumberFormatException e) {
            throw source.failure(at, what + " as a number", '"' + printable(word) + '"');
        }
    }

    private static double parse(String word) {
        String unsigned = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
        double sign = word.startsWith("-") ? -1 : 1;
        return switch (unsigned.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "infinity" -> sign * Double.POSITIVE_INFINITY;
            default -> decimal(word);
        };
    }

    /** Java also takes the letters d and f behind a number, which C does not. */
    private static double decimal(String word) {
        char last = word.charAt(word.length() - 1);
        if (last != '.' && (last < '0' || last > '9')) {
            throw new NumberFormatException(word);
        }
        return Double.parseDouble(word);
    }

    static String printable(CharSequence word) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(word.length(), 20); i++) {
            text.append(word.charAt(i) >= ' ' && word.charAt(i) < 127 ? word.charAt(i) : '?');
        }
        return text.append(word.length() > 20 ? "..." : "").toString();
    }

    private static boolean isBlank(int letter) {
        return letter == ' ' || (letter >= '\t' && letter <= '\r');
    }
}
