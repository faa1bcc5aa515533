package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/**
 * An LSTM over a whole sequence.
 *
 * <pre>
 * gates[t] = x[t] W + h[t-1] R + b      c[t], u[t] = {@link Kernels#lstmStep}(gates[t], c[t-1])      h[t] = u[t] P, or u[t] without P
 * </pre>
 */
public final class LstmSequence extends RecurrentSequence<LstmSequence.Parameters> {
    private final LstmGates layout;
    private final GrowingBuffer cellBuffer = new GrowingBuffer();
    private final GrowingBuffer unprojectedBuffer = new GrowingBuffer();
    private final GrowingBuffer gradInputBuffer = new GrowingBuffer();
    private final GrowingBuffer gradCellBuffer = new GrowingBuffer();
    private final GrowingBuffer gradPeepholeBuffer = new GrowingBuffer();
    private final GrowingBuffer gradProjectedBuffer = new GrowingBuffer();
    private final GrowingBuffer gradUnprojectedBuffer = new GrowingBuffer();

    private final StepWeight weightForward = new StepWeight();
    private final StepWeight weightBack = new StepWeight();

    private @Nullable View recurrent;
    private @Nullable View recurrentBack;
    private @Nullable Rows cells;
    private @Nullable Rows unprojected;

    /** At each step the gradient of the cell state before it. */
    private @Nullable Rows gradCells;

    private @Nullable Rows gradPeepholes;
    private @Nullable Rows gradProjected;
    private @Nullable Rows gradUnprojected;

    /**
     * The learned parameters of an LSTM, or their gradients. A weight that lies there with a row for each gate, {@code [4H, D]}, is given as its
     * transposed view.
     *
     * @param input W, {@code [D, 4H]}
     * @param recurrent R, {@code [R, 4H]}
     * @param bias b, {@code [4H]}
     * @param peepholes as in {@link Kernels#lstmStep}, {@code [3H]}, or null
     * @param projection P, {@code [H, R]}, or null
     */
    public record Parameters(
            View input,
            View recurrent,
            View bias,
            @Nullable View peepholes,
            @Nullable View projection) {}

    /** A sequence for the kernels of this process, with gates in the order of {@code layout}. */
    public LstmSequence(LstmGates layout) {
        this(Kernels.get(), layout);
    }

    LstmSequence(Kernels kernels, LstmGates layout) {
        super(kernels, 4);
        this.layout = layout;
    }

    @Override
    long units(Parameters parameters) {
        return parameters.bias.elements() / 4;
    }

    @Override
    long outputSize(Parameters parameters) {
        return parameters.projection == null ? units(parameters) : parameters.projection.extent(1);
    }

    @Override
    void check(Parameters parameters, ElementType type, long inputSize) {
        long units = units(parameters);
        checkSizes("input weights", parameters.input, type, inputSize, 4 * units);
        checkSizes("recurrent weights", parameters.recurrent, type, outputSize(parameters), 4 * units);
        checkSizes("a bias", parameters.bias, type, 4 * units);
        if (parameters.peepholes != null && parameters.peepholes.elements() != 3 * units) {
            throw expected("peepholes of " + 3 * units + " elements", parameters.peepholes);
        }
        if (parameters.projection != null) {
            checkSizes("a projection", parameters.projection, type, units, outputSize(parameters));
        }
    }

    @Override
    void checkCell(@Nullable View cell, ElementType type, long batch, long units) {
        checkState(cell, type, batch, units);
    }

    // ---- forward

    @Override
    void begin(Parameters parameters, Pass pass) {
        recurrent = weightForward.of(kernels, parameters.recurrent, pass.batch(), pass.steps());
        cells = cellBuffer.rows(pass.type(), pass.outputs().extent(0), pass.units());
        unprojected = null;
        if (parameters.projection != null) {
            long rows = (long) pass.batch() * (pass.training() ? pass.steps() : 1);
            unprojected = unprojectedBuffer.rows(pass.type(), rows, pass.units());
        }
    }

    private @Nullable View cellBefore(Pass pass, int step) {
        return step == 0 ? pass.firstCell() : pass.at(given(cells, "forward"), step - 1);
    }

    private static Rows unprojectedAt(Rows all, Pass pass, int step) {
        return pass.at(all, pass.training() ? step : 0);
    }

    @Override
    void project(Parameters parameters, Pass pass, int step, Rows input, Rows sums) {
        kernels.setRows(parameters.bias, sums);
        kernels.gemm(1, input, false, parameters.input, false, 1, sums);
    }

    @Override
    void advance(Parameters parameters, Pass pass, int step, Rows sums, @Nullable View previous, Rows output) {
        if (previous != null) {
            kernels.gemm(1, previous, false, given(recurrent, "forward"), false, 1, sums);
        }
        View cell = pass.at(given(cells, "forward"), step);
        View hidden = unprojected == null ? output : unprojectedAt(unprojected, pass, step);
        kernels.lstmStep(layout, sums, parameters.peepholes, cellBefore(pass, step), cell, hidden);
        if (parameters.projection != null) {
            kernels.gemm(1, hidden, false, parameters.projection, false, 0, output);
        }
    }

    @Override
    void mask(Pass pass, int step, int row) {
        kernels.fill(pass.at(given(cells, "forward"), step).narrow(row, 1), 0);
        if (unprojected != null) {
            kernels.fill(unprojectedAt(unprojected, pass, step).narrow(row, 1), 0);
        }
    }

    @Override
    Rows cellRows() {
        return given(cells, "forward");
    }

    // ---- backward

    @Override
    void beginBackward(Parameters parameters, Pass pass, @Nullable View gradLastCell) {
        recurrentBack =
                weightBack.of(kernels, Matrix.of("LSTM", parameters.recurrent).transpose(), pass.batch(), pass.steps());
        gradCells = gradCellBuffer.rows(pass.type(), pass.outputs().extent(0), pass.units());
        Rows last = pass.at(gradCells, pass.steps() - 1);
        if (gradLastCell == null) {
            kernels.fill(last, 0);
        } else {
            kernels.copy(gradLastCell, last);
        }
        gradPeepholes = null;
        if (parameters.peepholes != null) {
            gradPeepholes = gradPeepholeBuffer.rows(pass.type(), 3, pass.units());
            kernels.fill(gradPeepholes, 0);
        }
        gradProjected = null;
        gradUnprojected = null;
        if (parameters.projection != null) {
            gradProjected = gradProjectedBuffer.rows(
                    pass.type(), pass.outputs().extent(0), pass.outputs().extent(1));
            gradUnprojected = gradUnprojectedBuffer.rows(pass.type(), pass.batch(), pass.units());
        }
    }

    @Override
    void retreat(Parameters parameters, Pass pass, int step, Rows gradOutput, Rows gradSums) {
        Rows gradHidden = gradOutput;
        if (parameters.projection != null && gradProjected != null && gradUnprojected != null) {
            kernels.copy(gradOutput, pass.at(gradProjected, step));
            kernels.gemm(1, gradOutput, false, parameters.projection, true, 0, gradUnprojected);
            gradHidden = gradUnprojected;
        }
        Rows gradCell = pass.at(given(gradCells, "backward"), step);
        if (step < pass.steps() - 1) {
            kernels.copy(pass.at(given(gradCells, "backward"), step + 1), gradCell);
        }
        kernels.lstmStepBackward(
                layout,
                pass.at(pass.sums(), step),
                parameters.peepholes,
                cellBefore(pass, step),
                pass.at(given(cells, "forward"), step),
                gradHidden,
                gradCell,
                gradSums,
                gradPeepholes,
                1);
    }

    @Override
    void gradientBefore(Parameters parameters, Pass pass, int step, Rows gradient) {
        View back = given(recurrentBack, "backward");
        kernels.gemm(1, pass.at(pass.gradients(), step), false, back, false, 0, gradient);
    }

    @Override
    Rows gradInput(Parameters parameters, Pass pass) {
        Rows gradInput = gradInputBuffer.rows(
                pass.type(), pass.input().extent(0), pass.input().extent(1));
        kernels.gemm(1, pass.gradients(), false, parameters.input, true, 0, gradInput);
        return gradInput;
    }

    @Override
    Rows gradCellRows() {
        return given(gradCells, "backward");
    }

    @Override
    void accumulate(Parameters gradients, Pass pass, Rows input, double scale) {
        if ((gradients.peepholes == null) != (gradPeepholes == null)) {
            throw new IllegalArgumentException(
                    "LstmSequence: expected gradients of peepholes exactly if there are any");
        }
        if ((gradients.projection == null) != (gradProjected == null)) {
            throw new IllegalArgumentException(
                    "LstmSequence: expected the gradient of a projection exactly if there is one");
        }
        kernels.gemm(scale, input, true, pass.gradients(), false, 1, gradients.input);
        accumulateRecurrent(pass, scale, rows -> rows, gradients.recurrent);
        kernels.addColumnSums(scale, pass.gradients(), gradients.bias);
        if (gradients.peepholes != null && gradPeepholes != null) {
            kernels.axpy(scale, gradPeepholes, gradients.peepholes);
        }
        if (gradients.projection != null && gradProjected != null && unprojected != null) {
            kernels.gemm(scale, unprojected, true, gradProjected, false, 1, gradients.projection);
        }
    }
}
