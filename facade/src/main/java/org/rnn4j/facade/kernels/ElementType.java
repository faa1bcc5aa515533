package org.rnn4j.facade.kernels;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;

/** The types of number a tensor can hold, under Torch's names. */
public enum ElementType {
    DOUBLE("Double", DataType.DOUBLE, 8),
    FLOAT("Float", DataType.FLOAT, 4),
    LONG("Long", DataType.INT64, 8),
    INT("Int", DataType.INT32, 4),
    SHORT("Short", DataType.INT16, 2),
    /** Torch's ByteTensor: unsigned, 0 to 255. */
    BYTE("Byte", DataType.UINT8, 1),
    /** Torch's CharTensor: signed, -128 to 127. */
    CHAR("Char", DataType.INT8, 1);

    private final String torchName;
    private final DataType dataType;
    private final int bytes;

    ElementType(String torchName, DataType dataType, int bytes) {
        this.torchName = torchName;
        this.dataType = dataType;
        this.bytes = bytes;
    }

    /** Torch's name of a tensor of this type, such as {@code torch.DoubleTensor}. */
    public String tensorName() {
        return "torch." + simpleName();
    }

    /** {@link #tensorName} as messages say it: {@code DoubleTensor}. */
    public String simpleName() {
        return torchName + "Tensor";
    }

    /** Torch's name of a storage of this type, such as {@code torch.DoubleStorage}. */
    public String storageName() {
        return "torch." + torchName + "Storage";
    }

    /** The lower-case name that scripts use: {@code double}, {@code float}, ... */
    public String shortName() {
        return torchName.toLowerCase(Locale.ROOT);
    }

    /** ND4J's type of the same numbers. */
    public DataType dataType() {
        return dataType;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether numbers of this type have a fraction. */
    public boolean isFloatingPoint() {
        return this == DOUBLE || this == FLOAT;
    }

    /**
     * The type that holds ND4J's numbers of {@code dataType}.
     *
     * @throws IllegalArgumentException if Torch has no such type
     */
    public static ElementType of(DataType dataType) {
        for (ElementType type : values()) {
            if (type.dataType == dataType) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "ElementType: expected one of double, float, long, int, short, byte, char, got ND4J " + dataType
                        + "; cast the array first");
    }

    /**
     * The type named {@code name}: {@code double}, {@code Double}, {@code torch.DoubleTensor} and {@code torch.DoubleStorage} all
     * name {@link #DOUBLE}.
     *
     * @throws IllegalArgumentException if there is no such type
     */
    public static ElementType named(String name) {
        for (ElementType type : values()) {
            if (name.equals(type.tensorName())
                    || name.equals(type.storageName())
                    || name.equalsIgnoreCase(type.torchName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("ElementType: expected a Torch type such as torch.FloatTensor, got " + name);
    }
}
