package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** The values of recorded cases: what they stand for, and how results are compared with them. */
public final class GoldenValues {
    private GoldenValues() {}

    /** The value that {@code json} stands for: tensor, list, number, text, truth value, or null. */
    public static @Nullable Object value(JsonNode json) {
        return SpecJson.read(json, "golden");
    }

    /** {@link #value} as what goes into a module; a number is a tensor of one element. */
    public static @Nullable Activity activity(JsonNode json) {
        return Values.activity(value(json));
    }

    /** The list of values that {@code json} holds. */
    public static List<@Nullable Object> list(JsonNode json) {
        return SpecJson.readList(json, "golden");
    }

    /**
     * Fails unless {@code actual} is what was recorded: the same kind of value, type, and sizes, with numbers that are as close as {@code
     * tolerance} says, relative above 1, absolute below.
     *
     * @param what what the message calls the value
     */
    public static void check(String what, JsonNode expected, @Nullable Object actual, double tolerance) {
        check(what, value(expected), actual, tolerance);
    }

    /** Fails unless {@code tensors} have the sizes, the sums, and the first elements that {@code summaries} say. */
    static void checkSummary(String what, JsonNode summaries, Iterable<?> tensors, double tolerance) {
        int count = 0;
        for (Object entry : tensors) {
            Tensor tensor = (Tensor) entry;
            double[] values = tensor.toDoubleArray();
            JsonNode summary = summaries.path(count);
            count++;
            String where = what + "[" + count + "]";
            require(!summary.isMissingNode(), where, "no more tensors", tensor);
            check(
                    where + ".size",
                    summary.get("size"),
                    Arrays.stream(tensor.size()).boxed().toList(),
                    0);
            check(where + ".sum", summary.get("sum"), Arrays.stream(values).sum(), tolerance);
            int first = summary.get("first").size();
            check(
                    where + ".first",
                    summary.get("first"),
                    Arrays.stream(values).limit(first).boxed().toList(),
                    tolerance);
        }
        require(count == summaries.size(), what, summaries.size() + " tensors", count);
    }

    private static void check(String what, @Nullable Object expected, @Nullable Object actual, double tolerance) {
        if (expected == null) {
            boolean nothing = actual == null || (actual instanceof Tensor tensor && tensor.elements() == 0);
            require(nothing, what, "nil", actual);
        } else if (expected instanceof Tensor tensor) {
            require(actual instanceof Tensor, what, tensor.type() + " " + tensor.describe(), actual);
            checkTensor(what, tensor, (Tensor) actual, tolerance);
        } else if (expected instanceof List<?> list) {
            checkList(what, list, actual, tolerance);
        } else if (expected instanceof Number number) {
            double got = actual instanceof Tensor tensor && tensor.elements() == 1
                    ? tensor.toDoubleArray()[0]
                    : actual instanceof Number n ? n.doubleValue() : Double.NaN;
            require(actual instanceof Number || actual instanceof Tensor, what, number, actual);
            require(isClose(number.doubleValue(), got, tolerance), what, number, actual);
        } else if (expected instanceof String special && Values.NOT_FINITE.containsKey(special)) {
            require(Values.NOT_FINITE.get(special).equals(actual) || special.equals(actual), what, special, actual);
        } else if (expected instanceof String text) {
            checkText(what, text, actual);
        } else {
            require(expected.equals(actual), what, expected, actual);
        }
    }

    private static void checkTensor(String what, Tensor expected, Tensor actual, double tolerance) {
        require(expected.elementType() == actual.elementType(), what, expected.type(), actual.type());
        require(Arrays.equals(expected.size(), actual.size()), what, "size " + expected.describe(), actual.describe());
        double[] wanted = expected.toDoubleArray();
        double[] got = actual.toDoubleArray();
        int worst = -1;
        double worstError = 0;
        for (int i = 0; i < wanted.length; i++) {
            if (!isClose(wanted[i], got[i], tolerance)) {
                double error = Math.abs(wanted[i] - got[i]);
                if (worst < 0 || Double.isNaN(error) || error > worstError) {
                    worst = i;
                    worstError = error;
                }
            }
        }
        if (worst >= 0) {
            throw new AssertionError(what + ": worst at element " + (worst + 1) + " of " + expected.describe()
                    + ": expected " + wanted[worst] + ", got " + got[worst]);
        }
    }

    private static void checkList(String what, List<?> expected, @Nullable Object actual, double tolerance) {
        int size = expected.size();
        // As in Lua, a list ends at its last entry.
        while (size > 0 && expected.get(size - 1) == null && actual instanceof Table) {
            size--;
        }
        require(actual instanceof Table || actual instanceof List, what, "a list", actual);
        int got = actual instanceof Table table ? table.size() : ((List<?>) actual).size();
        require(size == got, what, size + " entries", got + " in " + Values.describe(actual));
        for (int i = 0; i < size; i++) {
            Object entry = actual instanceof Table table ? table.find(i + 1) : ((List<?>) actual).get(i);
            check(what + "[" + (i + 1) + "]", expected.get(i), entry, tolerance);
        }
    }

    private static void checkText(String what, String expected, @Nullable Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + ": expected\n" + expected + "\ngot\n" + actual);
        }
    }

    private static boolean isClose(double expected, double actual, double tolerance) {
        return Double.compare(expected, actual) == 0
                || Math.abs(expected - actual) <= tolerance * Math.max(1, Math.abs(expected));
    }

    private static void require(boolean holds, String what, Object expected, @Nullable Object actual) {
        if (!holds) {
            throw new AssertionError(what + ": expected " + expected + ", got " + Values.describe(actual));
        }
    }
}
