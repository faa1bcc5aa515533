package org.rnn4j.examples;

import java.util.Locale;
import org.rnn4j.facade.kernels.ElementType;

/** The types of number that nets compute with. */
enum NumberType {
    FLOAT(ElementType.FLOAT),
    DOUBLE(ElementType.DOUBLE);

    private final ElementType elementType;

    NumberType(ElementType elementType) {
        this.elementType = elementType;
    }

    /** Torch's name of tensors of such numbers. */
    String tensorName() {
        return elementType.tensorName();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
