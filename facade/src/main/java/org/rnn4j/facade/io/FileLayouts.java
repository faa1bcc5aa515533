package org.rnn4j.facade.io;

import com.google.common.base.Ascii;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.Table;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Where files keep what constructors are given. As a rule a field has the name of the argument, in whatever case; the classes listed here have it
 * under another name, or leave it to be seen from the size of a tensor.
 */
final class FileLayouts {
    /**
     * Where an argument is.
     *
     * @param field the field that it is written to; null if it is seen elsewhere
     * @param value finds it in an object
     */
    private record Place(@Nullable String field, Function<TorchObject, @Nullable Object> value) {}

    /** Places by class and argument. */
    private static final Table<String, String, Place> PLACES = HashBasedTable.create();

    static {
        for (String linear : new String[] {"Linear", "LinearNoBias"}) {
            seen(linear, "inputSize", object -> size(object, "weight", 2));
            seen(linear, "outputSize", object -> size(object, "weight", 1));
        }
        seen("Linear", "withBias", object -> object.get("bias") != null);
        seen("LookupTable", "nIndex", object -> size(object, "weight", 1));
        seen("LookupTable", "nOutput", object -> size(object, "weight", 2));
        seen(
                "LookupTableMaskZero",
                "nIndex",
                object -> size(object, "weight", 1) instanceof Long rows ? rows - 1 : null);
        seen("LookupTableMaskZero", "nOutput", object -> size(object, "weight", 2));
        for (String normalization :
                new String[] {"BatchNormalization", "SpatialBatchNormalization", "VolumetricBatchNormalization"}) {
            seen(normalization, "size", object -> size(object, "running_mean", 1));
            kept(
                    normalization,
                    "affine",
                    "affine",
                    object -> object.get("affine") instanceof Boolean affine ? affine : object.get("weight") != null);
        }
        seen("Add", "inputSize", object -> sizes(object, "bias"));
        kept("CMul", "sizes", "size", object -> sizes(object, "weight"));
        kept("CAdd", "sizes", "size", object -> sizes(object, "bias"));
        renamed("View", "sizes", "size");
        renamed("Reshape", "sizes", "size");
        renamed("Transpose", "exchanges", "permutations");
        renamed("AddConstant", "constant", "constant_scalar");
        renamed("MulConstant", "constant", "constant_scalar");
        renamed("Power", "p", "pow");
        for (String bounded : new String[] {"HardTanh", "Clamp", "ReLU6"}) {
            renamed(bounded, "minValue", "min_val");
            renamed(bounded, "maxValue", "max_val");
        }
        renamed("Threshold", "value", "val");
        renamed("Copy", "inputType", "intype");
        renamed("Copy", "outputType", "outtype");
        renamed("Copy", "forceCopy", "dontCast");
        seen("Dropout", "v1", object -> Boolean.FALSE.equals(object.get("v2")));
        seen("CrossEntropyCriterion", "weights", object -> inner(object, "nll").get("weights"));
        seen(
                "CrossEntropyCriterion",
                "sizeAverage",
                object -> inner(object, "nll").get("sizeAverage"));
        seen("SeqBRNN", "inputDim", object -> inner(object, "forwardModule").get("inputsize"));
        seen("SeqBRNN", "hiddenDim", object -> inner(object, "forwardModule").get("hiddensize"));
        seen("SeqBRNN", "batchFirst", object -> Double.valueOf(2).equals(object.get("dim")));
    }

    private FileLayouts() {}

    private static void seen(String name, String argument, Function<TorchObject, @Nullable Object> value) {
        PLACES.put(name, argument, new Place(null, value));
    }

    private static void kept(
            String name, String argument, String field, Function<TorchObject, @Nullable Object> value) {
        PLACES.put(name, argument, new Place(field, value));
    }

    private static void renamed(String name, String argument, String field) {
        kept(name, argument, field, object -> object.get(field));
    }

    private static @Nullable Object size(TorchObject object, String field, int dimension) {
        return object.get(field) instanceof Tensor tensor && tensor.dim() >= dimension ? tensor.size(dimension) : null;
    }

    private static long @Nullable [] sizes(TorchObject object, String field) {
        return object.get(field) instanceof Tensor tensor ? tensor.size() : null;
    }

    private static TorchObject inner(TorchObject object, String field) {
        return object.get(field) instanceof TorchObject inner ? inner : TorchObject.of("nil", new LuaTable());
    }

    /** The field in which files keep what the class {@code name} was given as {@code argument}; null if they do not. */
    static @Nullable String field(String name, String argument) {
        Place place = PLACES.get(name, argument);
        if (place != null) {
            return place.field;
        }
        return switch (argument) {
            case "inPlace" -> "inplace";
            case "inputSize", "outputSize", "hiddenSize" ->
                name.startsWith("SeqLSTM") ? Ascii.toLowerCase(argument) : argument;
            default -> argument;
        };
    }

    /** What {@code object} was given as {@code argument}, as the file has it; null if it does not say. */
    static @Nullable Object argument(TorchObject object, String argument) {
        String name = object.className().substring(object.className().lastIndexOf('.') + 1);
        Place place = PLACES.get(name, argument);
        Object found = place == null ? find(object, argument) : place.value.apply(object);
        // Some decorators keep their module among the modules only.
        return found == null && argument.equals("module") && object.get("modules") instanceof LuaTable modules
                ? modules.get(1)
                : found;
    }

    private static @Nullable Object find(TorchObject object, String argument) {
        Object found = object.get(argument);
        if (found != null) {
            return found;
        }
        String wanted = canonical(argument);
        @Nullable Object[] same = new @Nullable Object[1];
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
