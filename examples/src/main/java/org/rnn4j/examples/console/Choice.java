package org.rnn4j.examples.console;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Options that are one of a few words.
 *
 * @param <E> the words, by their toString
 */
public final class Choice<E extends Enum<E>> implements ITypeConverter<E> {
    private final Class<E> type;

    /** The words of an enum. */
    public Choice(Class<E> type) {
        this.type = type;
    }

    @Override
    public E convert(String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> choice.toString().equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected " + choices() + ", got " + value));
    }

    private String choices() {
        return Arrays.stream(type.getEnumConstants()).map(E::toString).collect(Collectors.joining(" or "));
    }
}
