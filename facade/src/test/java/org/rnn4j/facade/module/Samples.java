package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Inputs and targets for tests, made from the notation of the catalogues, and what tests do with them. */
public final class Samples {
    private static final Pattern TENSOR = Pattern.compile("(#\\d+|-1|[-+^?]?)\\[([\\d,]+)]");

    private final Random random;

    /** Samples that are the same for the same seed. */
    public Samples(long seed) {
        random = new Random(seed);
    }

    /** The activity that {@code text} describes; null if it is empty. */
    public @Nullable Activity parse(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.startsWith("{")) {
            Table table = new Table();
            split(text.substring(1, text.length() - 1), ',').forEach(entry -> table.insert(parse(entry)));
            return table;
        }
        if (text.startsWith("=(")) {
            return Tensor.of(Arrays.stream(text.substring(2, text.length() - 1).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        }
        Matcher tensor = TENSOR.matcher(text);
        if (!tensor.matches()) {
            return Tensor.of(Double.parseDouble(text));
        }
        long[] size = Arrays.stream(tensor.group(2).split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        String kind = tensor.group(1);
        return switch (kind.isEmpty() ? ' ' : kind.charAt(0)) {
            case ' ' -> fill(new Tensor(ElementType.DOUBLE, size), () -> random.nextDouble() * 2 - 1);
            case '+' -> fill(new Tensor(ElementType.DOUBLE, size), () -> random.nextDouble() + 0.2);
            case '^' -> fill(new Tensor(ElementType.DOUBLE, size), () -> random.nextDouble() * 0.8 + 0.1);
            case '-' -> fill(new Tensor(ElementType.DOUBLE, size), () -> random.nextBoolean() ? 1 : -1);
            case '?' -> mask(new Tensor(ElementType.BYTE, size));
            default -> {
                int count = Integer.parseInt(kind.substring(1));
                yield fill(new Tensor(ElementType.LONG, size), () -> random.nextInt(count) + 1);
            }
        };
    }

    private static Tensor fill(Tensor tensor, DoubleSupplier draw) {
        for (long i = 0; i < tensor.elements(); i++) {
            tensor.storage().putDouble(i, draw.getAsDouble());
        }
        return tensor;
    }

    private Tensor mask(Tensor tensor) {
        fill(tensor, () -> random.nextInt(2));
        tensor.storage().putDouble(0, 1);
        return tensor;
    }

    /** Numbers from -1 to 1 in the structure, sizes and types of {@code model}. */
    public Activity like(Activity model) {
        return map(
                model,
                tensor -> fill(new Tensor(tensor.elementType(), tensor.size()), () -> random.nextDouble() * 2 - 1));
    }

    /** The parts of {@code text} between separators that lie outside of all brackets. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : separator;
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (c == separator && (depth == 0 || i == text.length())) {
                parts.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        return parts;
    }

    // ---- what is done to activities

    /** The activity with each of its tensors replaced. */
    public static Activity map(Activity activity, UnaryOperator<Tensor> change) {
        if (activity instanceof Tensor tensor) {
            return change.apply(tensor);
        }
        Table result = new Table();
        Table table = activity.toTable();
        for (int i = 1; i <= table.size(); i++) {
            Activity entry = table.find(i);
            result.set(i, entry == null ? null : map(entry, change));
        }
        return result;
    }

    /** All tensors of an activity, in order. */
    public static List<Tensor> tensors(@Nullable Activity activity) {
        List<Tensor> tensors = new ArrayList<>();
        if (activity != null) {
            map(activity, tensor -> {
                tensors.add(tensor);
                return tensor;
            });
        }
        return tensors;
    }

    /** The same numbers in floating-point tensors of another type; integers stay. */
    public static Activity to(ElementType type, Activity activity) {
        return map(activity, tensor -> tensor.elementType().isFloatingPoint() ? tensor.to(type) : tensor);
    }

    /** The same numbers with gaps between them, in storages that begin with something else. */
    public static Activity scattered(Activity activity) {
        return map(activity, tensor -> {
            long[] wide = tensor.size();
            wide[wide.length - 1] = wide[wide.length - 1] * 2 + 1;
            Tensor storage = new Tensor(tensor.elementType(), wide);
            long[] strides = storage.stride();
            strides[strides.length - 1] = 2;
            return new Tensor(tensor.elementType())
                    .set(storage.storage(), 2, tensor.size(), strides)
                    .copy(tensor);
        });
    }

    /** The sum of all products of corresponding elements. */
    public static double dot(Activity first, Activity second) {
        List<Tensor> others = tensors(second);
        List<Tensor> tensors = tensors(first);
        double sum = 0;
        for (int i = 0; i < tensors.size(); i++) {
            double[] a = tensors.get(i).toDoubleArray();
            double[] b = others.get(i).toDoubleArray();
            for (int j = 0; j < a.length; j++) {
                sum += a[j] * b[j];
            }
        }
        return sum;
    }

    /**
     * Fails unless the tensors of both have the same sizes and numbers, as close as {@code tolerance} says, relative above 1, absolute
     * below.
     */
    public static void assertClose(
            String what, @Nullable Activity expected, @Nullable Activity actual, double tolerance) {
        List<Tensor> wanted = tensors(expected);
        List<Tensor> got = tensors(actual);
        if (wanted.size() != got.size()) {
            throw new AssertionError(what + ": expected " + describe(expected) + ", got " + describe(actual));
        }
        for (int i = 0; i < wanted.size(); i++) {
            assertClose(what + (wanted.size() > 1 ? " tensor " + (i + 1) : ""), wanted.get(i), got.get(i), tolerance);
        }
    }

    private static void assertClose(String what, Tensor expected, Tensor actual, double tolerance) {
        if (!Arrays.equals(expected.size(), actual.size())) {
            throw new AssertionError(what + ": expected size " + expected.describe() + ", got " + actual.describe());
        }
        double[] wanted = expected.toDoubleArray();
        double[] got = actual.toDoubleArray();
        int worst = -1;
        double worstError = tolerance;
        for (int i = 0; i < wanted.length; i++) {
            double error = Double.compare(wanted[i], got[i]) == 0
                    ? 0
                    : Math.abs(wanted[i] - got[i]) / Math.max(1, Math.abs(wanted[i]));
            if (error > worstError || Double.isNaN(error)) {
                worst = i;
                worstError = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            }
        }
        if (worst >= 0) {
            throw new AssertionError(what + ": worst at element " + (worst + 1) + " of " + expected.describe()
                    + ": expected " + wanted[worst] + ", got " + got[worst]);
        }
    }

    private static String describe(@Nullable Activity activity) {
        return activity == null ? "nothing" : activity.describe();
    }
}
