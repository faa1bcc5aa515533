package org.rnn4j.facade.kernels;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent cell over a whole sequence, forward and backward: what depends on the inputs alone is computed for all steps at once, what
 * recurs step by step.
 *
 * <p>T is the number of steps, N that of rows in a batch, D the input size, H the number of units, R the size of an output, which is H
 * unless the cell projects it. Sequences are contiguous and time comes first: inputs are {@code [T, N, D]}, outputs {@code [T, N, R]}. Steps
 * count from 0.
 *
 * <p>An instance keeps its buffers from call to call; they grow and never shrink, and every view it returns is overwritten by the next call of
 * the same method. After a forward in training it also keeps what backward needs, the views of the inputs and first states included, which
 * must not change until then; a forward in evaluation keeps outputs and cell states only. Backward may be called several times after one
 * forward. An instance serves one thread at a time.
 *
 * @param <P> the learned parameters, or their gradients
 */
public abstract class RecurrentSequence<P> {
    /** Rows of inputs multiplied at a time: enough for full speed, few enough for their sums to be in the cache at their steps. */
    private static final int ROWS_AT_A_TIME = 1024;

    final Kernels kernels;
    private final int blocks;
    private boolean maskZero;

    private final GrowingBuffer sumBuffer = new GrowingBuffer();
    private final GrowingBuffer outputBuffer = new GrowingBuffer();
    private final GrowingBuffer gradSumBuffer = new GrowingBuffer();
    private final GrowingBuffer gradHiddenBuffer = new GrowingBuffer();
    private final GrowingBuffer gradBeforeBuffer = new GrowingBuffer();
    private final GrowingBuffer normBuffer = new GrowingBuffer();
    private boolean[] masked = {};
    private boolean anyMasked;

    private @Nullable Pass pass;
    private @Nullable P parametersOfBackward;
    private boolean gradFirstIsThere;

    /**
     * What a forward works on and leaves for backward. Sums are those of products and biases, {@code blocks} times H in a row; the steps turn
     * them into the values of the gates.
     */
    record Pass(
            ElementType type,
            int steps,
            int batch,
            long units,
            Rows input,
            @Nullable View firstHidden,
            @Nullable View firstCell,
            Rows sums,
            Rows outputs,
            @Nullable Rows gradSums,
            @Nullable Rows gradBefore,
            boolean training) {
        /** The rows of {@code step} in what is kept for all steps. */
        Rows at(Rows all, int step) {
            return all.narrow((long) step * batch, batch);
        }

        /** The output before {@code step}; null for zeros. */
        @Nullable
        View outputBefore(int step) {
            return step == 0 ? firstHidden : at(outputs, step - 1);
        }

        /** The gradients of the sums, after a backward. */
        Rows gradients() {
            return given(gradSums, "backward");
        }

        /** The gradient of the output before {@code step} that comes from {@code step}, after a backward. */
        Rows gradientBefore(int step) {
            return at(given(gradBefore, "backward"), step);
        }

        private Pass with(Rows newGradSums, Rows newGradBefore) {
            return new Pass(
                    type,
                    steps,
                    batch,
                    units,
                    input,
                    firstHidden,
                    firstCell,
                    sums,
                    outputs,
                    newGradSums,
                    newGradBefore,
                    training);
        }
    }

    /** @param blocks how many sums a unit has */
    RecurrentSequence(Kernels kernels, int blocks) {
        this.kernels = kernels;
        this.blocks = blocks;
    }

    // ---- what a cell is made of

    /** Number of units H. */
    abstract long units(P parameters);

    /** Size R of an output. */
    long outputSize(P parameters) {
        return units(parameters);
    }

    /** Throws if parameters, or their gradients, do not fit inputs of size D. */
    abstract void check(P parameters, ElementType type, long inputSize);

    /** Throws unless the cell takes such a first cell state. */
    void checkCell(@Nullable View cell, ElementType type, long batch, long units) {
        if (cell != null) {
            throw expected("no cell state", cell);
        }
    }

    /** Gets memory for what a forward keeps beside sums and outputs. */
    void begin(P parameters, Pass present) {}

    /** Writes to {@code sums} what inputs and biases add to them, for rows of the steps from {@code step} on. */
    abstract void project(P parameters, Pass present, int step, Rows input, Rows sums);

    /** Computes one step from its {@code sums}, which become the values of the gates, into {@code output}. */
    abstract void advance(P parameters, Pass present, int step, Rows sums, @Nullable View previous, Rows output);

    /** Makes zero what {@link #begin} got memory for, in one row of one step. */
    void mask(Pass present, int step, int row) {}

    /** Gets memory for a backward, and takes the gradient of the last cell state. */
    void beginBackward(P parameters, Pass present, @Nullable View gradLastCell) {}

    /** Computes the gradient of the sums of one step from that of its output, which may be overwritten. */
    abstract void retreat(P parameters, Pass present, int step, Rows gradOutput, Rows gradSums);

    /** Computes the gradient of the output before {@code step} that comes from {@code step}, right after {@link #retreat}. */
    abstract void gradientBefore(P parameters, Pass present, int step, Rows gradient);

    /** The gradient of the inputs, {@code [T N, D]}, once that of all sums is there. */
    abstract Rows gradInput(P parameters, Pass present);

    /** Adds {@code scale} times the gradients of the parameters, given the inputs {@code [T N, D]}. */
    abstract void accumulate(P gradients, Pass present, Rows input, double scale);

    // ---- forward

    /** Says whether inputs that are all zero are padding: then so are output and state, and no gradient passes. */
    public final void maskZero(boolean mask) {
        maskZero = mask;
    }

    /**
     * Runs the cell over all steps.
     *
     * @param input {@code [T, N, D]}
     * @param firstHidden the output before the first step, {@code [N, R]}, or null for zeros
     * @param firstCell the cell state before the first step, {@code [N, H]}, or null for zeros, or if there is none
     * @param training whether backward may follow
     * @return the outputs, {@code [T, N, R]}
     * @throws IllegalArgumentException if sizes or types do not fit
     */
    public final View forward(
            View input, @Nullable View firstHidden, @Nullable View firstCell, P parameters, boolean training) {
        if (input.rank() != 3) {
            throw expected("a sequence of 3 dimensions", input);
        }
        ElementType type = input.storage().type();
        int steps = Math.toIntExact(input.extent(0));
        int batch = Math.toIntExact(input.extent(1));
        long units = units(parameters);
        checkRows(input, type, steps, batch, input.extent(2));
        check(parameters, type, input.extent(2));
        checkState(firstHidden, type, batch, outputSize(parameters));
        checkCell(firstCell, type, batch, units);

        pass = null;
        parametersOfBackward = null;
        int stepsAtATime = Math.max(1, ROWS_AT_A_TIME / batch);
        int stepsKept = training ? steps : Math.min(steps, stepsAtATime);
        Pass present = new Pass(
                type,
                steps,
                batch,
                units,
                Rows.of(input, input.extent(2)),
                firstHidden,
                firstCell,
                sumBuffer.rows(type, (long) stepsKept * batch, blocks * units),
                outputBuffer.rows(type, (long) steps * batch, outputSize(parameters)),
                null,
                null,
                training);
        begin(parameters, present);
        findMasked(present);
        for (int step = 0; step < steps; step++) {
            int position = step % stepsAtATime;
            if (position == 0) {
                long rows = (long) Math.min(stepsAtATime, steps - step) * batch;
                Rows ahead = present.sums.narrow(training ? (long) step * batch : 0, rows);
                project(parameters, present, step, present.input.narrow((long) step * batch, rows), ahead);
            }
            Rows sums = present.at(present.sums, training ? step : position);
            Rows output = present.at(present.outputs, step);
            advance(parameters, present, step, sums, present.outputBefore(step), output);
            for (int row = 0; anyMasked && row < batch; row++) {
                if (masked[step * batch + row]) {
                    kernels.fill(sums.narrow(row, 1), 0);
                    kernels.fill(output.narrow(row, 1), 0);
                    mask(present, step, row);
                }
            }
        }
        pass = present;
        return outputs();
    }

    /** The outputs of the last forward, {@code [T, N, R]}. */
    public final View outputs() {
        return allSteps(given(pass, "forward").outputs);
    }

    private void findMasked(Pass present) {
        anyMasked = false;
        if (!maskZero) {
            return;
        }
        int rows = present.steps * present.batch;
        Rows norms = normBuffer.rows(present.type, 1, rows);
        kernels.rowNorms(present.input, norms.reshape(rows));
        if (masked.length < rows) {
            masked = new boolean[rows];
        }
        for (int row = 0; row < rows; row++) {
            masked[row] = norms.storage().getDouble(row) == 0;
            anyMasked |= masked[row];
        }
    }

    /** The cell states of all steps, one row after the other; null if the cell has none. */
    @Nullable
    Rows cellRows() {
        return null;
    }

    /** The cell states of all steps, {@code [T, N, H]}; null if the cell has none. */
    public final @Nullable View cells() {
        given(pass, "forward");
        Rows all = cellRows();
        return all == null ? null : allSteps(all);
    }

    /** The output of {@code step}, {@code [N, R]}: a part of the outputs. */
    public final View hidden(int step) {
        Pass was = given(pass, "forward");
        return was.at(was.outputs, step);
    }

    /** The cell state after {@code step}, {@code [N, H]}; null if the cell has none. */
    public final @Nullable View cell(int step) {
        Rows all = cellRows();
        return all == null ? null : given(pass, "forward").at(all, step);
    }

    /** The output after the last step, {@code [N, R]}. */
    public final View lastHidden() {
        return hidden(given(pass, "forward").steps - 1);
    }

    /** The cell state after the last step, {@code [N, H]}; null if the cell has none. */
    public final @Nullable View lastCell() {
        return cell(given(pass, "forward").steps - 1);
    }

    // ---- backward

    /**
     * Goes back through all steps of the last forward, which was in training.
     *
     * @param gradOutputs dL/dh, {@code [T, N, R]}
     * @param gradLastHidden a gradient of the last output besides that in gradOutputs, {@code [N, R]}, or null for none
     * @param gradLastCell the gradient of the last cell state, {@code [N, H]}, or null for zeros
     * @param parameters those of the forward
     * @return dL/dx, {@code [T, N, D]}
     * @throws IllegalStateException if there was no forward in training
     * @throws IllegalArgumentException if sizes or types do not fit
     */
    public final View backward(
            View gradOutputs, @Nullable View gradLastHidden, @Nullable View gradLastCell, P parameters) {
        Pass was = trained();
        long outputSize = was.outputs.extent(1);
        checkRows(gradOutputs, was.type, was.steps, was.batch, outputSize);
        check(parameters, was.type, was.input.extent(1));
        checkState(gradLastHidden, was.type, was.batch, outputSize);
        checkCell(gradLastCell, was.type, was.batch, was.units);

        Pass present = was.with(
                gradSumBuffer.rows(was.type, was.sums.extent(0), was.sums.extent(1)),
                gradBeforeBuffer.rows(was.type, was.outputs.extent(0), outputSize));
        pass = present;
        Rows gradients = Rows.of(gradOutputs, outputSize);
        Rows gradHidden = gradHiddenBuffer.rows(was.type, was.batch, outputSize);
        beginBackward(parameters, present, gradLastCell);
        for (int step = was.steps - 1; step >= 0; step--) {
            kernels.copy(present.at(gradients, step), gradHidden);
            if (step < was.steps - 1) {
                kernels.axpy(1, present.gradientBefore(step + 1), gradHidden);
            } else if (gradLastHidden != null) {
                kernels.axpy(1, gradLastHidden, gradHidden);
            }
            for (int row = 0; anyMasked && row < was.batch; row++) {
                if (masked[step * was.batch + row]) {
                    kernels.fill(gradHidden.narrow(row, 1), 0);
                }
            }
            retreat(parameters, present, step, gradHidden, present.at(present.gradients(), step));
            if (step > 0) {
                gradientBefore(parameters, present, step, present.gradientBefore(step));
            }
        }
        parametersOfBackward = parameters;
        gradFirstIsThere = false;
        Rows gradInput = gradInput(parameters, present);
        return gradInput.reshape(was.steps, was.batch, gradInput.extent(1));
    }

    private Pass trained() {
        Pass was = given(pass, "forward in training");
        if (!was.training) {
            throw needs("forward in training");
        }
        return was;
    }

    /**
     * The gradient of the output before {@code step} of the last backward that comes from {@code step}, {@code [N, R]}. That before the first step is computed
     * when it is first asked for, with the parameters that backward had.
     */
    public final View gradHiddenBefore(int step) {
        P parameters = given(parametersOfBackward, "backward");
        Pass was = trained();
        if (step == 0 && !gradFirstIsThere) {
            gradientBefore(parameters, was, 0, was.gradientBefore(0));
            gradFirstIsThere = true;
        }
        return was.gradientBefore(step);
    }

    /** At each step the gradient of the output before it that comes from it, {@code [T, N, R]}, after a backward; see {@link #gradHiddenBefore(int)}. */
    public final View gradHiddenBefore() {
        return allSteps(given(trained().gradBefore, "backward"));
    }

    /** The gradient of the cell state before {@code step} of the last backward, {@code [N, H]}; null if the cell has none. */
    public final @Nullable View gradCellBefore(int step) {
        Rows all = gradCellRows();
        return all == null ? null : given(pass, "forward").at(all, step);
    }

    /** At each step the gradient of the cell state before it, {@code [T, N, H]}, after a backward; null if the cell has none. */
    public final @Nullable View gradCellBefore() {
        Rows all = gradCellRows();
        return all == null ? null : allSteps(all);
    }

    /** At each step the gradient of the cell state before it, one row after the other; null if the cell has none. */
    @Nullable
    Rows gradCellRows() {
        return null;
    }

    /** The values of the gates, {@code [T, N, blocks H]}, after a forward in training. */
    public final View gates() {
        return allSteps(trained().sums);
    }

    /** The gradients of what went into the gates, {@code [T, N, blocks H]}, after a backward. */
    public final View gradGates() {
        return allSteps(trained().gradients());
    }

    private View allSteps(Rows all) {
        Pass was = given(pass, "forward");
        return all.reshape(was.steps, was.batch, all.extent(1));
    }

    /** Whether there was a backward since the last forward. */
    public final boolean hasGoneBack() {
        return parametersOfBackward != null;
    }

    /**
     * Adds {@code scale} times the gradients of the parameters from the last backward to {@code gradients}.
     *
     * @param input {@code [T, N, D]}, that of the forward
     * @throws IllegalStateException if there was no backward since the last forward
     * @throws IllegalArgumentException if sizes or types do not fit
     */
    public final void accumulate(View input, P gradients, double scale) {
        given(parametersOfBackward, "backward");
        Pass was = trained();
        checkRows(input, was.type, was.steps, was.batch, was.input.extent(1));
        check(gradients, was.type, was.input.extent(1));
        accumulate(gradients, was, Rows.of(input, was.input.extent(1)), scale);
    }

    /**
     * Adds {@code scale} times the product of all outputs with the gradients of the sums of the step behind, of which {@code part} takes some columns.
     */
    final void accumulateRecurrent(Pass was, double scale, Function<Rows, View> part, View gradient) {
        if (was.steps > 1) {
            Rows hidden = was.outputs.narrow(0, (long) (was.steps - 1) * was.batch);
            Rows later = was.gradients().narrow(was.batch, hidden.extent(0));
            kernels.gemm(scale, hidden, true, part.apply(later), false, 1, gradient);
        }
        if (was.firstHidden != null) {
            View first = part.apply(was.at(was.gradients(), 0));
            kernels.gemm(scale, was.firstHidden, true, first, false, 1, gradient);
        }
    }

    // ---- checks

    static <T> T given(@Nullable T value, String call) {
        if (value == null) {
            throw needs(call);
        }
        return value;
    }

    private static IllegalStateException needs(String call) {
        return new IllegalStateException("recurrent sequence: expected a " + call + " before this call");
    }

    private void checkRows(View view, ElementType type, long steps, long batch, long size) {
        checkSizes("a sequence", view, type, steps, batch, size);
        if (!view.isContiguous()) {
            throw expected("a contiguous sequence", view);
        }
    }

    final void checkState(@Nullable View state, ElementType type, long batch, long units) {
        if (state == null) {
            return;
        }
        checkSizes("a state", state, type, batch, units);
        if (!state.isContiguous()) {
            throw expected("a contiguous state", state);
        }
    }

    final void checkSizes(String what, View view, ElementType type, long... sizes) {
        boolean fits = view.rank() == sizes.length && view.storage().type() == type;
        for (int d = 0; fits && d < sizes.length; d++) {
            fits = view.extent(d) == sizes[d];
        }
        if (!fits) {
            throw expected(what + " of " + type + " " + Arrays.toString(sizes), view);
        }
    }

    final IllegalArgumentException expected(String what, View got) {
        return new IllegalArgumentException(getClass().getSimpleName() + ": expected " + what + ", got "
                + got.storage().type() + " " + Walk.describe(got));
    }
}
