package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A recurrence made of any module that maps {@code {x(t), h(t-1)}} to {@code h(t)}.
 *
 * <pre>h(t) = module{x(t), h(t-1)}      h(0) = 0</pre>
 *
 * Input: {@code nInputDim} dimensions, or one more for a batch in front; of a table the first tensor decides. Output: h(t), of size
 * {@code outputSize}, with the batch in front if the input has one; h may be a table.
 *
 * <p>State: h, and whatever the modules inside keep.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.Recurrence">rnn manual: Recurrence</a>
 */
public final class Recurrence extends StatefulRecurrent {
    private static final int DEFAULT_RHO = 9999;

    private final Object outputSize;
    private final int nInputDim;
    private @Nullable Activity zeros;
    private @Nullable RnnCell rnnCell;

    /**
     * A recurrence over a hidden vector.
     *
     * @param outputSize size of h
     * @param nInputDim dimensions of an input without batch: 1 for vectors, 0 for word indices
     */
    public Recurrence(Module module, long outputSize, int nInputDim) {
        this(module, outputSize, nInputDim, null);
    }

    /** A recurrence over a hidden vector; backward goes back over {@code rho} steps at most. */
    public Recurrence(Module module, long outputSize, int nInputDim, @Nullable Integer rho) {
        this(module, new long[] {outputSize}, nInputDim, rho);
    }

    /** A recurrence over a hidden tensor of sizes {@code outputSize}. */
    public Recurrence(Module module, long[] outputSize, int nInputDim) {
        this(module, outputSize, nInputDim, null);
    }

    /** A recurrence over a hidden tensor; backward goes back over {@code rho} steps at most. */
    public Recurrence(Module module, long[] outputSize, int nInputDim, @Nullable Integer rho) {
        this(
                module,
                nInputDim,
                rho,
                checkedSizes(Failures.given("Recurrence", "sizes as outputSize", outputSize)
                        .clone()));
    }

    /**
     * A recurrence over a table.
     *
     * @param outputSizes one entry for each entry of h: a number, a list of numbers or {@code long[]} for a tensor, a list of such for a table
     */
    public Recurrence(Module module, List<?> outputSizes, int nInputDim) {
        this(module, outputSizes, nInputDim, null);
    }

    /** A recurrence over a table; backward goes back over {@code rho} steps at most. */
    public Recurrence(Module module, List<?> outputSizes, int nInputDim, @Nullable Integer rho) {
        this(module, nInputDim, rho, checkedSizes(outputSizes));
    }

    private Recurrence(Module module, int nInputDim, @Nullable Integer rho, Object outputSize) {
        super(rho == null ? DEFAULT_RHO : rho);
        if (nInputDim < 0) {
            throw new IllegalArgumentException("Recurrence: expected nInputDim of at least 0, got " + nInputDim);
        }
        this.outputSize = outputSize;
        this.nInputDim = nInputDim;
        super.add(module);
    }

    /** Sizes as {@code long[]} for a tensor, or as a list of such for a table. */
    private static Object checkedSizes(Object sizes) {
        if (sizes instanceof Number number) {
            return checkedSizes(new long[] {number.longValue()});
        }
        if (sizes instanceof long[] array) {
            if (array.length == 0 || Arrays.stream(array).anyMatch(size -> size < 1)) {
                throw new IllegalArgumentException(
                        "Recurrence: expected positive sizes as outputSize, got " + Arrays.toString(array));
            }
            return array;
        }
        if (!(sizes instanceof List<?> list) || list.isEmpty()) {
            throw new IllegalArgumentException(
                    "Recurrence: expected a size or a list of sizes as outputSize, got " + sizes);
        }
        if (list.stream().allMatch(Number.class::isInstance)) {
            return checkedSizes(
                    list.stream().mapToLong(size -> ((Number) size).longValue()).toArray());
        }
        List<Object> nested = new ArrayList<>();
        for (Object entry : list) {
            nested.add(checkedSizes(entry));
        }
        return nested;
    }

    @Override
    public Module recurrentModule() {
        return get(1);
    }

    /** That of {@code transfer(input(x) + feedback(h))}, if that is what the module computes. */
    @Override
    @Nullable
    KernelCell<?> kernelCell() {
        rnnCell = recurrentModule() instanceof Sequential net
                        && net.size() == 3
                        && net.get(1) instanceof ParallelTable parallel
                        && parallel.size() == 2
                        && net.get(2) instanceof CAddTable
                        && outputSize instanceof long[] sizes
                        && sizes.length == 1
                ? RnnCell.of(
                        rnnCell,
                        "Recurrence > Sequential[1] > ParallelTable[1]",
                        parallel.get(1),
                        parallel.get(2),
                        null,
                        net.get(3))
                : null;
        return rnnCell != null && rnnCell.sampleDimensions() == nInputDim ? rnnCell : null;
    }

    @Override
    int parts() {
        return 1;
    }

    @Override
    Activity zeroState(Activity input) {
        Tensor first = first(input);
        if (first.dim() != nInputDim && first.dim() != nInputDim + 1) {
            throw expected(
                    "input of " + nInputDim + " dimensions, or " + (nInputDim + 1) + " with a batch in front", input);
        }
        zeros = zeros(zeros, outputSize, first.dim() == nInputDim ? 0 : first.size(1));
        return zeros;
    }

    private Tensor first(Activity input) {
        return input instanceof Tensor tensor ? tensor : first(input.toTable().get(1));
    }

    private Activity zeros(@Nullable Activity target, Object sizes, long batch) {
        if (sizes instanceof long[] array) {
            long[] all = array;
            if (batch > 0) {
                all = new long[array.length + 1];
                all[0] = batch;
                System.arraycopy(array, 0, all, 1, array.length);
            }
            Tensor tensor = target instanceof Tensor old && old.elementType() == elementType()
                    ? old
                    : new Tensor(elementType());
            return tensor.resize(all).zero();
        }
        List<?> entries = (List<?>) sizes;
        Table table = target instanceof Table old ? old : new Table();
        for (int i = 1; i <= entries.size(); i++) {
            table.set(i, zeros(table.find(i), entries.get(i - 1), batch));
        }
        return table;
    }

    // ---- hidden state: h beside that of the module inside

    /** {@code {h, states of the modules inside}} after {@code step}, or null if it is no longer kept. */
    @Override
    public @Nullable Activity getHiddenState(int step) {
        Activity hidden = super.getHiddenState(step);
        return hidden == null ? null : Table.of(hidden, inner(recurrentModule().getHiddenState(step)));
    }

    @Override
    public void setHiddenState(int step, @Nullable Activity hiddenState) {
        super.setHiddenState(
                step, hiddenState == null ? null : hiddenState.toTable().get(1));
        Activity inner = hiddenState == null ? null : hiddenState.toTable().find(2);
        if (inner != null) {
            recurrentModule().setHiddenState(step, inner.toTable().find(1));
        }
    }

    /** {@code {gradient of h, gradients of the states inside}} after {@code step}, or null if there is none. */
    @Override
    public @Nullable Activity getGradHiddenState(int step) {
        Activity gradient = super.getGradHiddenState(step);
        return gradient == null
                ? null
                : Table.of(gradient, inner(recurrentModule().getGradHiddenState(step)));
    }

    @Override
    public void setGradHiddenState(int step, @Nullable Activity gradHiddenState) {
        super.setGradHiddenState(
                step, gradHiddenState == null ? null : gradHiddenState.toTable().get(1));
        Activity inner =
                gradHiddenState == null ? null : gradHiddenState.toTable().find(2);
        if (inner != null) {
            recurrentModule().setGradHiddenState(step, inner.toTable().find(1));
        }
    }

    /** A list with one entry, as there is one module inside. */
    private static Table inner(@Nullable Activity state) {
        return new Table().set(1, state);
    }

    /** Dimensions of an input without batch. */
    public int nInputDim() {
        return nInputDim;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        zeros = fields.buffer("zeroTensor", zeros);
        rnnCell = fields.scratch(rnnCell);
    }

    /** {@code nn.Recurrence @ nn.Sequential ...}. */
    @Override
    public String toString() {
        return super.toString() + " @ " + recurrentModule();
    }
}
