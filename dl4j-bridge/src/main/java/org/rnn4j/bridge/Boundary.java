package org.rnn4j.bridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnn4j.bridge.layer.Indices;
import org.rnn4j.bridge.layer.InputKind;
import org.rnn4j.bridge.layer.TimeMajor;
import org.rnn4j.bridge.loss.Labels;
import org.rnn4j.bridge.translate.Bundle;
import org.rnn4j.bridge.translate.Edge;
import org.rnn4j.bridge.translate.Sequence;
import org.rnn4j.bridge.translate.Signal;
import org.rnn4j.bridge.translate.Translation;
import org.rnn4j.bridge.translate.Translator;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Shape;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Where Torch's activities become the arrays of a graph, and back. This is the only place that knows both conventions:
 *
 * <table>
 * <caption>the two conventions</caption>
 * <tr><th>Torch</th><th>graph</th></tr>
 * <tr><td>batch {@code [N, D]}, or one example {@code [D]}</td><td>{@code [N, D]}</td></tr>
 * <tr><td>sequence {@code [T, N, D]}, {@code [T, D]}, or a table of T steps</td><td>{@code [N, D, T]}</td></tr>
 * <tr><td>indices {@code [N]} from 1</td><td>{@code [N, 1]} from 0</td></tr>
 * <tr><td>sequence of indices {@code [T, N]}, or a table of T steps</td><td>{@code [N, 1, T]} from 0</td></tr>
 * <tr><td>table</td><td>one array for each entry</td></tr>
 * </table>
 */
final class Boundary {
    private final Supplier<String> who;
    private final Signal input;
    private final Signal output;
    private final @Nullable Signal labels;
    private final ElementType type;
    private final boolean reusing;
    private final List<Tensor> stacks = new ArrayList<>();

    /** What activities are to the module. */
    private enum Role {
        INPUT("input"),
        GRADIENT("gradOutput"),
        TARGET("target");

        private final String word;

        Role(String word) {
            this.word = word;
        }
    }

    /** How the last input looked, which is how outputs are to look. */
    private boolean batched;

    private boolean tabled;
    private @Nullable Shape lastInput;

    /**
     * @param who what messages call the module
     * @param type the type of all numbers
     * @param reusing whether arrays are only used until the next ones are made, so that their memory can be used again
     */
    Boundary(Supplier<String> who, Translation translation, ElementType type, boolean reusing) {
        this.who = who;
        this.input = translation.input();
        this.output = translation.output();
        this.labels = translation.labels();
        this.type = type;
        this.reusing = reusing;
    }

    // ---- into the graph

    /** The input as arrays, one for each edge; what it looks like is remembered for the outputs. */
    INDArray[] input(Activity activity) {
        Encoder encoder = new Encoder(Role.INPUT);
        INDArray[] arrays = encoder.encode(input, activity);
        batched = encoder.batchedFound();
        tabled = encoder.tabled;
        lastInput = Shape.of(lastInput, activity);
        return arrays;
    }

    /** Checks that backward gets an input of the kind, the sizes and the type that forward had. */
    void checkLastInput(Activity activity) {
        if (lastInput != null && !lastInput.isOf(activity)) {
            throw new IllegalArgumentException(who.get() + ": expected the input of the last forward, "
                    + lastInput.describe(type) + ", got " + activity.describe(type));
        }
    }

    /** The gradient of the output as arrays, one for each edge. */
    INDArray[] gradOutput(Activity activity, Activity lastOutput) {
        if (!lastOutput.describe().equals(activity.describe())) {
            throw expected("gradOutput like the output, " + lastOutput.describe(), activity);
        }
        return new Encoder(Role.GRADIENT).encode(output, activity);
    }

    /** The targets of a criterion as labels, one array for each output. */
    INDArray[] labels(Activity target) {
        if (labels == null) {
            throw new IllegalStateException(who.get() + ": expected a translation with a criterion, got one without");
        }
        return new Encoder(Role.TARGET).encode(labels, target);
    }

    /** Which labels count, {@code [N, 1]} or {@code [N, T]}, as some have no class; null if all do. */
    @Nullable
    INDArray labelMask(INDArray[] arrays) {
        if (labels == null || Translator.edges(labels).get(0).kind() != InputKind.PADDED_INDICES) {
            return null;
        }
        INDArray array = arrays[0];
        INDArray first = array.rank() == 3
                ? array.get(NDArrayIndex.all(), NDArrayIndex.point(0), NDArrayIndex.all())
                : array.getColumns(0);
        INDArray present = first.gte(0).castTo(type.dataType());
        return present.minNumber().doubleValue() == 1 ? null : present;
    }

    /** Checks that labels are for as many examples, and steps if they have any, as the features have. */
    void checkFit(INDArray[] features, INDArray[] labels, Activity target) {
        long batch = features[0].size(0);
        for (INDArray array : labels) {
            if (array.size(0) != batch) {
                throw expected("a target for a batch of " + batch + ", as the input is", target);
            }
            for (INDArray sequence : features) {
                if (array.rank() == 3 && sequence.rank() == 3 && array.size(2) != sequence.size(2)) {
                    throw expected("a target of " + sequence.size(2) + " steps, as the input has", target);
                }
            }
        }
    }

    private final class Encoder {
        private final Role role;
        private final String what;
        private final List<INDArray> arrays = new ArrayList<>();
        private @Nullable Boolean batch;
        private boolean tabled;
        private int steps;

        Encoder(Role role) {
            this.role = role;
            what = role.word;
        }

        boolean batchedFound() {
            return batch == null || batch;
        }

        INDArray[] encode(Signal signal, Activity activity) {
            put(signal, activity);
            return arrays.toArray(INDArray[]::new);
        }

        private void put(Signal signal, Activity activity) {
            if (signal instanceof Edge edge) {
                putPlain(edge, tensor(activity));
            } else if (signal instanceof Bundle bundle) {
                Table table = table(activity, bundle.entries().size());
                for (int i = 1; i <= table.size(); i++) {
                    put(bundle.entries().get(i - 1), table.get(i));
                }
            } else {
                Sequence sequence = (Sequence) signal;
                putSequence(sequence, sequence.step(), activity);
            }
        }

        private void putPlain(Edge edge, Tensor tensor) {
            if (edge.isIndices()) {
                if (tensor.dim() != 1) {
                    throw expected(what + " of indices, [N]", tensor);
                }
                note(true, tensor);
                arrays.add(indices(edge, tensor).array());
                return;
            }
            Tensor values = checkedValues(edge, tensor);
            note(values.dim() > 1, values);
            arrays.add(values.dim() > 1 ? values.array() : values.unsqueeze(1).array());
        }

        private void putSequence(Sequence sequence, Signal step, Activity activity) {
            if (activity instanceof Tensor tensor && step instanceof Edge edge) {
                putSteps(edge, isBatchFirst(sequence, tensor) ? tensor.transpose(1, 2) : tensor);
                return;
            }
            if (sequence.isTensor()) {
                throw expected("a tensor as " + what, activity);
            }
            if (!(activity instanceof Table table) || table.size() == 0) {
                throw expected(
                        "a sequence as " + what + ", a table of steps"
                                + (step instanceof Edge ? " or a tensor [T, ...]" : ""),
                        activity);
            }
            tabled = true;
            checkLength(table.size(), activity);
            if (step instanceof Edge edge) {
                putSteps(edge, stacked(table));
                return;
            }
            List<Signal> entries = ((Bundle) step).entries();
            for (int i = 1; i <= entries.size(); i++) {
                Table parts = new Table();
                for (Activity at : table) {
                    parts.insert(table(at, entries.size()).get(i));
                }
                putSequence(sequence, entries.get(i - 1), parts);
            }
        }

        /** Steps {@code [T, N, D]} or {@code [T, D]}, or indices {@code [T, N]}. */
        private void putSteps(Edge edge, Tensor all) {
            checkLength(Math.toIntExact(all.size(1)), all);
            Tensor ordered;
            if (edge.isIndices()) {
                if (all.dim() != 2) {
                    throw expected(what + " of indices, [T, N] or a table of [N]", all);
                }
                note(true, all);
                ordered = indices(edge, all);
            } else {
                Tensor values = checkedValues(edge, all);
                if (values.dim() != 2 && values.dim() != 3) {
                    throw expected(what + " of vectors, [T, N, D] or a table of [N, D]", values);
                }
                note(values.dim() == 3, values);
                ordered = values.dim() == 3
                        ? values.contiguous()
                        : values.contiguous().unsqueeze(2);
            }
            arrays.add(TimeMajor.sequence(ordered));
        }

        private Tensor indices(Edge edge, Tensor tensor) {
            int first = edge.kind() == InputKind.PADDED_INDICES ? 0 : 1;
            IndexRange range = new IndexRange(first, edge.size() == Edge.UNKNOWN ? Long.MAX_VALUE : edge.size());
            Tensor indices = tensor.contiguous();
            long outside = range.firstOutside(indices);
            if (outside > 0) {
                throw new IllegalArgumentException(who.get() + ": expected indices " + range + " as " + what + ", got "
                        + IndexRange.text(indices, outside) + " in " + tensor.describe());
            }
            return role == Role.TARGET ? classes(edge, indices) : Indices.fromTorch(indices, type, edge.kind());
        }

        /** Classes as indicators, which evaluations want, or as numbers from 0 if it is not known how many there are; negative if there is none. */
        private Tensor classes(Edge edge, Tensor numbers) {
            if (edge.size() < 2) {
                return Indices.fromTorch(numbers, type, InputKind.INDICES);
            }
            long[] sizes = Arrays.copyOf(numbers.size(), numbers.dim() + 1);
            sizes[numbers.dim()] = edge.size();
            Tensor indicators = new Tensor(type, sizes);
            Tensor rows = indicators.view(-1, edge.size());
            for (long row = 1; row <= rows.size(1); row++) {
                long number = numbers.storage().getLong(numbers.offset() + row - 1);
                if (number == 0) {
                    rows.select(1, row).fill(-1);
                } else {
                    rows.put(1, row, number);
                }
            }
            return indicators;
        }

        private Tensor stacked(Table table) {
            Tensor first = tensor(table.get(1));
            ElementType elements = first.elementType();
            Tensor stack = Activities.room(buffer(arrays.size(), elements), elements, table.size(), first);
            for (int t = 1; t <= table.size(); t++) {
                Tensor step = tensor(table.get(t));
                if (!step.isSameSizeAs(first)) {
                    throw expected(what + " with steps of one size, " + first.describe(), step);
                }
                stack.select(1, t).copy(step);
            }
            return stack;
        }

        /** The buffer for the table at {@code index}; inputs and gradients have one each. */
        private Tensor buffer(int index, ElementType elements) {
            if (!reusing) {
                return new Tensor(elements);
            }
            int place = 2 * index + (role == Role.INPUT ? 0 : 1);
            while (stacks.size() <= place) {
                stacks.add(new Tensor(elements));
            }
            if (stacks.get(place).elementType() != elements) {
                stacks.set(place, new Tensor(elements));
            }
            return stacks.get(place);
        }

        /** Targets may be of any type, as criterions take them. */
        private Tensor checkedValues(Edge edge, Tensor tensor) {
            if (tensor.dim() == 0) {
                throw expected(what + " that is not empty", tensor);
            }
            if (edge.size() != Edge.UNKNOWN && tensor.size(tensor.dim()) != edge.size()) {
                throw expected(what + " of size " + edge.size() + " in the last dimension", tensor);
            }
            if (tensor.elementType() != type && role != Role.TARGET) {
                throw expected(what + " of type " + type.tensorName(), tensor);
            }
            return role == Role.TARGET ? Labels.finite(who.get(), what, tensor.to(type)) : tensor.to(type);
        }

        private void note(boolean isBatch, Tensor tensor) {
            if (batch != null && batch != isBatch) {
                throw expected(what + " with a batch in all parts, or in none", tensor);
            }
            batch = isBatch;
        }

        private void checkLength(int length, Activity activity) {
            if (steps != 0 && steps != length) {
                throw expected(what + " with " + steps + " steps in all parts", activity);
            }
            steps = length;
        }

        private Tensor tensor(Activity activity) {
            if (activity instanceof Tensor tensor) {
                return tensor;
            }
            throw expected("a tensor as " + what, activity);
        }

        private Table table(Activity activity, int size) {
            if (activity instanceof Table table && table.size() == size) {
                return table;
            }
            throw expected("a table of " + size + " as " + what, activity);
        }
    }

    // ---- out of the graph

    /** The output, looking like the last input, given the array of each edge. */
    Activity output(List<INDArray> arrays) {
        return decode(output, arrays.iterator());
    }

    private Activity decode(Signal signal, Iterator<INDArray> arrays) {
        if (signal instanceof Edge) {
            Tensor tensor = Tensor.of(arrays.next());
            return batched ? tensor : tensor.select(1, 1);
        }
        if (signal instanceof Bundle bundle) {
            Table table = new Table();
            bundle.entries().forEach(entry -> table.insert(decode(entry, arrays)));
            return table;
        }
        Sequence sequence = (Sequence) signal;
        if (sequence.form() == Sequence.Form.TABLE || (tabled && !sequence.isTensor())) {
            return stepTable(sequence.step(), arrays);
        }
        Tensor steps = steps(sequence.step(), arrays);
        return isBatchFirst(sequence, steps) ? steps.transpose(1, 2).contiguous() : steps;
    }

    /** Whether the steps of {@code tensor} are in its second dimension: not if it is one example. */
    private static boolean isBatchFirst(Sequence sequence, Tensor tensor) {
        boolean batch = tensor.dim() == 3 || (sequence.step() instanceof Edge edge && edge.isIndices());
        return batch && sequence.form() == Sequence.Form.BATCH_FIRST;
    }

    private Tensor steps(Signal step, Iterator<INDArray> arrays) {
        if (!(step instanceof Edge)) {
            throw new IllegalStateException(
                    who.get() + ": expected a table of steps as input, as the output is a table at every step");
        }
        Tensor all = TimeMajor.tensor(arrays.next());
        return batched ? all : all.select(2, 1);
    }

    private Table stepTable(Signal step, Iterator<INDArray> arrays) {
        Table table = new Table();
        if (step instanceof Edge) {
            Tensor all = steps(step, arrays);
            for (int t = 1; t <= all.size(1); t++) {
                table.insert(all.select(1, t));
            }
            return table;
        }
        int position = 1;
        for (Signal entry : ((Bundle) step).entries()) {
            Table entries = stepTable(entry, arrays);
            for (int t = 1; t <= entries.size(); t++) {
                if (position == 1) {
                    table.insert(new Table());
                }
                table.table(t).insert(entries.get(t));
            }
            position++;
        }
        return table;
    }

    /**
     * The gradient with respect to {@code activity}, the last input, looking like it; zeros where there are indices.
     *
     * @param gradients the gradient of each edge: {@code [N, ...]}, or {@code [T, N, D]} for a sequence; null for indices
     */
    Activity gradInput(Activity activity, List<@Nullable Tensor> gradients) {
        return gradient(input, activity, gradients.iterator());
    }

    private Activity gradient(Signal signal, Activity like, Iterator<@Nullable Tensor> gradients) {
        if (signal instanceof Edge) {
            return shaped(gradients.next(), like.toTensor(), like.toTensor().elementType());
        }
        if (signal instanceof Bundle bundle) {
            Table table = new Table();
            for (Signal entry : bundle.entries()) {
                table.insert(gradient(entry, like.toTable().get(table.size() + 1), gradients));
            }
            return table;
        }
        Sequence sequence = (Sequence) signal;
        if (like instanceof Tensor tensor && isBatchFirst(sequence, tensor)) {
            Tensor timeFirst = tensor.transpose(1, 2);
            Tensor gradient =
                    stepGradients(sequence.step(), timeFirst, gradients).toTensor();
            return gradient.transpose(1, 2).contiguous();
        }
        return stepGradients(sequence.step(), like, gradients);
    }

    private Activity stepGradients(Signal step, Activity like, Iterator<@Nullable Tensor> gradients) {
        if (like instanceof Tensor tensor) {
            return shaped(gradients.next(), tensor, type);
        }
        Table steps = like.toTable();
        Table table = new Table();
        if (step instanceof Edge) {
            Tensor all = gradients.next();
            for (int t = 1; t <= steps.size(); t++) {
                Tensor at = all == null ? null : all.select(1, t);
                table.insert(shaped(at, steps.tensor(t), steps.tensor(t).elementType()));
            }
            return table;
        }
        List<Signal> entries = ((Bundle) step).entries();
        steps.forEach(at -> table.insert(new Table()));
        for (int i = 1; i <= entries.size(); i++) {
            Table parts = new Table();
            for (Activity at : steps) {
                parts.insert(at.toTable().get(i));
            }
            Table done = stepGradients(entries.get(i - 1), parts, gradients).toTable();
            for (int t = 1; t <= steps.size(); t++) {
                table.table(t).insert(done.get(t));
            }
        }
        return table;
    }

    private static Tensor shaped(@Nullable Tensor gradient, Tensor like, ElementType typeOfZeros) {
        return gradient == null
                ? new Tensor(typeOfZeros, like.size())
                : gradient.contiguous().view(like.size());
    }

    private IllegalArgumentException expected(String wanted, Activity got) {
        return new IllegalArgumentException(who.get() + ": expected " + wanted + ", got " + got.describe());
    }
}
