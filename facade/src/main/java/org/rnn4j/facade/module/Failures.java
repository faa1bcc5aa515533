package org.rnn4j.facade.module;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** What messages have in common: one line that says who, what was expected and what came, the path in front. */
public final class Failures {
    private Failures() {}

    /**
     * {@code value}, which must not be null: for what is kept and used only later, when nobody knows any more where it came from.
     *
     * @param what what was expected, such as {@code a module}
     */
    public static <T> T given(String who, String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(who + ": expected " + what + ", got null");
        }
        return value;
    }

    /** The exception for another kind, type or size: {@code Linear(4 -> 3): expected <what>, got [2, 5]}. */
    public static IllegalArgumentException expected(Complaining who, String what, @Nullable Activity got) {
        return expected(who, what, got, "");
    }

    /** {@link #expected(Complaining, String, Activity)} that ends in {@code hint}: {@code ; call forget() first}. */
    public static IllegalArgumentException expected(Complaining who, String what, @Nullable Activity got, String hint) {
        return new IllegalArgumentException(who.who() + ": expected " + what + ", got "
                + (got == null ? "null" : got.describe(who.elementType())) + hint);
    }

    /** {@code activity} as a tensor, or the exception that says that {@code name} should be one. */
    public static Tensor tensor(Complaining who, String name, @Nullable Activity activity) {
        if (activity instanceof Tensor tensor) {
            return tensor;
        }
        throw expected(who, "a tensor as " + name, activity);
    }

    /** {@code activity} as a table without holes, or the exception that says that {@code name} should be one. */
    public static Table table(Complaining who, String name, @Nullable Activity activity) {
        if (!(activity instanceof Table table)) {
            throw expected(who, "a table as " + name, activity);
        }
        for (int i = 1; i < table.size(); i++) {
            if (table.find(i) == null) {
                throw expected(who, "a table without holes as " + name, activity);
            }
        }
        return table;
    }

    /** {@code activity} as kernels take it, contiguous and of the type of {@code who}; or the exception for {@code name}. */
    public static Tensor operand(Complaining who, String name, @Nullable Activity activity) {
        return typed(who, name, activity, who.elementType()).contiguous();
    }

    /** {@link #operand(Complaining, String, Activity)} that has the size of {@code like}. */
    public static Tensor operand(Complaining who, String name, @Nullable Activity activity, Tensor like) {
        return sized(who, name, operand(who, name, activity), like);
    }

    /** {@code tensor} if it has the size of {@code like}, or the exception that says that {@code name} should have it. */
    static Tensor sized(Complaining who, String name, Tensor tensor, Tensor like) {
        if (!tensor.isSameSizeAs(like)) {
            throw expected(who, name + " of size " + like.describeSizes(), tensor);
        }
        return tensor;
    }

    /**
     * {@code activity} in the structure, sizes and types of {@code model}, or the exception that says that {@code name} should be
     * that. Types count only where {@code model} has a fraction.
     */
    public static <A extends Activity> A like(Complaining who, String name, @Nullable A activity, Activity model) {
        if (activity == null || !Activities.sameSizes(activity, model)) {
            throw expected(who, name + " of size " + model.describeSizes(), activity);
        }
        checkTypes(who, name, activity, activity, model);
        return activity;
    }

    private static void checkTypes(Complaining who, String name, Activity whole, Activity got, Activity model) {
        if (model instanceof Tensor tensor) {
            ElementType type = tensor.elementType();
            if (type.isFloatingPoint() && got.toTensor().elementType() != type) {
                throw otherType(who, name, whole, got.toTensor().elementType(), type);
            }
            return;
        }
        for (int i = 1; i <= model.toTable().size(); i++) {
            Activity entry = model.toTable().find(i);
            if (entry != null) {
                checkTypes(who, name, whole, got.toTable().get(i), entry);
            }
        }
    }

    /** {@code activity} as a tensor of {@code type}, or the exception that says that {@code name} should be one. */
    public static Tensor typed(Complaining who, String name, @Nullable Activity activity, ElementType type) {
        Tensor tensor = tensor(who, name, activity);
        if (tensor.elementType() != type) {
            throw otherType(who, name, tensor, tensor.elementType(), type);
        }
        return tensor;
    }

    private static IllegalArgumentException otherType(
            Complaining who, String name, Activity activity, ElementType got, ElementType type) {
        return new IllegalArgumentException(who.who() + ": expected " + name + " of type " + type.tensorName()
                + ", got " + activity.describe(type)
                + (type.isFloatingPoint() ? "; " + conversion(type) + " converts it" : "")
                + (type.isFloatingPoint() && got.isFloatingPoint() ? ", " + conversion(got) + " a module" : ""));
    }

    private static String conversion(ElementType type) {
        return type == ElementType.FLOAT ? "toFloat()" : "toDouble()";
    }

    /**
     * The exception to throw in the place of {@code failure}, of the same type, saying where it happened: the path of the module that
     * failed comes in front of its message, once for each container on the way out.
     *
     * @param where the container and position, such as {@code Sequential[2]}
     */
    public static RuntimeException at(String where, RuntimeException failure) {
        String message = where + " > " + failure.getMessage();
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (failure.getClass() == IllegalArgumentException.class) {
            return new IllegalArgumentException(message, cause);
        }
        if (failure.getClass() == IllegalStateException.class) {
            return new IllegalStateException(message, cause);
        }
        if (failure.getClass() == UnsupportedOperationException.class) {
            return new UnsupportedOperationException(message, cause);
        }
        return failure;
    }
}
