package org.rnn4j.facade.module;

import java.util.List;
import org.jetbrains.annotations.Contract;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;

/**
 * Sees every field of a module or criterion that holds tensors, tables, modules or criterions, under its Torch name, and may replace
 * it. A module tells its fields once, in {@link Module#fields}, a criterion in {@link Criterion#fields}, and changes
 * nothing there by itself; cloning, sharing, changing the type, clearing and listing parameters all go through there:
 *
 * <pre>
 * protected void fields(Fields fields) {
 *     super.fields(fields);
 *     weight = fields.parameter("weight", weight);
 *     gradWeight = fields.gradient("gradWeight", gradWeight);
 *     addBuffer = fields.buffer("addBuffer", addBuffer);
 * }
 * </pre>
 */
public interface Fields {
    /** What a field is for. */
    enum Role {
        /** Learned. */
        PARAMETER,
        /** The gradient of a learned tensor. */
        GRADIENT,
        /** Gathered from call to call, by all time steps together: running statistics. */
        STATISTIC,
        /** Kept from call to call: masks, hidden states. */
        STATE,
        /** Computed anew at each call; clearState drops it. */
        BUFFER
    }

    /** What Torch calls the field that is told as {@code name}: what stands behind the last dot, where parts of a module that Torch has are none here. */
    static String torchName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Sees a tensor, a table, or nothing; the field takes what is returned. */
    @Contract("_, _, !null -> !null")
    <A extends Activity> @Nullable A activity(Role role, String name, @Nullable A value);

    /** Sees a module; the field takes what is returned. */
    @Contract("_, !null -> !null")
    default <M extends Module> @Nullable M module(String name, @Nullable M value) {
        return value;
    }

    /** Sees a module that keeps its type whatever becomes of the module or criterion around it; the field takes what is returned. */
    @Contract("_, !null -> !null")
    default <M extends Module> @Nullable M uncast(String name, @Nullable M value) {
        return module(name, value);
    }

    /** Sees a list of modules; the field takes what is returned. */
    default <M extends Module> List<M> modules(String name, List<M> value) {
        return value;
    }

    /** Sees a criterion; the field takes what is returned. */
    default <C extends Criterion> C criterion(String name, C value) {
        return value;
    }

    /** Sees a list of criterions; the field takes what is returned. */
    default <C extends Criterion> List<C> criterions(String name, List<C> value) {
        return value;
    }

    /** Sees a learned tensor. */
    @Contract("_, !null -> !null")
    default <A extends Activity> @Nullable A parameter(String name, @Nullable A value) {
        return activity(Role.PARAMETER, name, value);
    }

    /** Sees the gradient of a learned tensor. */
    @Contract("_, !null -> !null")
    default <A extends Activity> @Nullable A gradient(String name, @Nullable A value) {
        return activity(Role.GRADIENT, name, value);
    }

    /** Sees what all time steps gather together. */
    @Contract("_, !null -> !null")
    default <A extends Activity> @Nullable A statistic(String name, @Nullable A value) {
        return activity(Role.STATISTIC, name, value);
    }

    /** Sees what is kept from call to call. */
    @Contract("_, !null -> !null")
    default <A extends Activity> @Nullable A state(String name, @Nullable A value) {
        return activity(Role.STATE, name, value);
    }

    /** Sees what is computed anew at each call. */
    @Contract("_, !null -> !null")
    default <A extends Activity> @Nullable A buffer(String name, @Nullable A value) {
        return activity(Role.BUFFER, name, value);
    }

    /** Sees what a module makes anew when it needs it; a copy, or a module of another type, gets null for it. */
    default <T> @Nullable T scratch(@Nullable T value) {
        return value;
    }
}
