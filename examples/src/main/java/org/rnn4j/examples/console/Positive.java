package org.rnn4j.examples.console;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that count something, from 1 on. */
public final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(value);
        }
        throw refused(value);
    }

    private static TypeConversionException refused(String value) {
        return new TypeConversionException("expected a whole number from 1 to " + Integer.MAX_VALUE + ", got " + value);
    }
}
