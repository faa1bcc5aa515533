package org.rnn4j.facade.io;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;

/**
 * A class of tensors or storages that files name: those of Torch, and those of its packages for graphics cards, whose numbers are read
 * into host memory.
 *
 * @param element the type that holds its numbers here
 * @param isHalf whether the file has two bytes for a number, which is read as a float
 * @param isStorage whether it is a storage
 */
record TensorClass(ElementType element, boolean isHalf, boolean isStorage) {
    private static final Map<String, TensorClass> NAMED = new HashMap<>();

    static {
        for (ElementType type : ElementType.values()) {
            String name = type.simpleName().replace("Tensor", "");
            put(name, type, false);
            put("Cuda" + name, type, false);
        }
        put("Cuda", ElementType.FLOAT, false);
        put("Cl", ElementType.FLOAT, false);
        put("Half", ElementType.FLOAT, true);
        put("CudaHalf", ElementType.FLOAT, true);
    }

    private static void put(String name, ElementType type, boolean half) {
        NAMED.put("torch." + name + "Tensor", new TensorClass(type, half, false));
        NAMED.put("torch." + name + "Storage", new TensorClass(type, half, true));
    }

    /** The class of that name, or null if it is no tensor and no storage. */
    static @Nullable TensorClass named(String name) {
        return NAMED.get(name);
    }
}
