package org.rnn4j.bridge.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;

/** Which dimension modules mean that say one, and perhaps how many dimensions a single sample has. */
final class Dimensions {
    private Dimensions() {}

    /** The dimension that {@code module} means in a tensor of {@code dims} dimensions, from 1. */
    static int of(Module module, int dims) {
        List<@Nullable Object> arguments = module.arguments();
        int number = integer(arguments, 0);
        int sample = arguments.size() > 1 ? integer(arguments, 1) : 0;
        return number < 0 ? dims + number + 1 : dims == sample + 1 && sample > 0 ? number + 1 : number;
    }

    private static int integer(List<@Nullable Object> arguments, int index) {
        return arguments.get(index) instanceof Number number ? number.intValue() : 0;
    }
}
