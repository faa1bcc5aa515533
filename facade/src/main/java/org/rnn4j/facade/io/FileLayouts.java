package org.rnn4j.facade.io;

import com.google.common.base.Ascii;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Where files keep what constructors are given. As a rule a field has the name of the argument, in whatever case; the classes listed here have it
 * under another name, or leave it to be seen from the size of a tensor.
 */
final class FileLayouts {
    private static final Map<String, Map<String, Function<TorchObject, @Nullable Object>>> ARGUMENTS = new HashMap<>();

    static {
        for (String linear : new String[] {"Linear", "LinearNoBias"}) {
            put(linear, "inputSize", object -> size(object, "weight", 2));
            put(linear, "outputSize", object -> size(object, "weight", 1));
        }
        put("Linear", "withBias", object -> object.get("bias") != null);
        put("LookupTable", "nIndex", object -> size(object, "weight", 1));
        put("LookupTable", "nOutput", object -> size(object, "weight", 2));
        put("LookupTableMaskZero", "nIndex", object -> (Long) size(object, "weight", 1) - 1);
        put("LookupTableMaskZero", "nOutput", object -> size(object, "weight", 2));
        for (String normalization :
                new String[] {"BatchNormalization", "SpatialBatchNormalization", "VolumetricBatchNormalization"}) {
            put(normalization, "size", object -> size(object, "running_mean", 1));
            put(normalization, "affine", object -> object.get("weight") != null);
        }
        put("Add", "inputSize", object -> object.get("bias") instanceof Tensor bias ? bias.size() : null);
        put("CMul", "sizes", object -> object.get("weight") instanceof Tensor weight ? weight.size() : null);
        put("CAdd", "sizes", object -> object.get("bias") instanceof Tensor bias ? bias.size() : null);
        rename("View", "sizes", "size");
        rename("Reshape", "sizes", "size");
        rename("Transpose", "exchanges", "permutations");
        rename("AddConstant", "constant", "constant_scalar");
        rename("MulConstant", "constant", "constant_scalar");
        rename("Power", "p", "pow");
        for (String bounded : new String[] {"HardTanh", "Clamp", "ReLU6"}) {
            rename(bounded, "minValue", "min_val");
            rename(bounded, "maxValue", "max_val");
        }
        rename("Threshold", "value", "val");
        rename("Copy", "inputType", "intype");
        rename("Copy", "outputType", "outtype");
        rename("Copy", "forceCopy", "dontCast");
        put("Dropout", "v1", object -> Boolean.FALSE.equals(object.get("v2")));
        put(
                "CrossEntropyCriterion",
                "weights",
                object -> criterion(object, "nll").get("weights"));
        put(
                "CrossEntropyCriterion",
                "sizeAverage",
                object -> criterion(object, "nll").get("sizeAverage"));
        put("SeqBRNN", "inputDim", object -> criterion(object, "forwardModule").get("inputsize"));
        put("SeqBRNN", "hiddenDim", object -> criterion(object, "forwardModule").get("hiddensize"));
        put("SeqBRNN", "batchFirst", object -> Double.valueOf(2).equals(object.get("dim")));
    }

    private FileLayouts() {}

    private static void put(String name, String argument, Function<TorchObject, @Nullable Object> value) {
        ARGUMENTS.computeIfAbsent(name, key -> new HashMap<>()).put(argument, value);
    }

    private static void rename(String name, String argument, String field) {
        put(name, argument, object -> object.get(field));
    }

    private static @Nullable Object size(TorchObject object, String field, int dimension) {
        return object.get(field) instanceof Tensor tensor && tensor.dim() >= dimension ? tensor.size(dimension) : null;
    }

    private static TorchObject criterion(TorchObject object, String field) {
        return object.get(field) instanceof TorchObject inner ? inner : TorchObject.of("nil", new LuaTable());
    }

    /** What {@code object} was given as {@code argument}, as the file has it; null if it does not say. */
    static @Nullable Object argument(TorchObject object, String argument) {
        String name = object.className().substring(object.className().lastIndexOf('.') + 1);
        Function<TorchObject, @Nullable Object> layout =
                ARGUMENTS.getOrDefault(name, Map.of()).get(argument);
        return layout == null ? field(object, argument) : layout.apply(object);
    }

    private static @Nullable Object field(TorchObject object, String argument) {
        Object found = object.get(argument);
        if (found != null) {
            return found;
        }
        String wanted = canonical(argument);
        Object[] same = new Object[1];
        object.fields().forEach((key, value) -> {
            if (key instanceof String name && canonical(name).equals(wanted)) {
                same[0] = value;
            }
        });
        return same[0];
    }

    private static String canonical(String name) {
        return Ascii.toLowerCase(name.replace("_", ""));
    }
}
