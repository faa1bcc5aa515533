package org.rnn4j.facade.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An LSTM over a whole sequence, forward and backward: one product for the inputs of all steps, a small one per step for what recurs.
 *
 * <pre>
 * gates[t] = x[t] W + h[t-1] R + b      c[t], h[t] = {@link Kernels#lstmStep}(gates[t], c[t-1])
 * </pre>
 *
 * <p>T is the number of steps, N that of rows in a batch, D the input size, H the number of units. Sequences are contiguous and time comes
 * first: x is {@code [T, N, D]}, outputs {@code [T, N, H]}. Steps count from 0.
 *
 * <p>An instance keeps its buffers from call to call; they grow and never shrink, and every view it returns is overwritten by the next call of
 * the same method. After a forward in training it also keeps what backward needs, the views of x, h0 and c0 included, which must
 * not change until then; a forward in evaluation keeps one step. Backward may be called several times after one
 * forward. An instance serves one thread at a time.
 */
public final class LstmSequence {
    /** Rows of inputs multiplied at a time: enough for full speed, few enough for their gates to be in the cache at their steps. */
    private static final int ROWS_AT_A_TIME = 1024;

    private final Kernels kernels;
    private final LstmGates layout;

    private final GrowingBuffer gateBuffer = new GrowingBuffer();
    private final GrowingBuffer cellBuffer = new GrowingBuffer();
    private final GrowingBuffer outputBuffer = new GrowingBuffer();
    private final GrowingBuffer gradGateBuffer = new GrowingBuffer();
    private final GrowingBuffer gradInputBuffer = new GrowingBuffer();
    private final GrowingBuffer gradHiddenBuffer = new GrowingBuffer();
    private final GrowingBuffer gradCellBuffer = new GrowingBuffer();
    private final GrowingBuffer gradPeepholeBuffer = new GrowingBuffer();

    private @Nullable View lastHidden;
    private @Nullable View lastCell;
    private @Nullable Forward forward;
    private @Nullable Backward backward;

    /**
     * The learned parameters of an LSTM, or their gradients. A weight that lies there with a row for each gate, {@code [4H, D]}, is given as its
     * transposed view.
     *
     * @param input W, {@code [D, 4H]}
     * @param recurrent R, {@code [H, 4H]}
     * @param bias b, {@code [4H]}
     * @param peepholes as in {@link Kernels#lstmStep}, {@code [3H]}, or null
     */
    public record Parameters(
            View input, View recurrent, View bias, @Nullable View peepholes) {}

    /** What a forward in training leaves for backward. */
    private record Forward(
            Rows input,
            @Nullable View firstHidden,
            @Nullable View firstCell,
            Rows gates,
            Rows cells,
            Rows outputs,
            int steps,
            int batch) {
        int rowsBefore(int step) {
            return step * batch;
        }

        long units() {
            return outputs.extent(1);
        }

        @Nullable
        View cellBefore(int step) {
            return step == 0 ? firstCell : cells.narrow(rowsBefore(step - 1), batch);
        }
    }

    /** What a backward leaves for the gradients of the parameters. */
    private record Backward(
            Rows gradGates,
            @Nullable Rows gradPeepholes,
            @Nullable Rows gradHidden,
            Rows gradCell) {}

    /** A sequence for the kernels of this process, with gates in the order of {@code layout}. */
    public LstmSequence(LstmGates layout) {
        this(Kernels.get(), layout);
    }

    LstmSequence(Kernels kernels, LstmGates layout) {
        this.kernels = kernels;
        this.layout = layout;
    }

    /**
     * Runs the LSTM over all steps.
     *
     * @param input x, {@code [T, N, D]}
     * @param firstHidden h0, {@code [N, H]}, or null for zeros
     * @param firstCell c0, {@code [N, H]}, or null for zeros
     * @param training whether backward may follow
     * @return the outputs h, {@code [T, N, H]}
     * @throws IllegalArgumentException if sizes or types do not fit
     */
    public View forward(
            View input, @Nullable View firstHidden, @Nullable View firstCell, Parameters parameters, boolean training) {
        if (input.rank() != 3) {
            throw expected("a sequence of 3 dimensions", input);
        }
        ElementType type = input.storage().type();
        int steps = Math.toIntExact(input.extent(0));
        int batch = Math.toIntExact(input.extent(1));
        long units = parameters.recurrent.extent(0);
        checkRows(input, type, steps, batch, input.extent(2));
        checkParameters(parameters, type, input.extent(2), units);
        checkState(firstHidden, type, batch, units);
        checkState(firstCell, type, batch, units);

        forward = null;
        backward = null;
        int stepsAtATime = Math.max(1, ROWS_AT_A_TIME / batch);
        int stepsKept = training ? steps : Math.min(steps, stepsAtATime);
        Rows x = Rows.of(input, input.extent(2));
        Rows gates = gateBuffer.rows(type, (long) stepsKept * batch, 4 * units);
        Rows cells = cellBuffer.rows(type, (training ? steps : 2L) * batch, units);
        Rows outputs = outputBuffer.rows(type, (long) steps * batch, units);
        View hidden = firstHidden;
        View cell = firstCell;
        for (int step = 0; step < steps; step++) {
            int position = step % stepsAtATime;
            if (position == 0) {
                long rows = (long) Math.min(stepsAtATime, steps - step) * batch;
                Rows ahead = gates.narrow(training ? (long) step * batch : 0, rows);
                kernels.setRows(parameters.bias, ahead);
                kernels.gemm(1, x.narrow((long) step * batch, rows), false, parameters.input, false, 1, ahead);
            }
            Rows gatesNow = gates.narrow((long) (training ? step : position) * batch, batch);
            Rows cellNow = cells.narrow((long) (training ? step : step % 2) * batch, batch);
            Rows hiddenNow = outputs.narrow((long) step * batch, batch);
            if (hidden != null) {
                kernels.gemm(1, hidden, false, parameters.recurrent, false, 1, gatesNow);
            }
            kernels.lstmStep(layout, gatesNow, parameters.peepholes, cell, cellNow, hiddenNow);
            hidden = hiddenNow;
            cell = cellNow;
        }
        lastHidden = hidden;
        lastCell = cell;
        if (training) {
            forward = new Forward(x, firstHidden, firstCell, gates, cells, outputs, steps, batch);
        }
        return outputs.reshape(steps, batch, units);
    }

    /** h after the last step, {@code [N, H]}: a part of the outputs. */
    public View lastHidden() {
        return given(lastHidden, "forward");
    }

    /** c after the last step, {@code [N, H]}. */
    public View lastCell() {
        return given(lastCell, "forward");
    }

    /**
     * Goes back through all steps of the last forward, which was in training.
     *
     * @param gradOutputs dL/dh, {@code [T, N, H]}
     * @param gradLastHidden a gradient of the last h besides that in gradOutputs, {@code [N, H]}, or null for none
     * @param gradLastCell the gradient of the last c, {@code [N, H]}, or null for zeros
     * @param parameters those of the forward
     * @return dL/dx, {@code [T, N, D]}
     * @throws IllegalStateException if there was no forward in training
     * @throws IllegalArgumentException if sizes or types do not fit
     */
    public View backward(
            View gradOutputs, @Nullable View gradLastHidden, @Nullable View gradLastCell, Parameters parameters) {
        Forward was = given(forward, "forward in training");
        ElementType type = was.gates.storage().type();
        int batch = was.batch;
        long units = was.units();
        long inputSize = was.input.extent(1);
        checkRows(gradOutputs, type, was.steps, batch, units);
        checkParameters(parameters, type, inputSize, units);
        checkState(gradLastHidden, type, batch, units);
        checkState(gradLastCell, type, batch, units);

        Rows gradients = Rows.of(gradOutputs, units);
        Rows gradGates = gradGateBuffer.rows(type, was.gates.extent(0), 4 * units);
        Rows gradHidden = gradHiddenBuffer.rows(type, batch, units);
        Rows gradCell = gradCellBuffer.rows(type, batch, units);
        Rows gradPeepholes = parameters.peepholes == null ? null : gradPeepholeBuffer.rows(type, 3, units);
        if (gradPeepholes != null) {
            kernels.fill(gradPeepholes, 0);
        }
        if (gradLastCell == null) {
            kernels.fill(gradCell, 0);
        } else {
            kernels.copy(gradLastCell, gradCell);
        }
        for (int step = was.steps - 1; step >= 0; step--) {
            int first = was.rowsBefore(step);
            Rows gradGatesNow = gradGates.narrow(first, batch);
            kernels.copy(gradients.narrow(first, batch), gradHidden);
            if (step < was.steps - 1) {
                Rows gradGatesAfter = gradGates.narrow(was.rowsBefore(step + 1), batch);
                kernels.gemm(1, gradGatesAfter, false, parameters.recurrent, true, 1, gradHidden);
            } else if (gradLastHidden != null) {
                kernels.axpy(1, gradLastHidden, gradHidden);
            }
            kernels.lstmStepBackward(
                    layout,
                    was.gates.narrow(first, batch),
                    parameters.peepholes,
                    was.cellBefore(step),
                    was.cells.narrow(first, batch),
                    gradHidden,
                    gradCell,
                    gradGatesNow,
                    gradPeepholes,
                    1);
        }
        if (was.firstHidden != null) {
            kernels.gemm(1, gradGates.narrow(0, batch), false, parameters.recurrent, true, 0, gradHidden);
        }
        backward = new Backward(gradGates, gradPeepholes, was.firstHidden == null ? null : gradHidden, gradCell);
        Rows gradInput = gradInputBuffer.rows(type, was.input.extent(0), inputSize);
        kernels.gemm(1, gradGates, false, parameters.input, true, 0, gradInput);
        return gradInput.reshape(was.steps, batch, inputSize);
    }

    /** dL/dh0 of the last backward, {@code [N, H]}, or null if h0 was null. */
    public @Nullable View gradFirstHidden() {
        return given(backward, "backward").gradHidden;
    }

    /** dL/dc0 of the last backward, {@code [N, H]}. */
    public View gradFirstCell() {
        return given(backward, "backward").gradCell;
    }

    /**
     * Adds {@code scale} times the gradients of the parameters from the last backward to {@code gradients}.
     *
     * @throws IllegalStateException if there was no backward since the last forward
     * @throws IllegalArgumentException if sizes or types do not fit
     */
    public void accumulate(Parameters gradients, double scale) {
        Backward back = given(backward, "backward");
        Forward was = given(forward, "forward in training");
        checkParameters(gradients, was.gates.storage().type(), was.input.extent(1), was.units());
        if ((gradients.peepholes == null) != (back.gradPeepholes == null)) {
            throw new IllegalArgumentException(
                    "LstmSequence: expected gradients of peepholes exactly if there are any");
        }
        kernels.gemm(scale, was.input, true, back.gradGates, false, 1, gradients.input);
        long later = was.gates.extent(0) - was.batch;
        if (later > 0) {
            Rows hidden = was.outputs.narrow(0, later);
            kernels.gemm(scale, hidden, true, back.gradGates.narrow(was.batch, later), false, 1, gradients.recurrent);
        }
        if (was.firstHidden != null) {
            Rows gradGates = back.gradGates.narrow(0, was.batch);
            kernels.gemm(scale, was.firstHidden, true, gradGates, false, 1, gradients.recurrent);
        }
        kernels.addColumnSums(scale, back.gradGates, gradients.bias);
        if (gradients.peepholes != null && back.gradPeepholes != null) {
            kernels.axpy(scale, back.gradPeepholes, gradients.peepholes);
        }
    }

    private static <T> T given(@Nullable T value, String call) {
        if (value == null) {
            throw new IllegalStateException("LstmSequence: expected a " + call + " before this call");
        }
        return value;
    }

    private static void checkParameters(Parameters parameters, ElementType type, long inputSize, long units) {
        checkSizes("input weights", parameters.input, type, inputSize, 4 * units);
        checkSizes("recurrent weights", parameters.recurrent, type, units, 4 * units);
        checkSizes("a bias", parameters.bias, type, 4 * units);
        if (parameters.peepholes != null && parameters.peepholes.elements() != 3 * units) {
            throw expected("peepholes of " + 3 * units + " elements", parameters.peepholes);
        }
    }

    private static void checkRows(View view, ElementType type, long steps, long batch, long size) {
        checkSizes("a sequence", view, type, steps, batch, size);
        if (!view.isContiguous()) {
            throw expected("a contiguous sequence", view);
        }
    }

    private static void checkState(@Nullable View state, ElementType type, long batch, long units) {
        if (state == null) {
            return;
        }
        checkSizes("a state", state, type, batch, units);
        if (!state.isContiguous()) {
            throw expected("a contiguous state", state);
        }
    }

    private static void checkSizes(String what, View view, ElementType type, long... sizes) {
        boolean fits = view.rank() == sizes.length && view.storage().type() == type;
        for (int d = 0; fits && d < sizes.length; d++) {
            fits = view.extent(d) == sizes[d];
        }
        if (!fits) {
            throw expected(what + " of " + type + " " + Arrays.toString(sizes), view);
        }
    }

    private static IllegalArgumentException expected(String what, View got) {
        return new IllegalArgumentException(
                "LstmSequence: expected " + what + ", got " + got.storage().type() + " " + Walk.describe(got));
    }
}
