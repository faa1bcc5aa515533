package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/** What {@link CpuKernels} does for the steps of recurrent cells. */
interface CpuCellKernels extends CpuChapter, CellKernels {
    int TRANSFERS_PER_UNIT = 5;
    int GRU_TRANSFERS_PER_UNIT = 2;

    @Override
    default void lstmStep(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View hidden) {
        LstmRows step = lstmRows("lstmStep", layout, gates, peepholes, previousCell, cell);
        Run hiddenRows = Operands.typed("lstmStep", hidden, cell.elements(), gates);
        sharing()
                .rows(
                        step.rows(),
                        TRANSFERS_PER_UNIT * step.units(),
                        (first, count) -> Arithmetic.of("lstmStep", gates).lstmStep(step, hiddenRows, first, count));
    }

    @Override
    default void lstmStepBackward(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View gradHidden,
            View gradCell,
            View gradGates,
            @Nullable View gradPeepholes,
            double scale) {
        LstmRows step = lstmRows("lstmStepBackward", layout, gates, peepholes, previousCell, cell);
        Run gradHiddenRows = Operands.typed("lstmStepBackward", gradHidden, cell.elements(), gates);
        Run gradCellRows = Operands.typed("lstmStepBackward", gradCell, cell.elements(), gates);
        Run gradGatesRows = Operands.typed("lstmStepBackward", gradGates, gates.elements(), gates);
        Run peepholeSums = Operands.optional("lstmStepBackward", gradPeepholes, 3L * step.units(), gates);
        sharing()
                .rows(
                        step.rows(),
                        TRANSFERS_PER_UNIT * step.units(),
                        (first, count) -> Arithmetic.of("lstmStepBackward", gates)
                                .lstmStepBackward(step, gradHiddenRows, gradCellRows, gradGatesRows, first, count));
        if (peepholeSums != null) {
            Arithmetic.of("lstmStepBackward", gates).addPeepholeGradients(step, gradGatesRows, peepholeSums, scale);
        }
    }

    private static LstmRows lstmRows(
            String kernel,
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell) {
        Matrix cells = Matrix.of(kernel, cell);
        long count = cell.elements();
        return new LstmRows(
                layout,
                Operands.elements(kernel, gates, 4 * count),
                Operands.optional(kernel, peepholes, 3L * cells.columns(), gates),
                Operands.optional(kernel, previousCell, count, gates),
                Operands.typed(kernel, cell, count, gates),
                cells.rows(),
                cells.columns());
    }

    @Override
    default void gruReset(View gates, @Nullable View previous, View resetHidden) {
        GruRows step = gruRows("gruReset", gates, previous, resetHidden);
        Run reset = Operands.typed("gruReset", resetHidden, resetHidden.elements(), gates);
        sharing()
                .rows(
                        step.rows(),
                        GRU_TRANSFERS_PER_UNIT * step.units(),
                        (first, count) -> Arithmetic.of("gruReset", gates).gruReset(step, reset, first, count));
    }

    @Override
    default void gruStep(View gates, @Nullable View previous, View hidden) {
        GruRows step = gruRows("gruStep", gates, previous, hidden);
        Run hiddenRows = Operands.typed("gruStep", hidden, hidden.elements(), gates);
        sharing()
                .rows(
                        step.rows(),
                        GRU_TRANSFERS_PER_UNIT * step.units(),
                        (first, count) -> Arithmetic.of("gruStep", gates).gruStep(step, hiddenRows, first, count));
    }

    @Override
    default void gruStepBackward(
            View gates, @Nullable View previous, View gradHidden, View gradPrevious, View gradGates) {
        GruRows step = gruRows("gruStepBackward", gates, previous, gradHidden);
        Run gradHiddenRows = Operands.typed("gruStepBackward", gradHidden, gradHidden.elements(), gates);
        Run gradPreviousRows = Operands.typed("gruStepBackward", gradPrevious, gradHidden.elements(), gates);
        Run gradGatesRows = Operands.typed("gruStepBackward", gradGates, gates.elements(), gates);
        sharing()
                .rows(
                        step.rows(),
                        GRU_TRANSFERS_PER_UNIT * step.units(),
                        (first, count) -> Arithmetic.of("gruStepBackward", gates)
                                .gruStepBackward(step, gradHiddenRows, gradPreviousRows, gradGatesRows, first, count));
    }

    @Override
    default void gruResetBackward(
            View gates, @Nullable View previous, View gradResetHidden, View gradPrevious, View gradGates) {
        GruRows step = gruRows("gruResetBackward", gates, previous, gradResetHidden);
        Run gradResetRows = Operands.typed("gruResetBackward", gradResetHidden, gradResetHidden.elements(), gates);
        Run gradPreviousRows = Operands.typed("gruResetBackward", gradPrevious, gradResetHidden.elements(), gates);
        Run gradGatesRows = Operands.typed("gruResetBackward", gradGates, gates.elements(), gates);
        sharing()
                .rows(
                        step.rows(),
                        GRU_TRANSFERS_PER_UNIT * step.units(),
                        (first, count) -> Arithmetic.of("gruResetBackward", gates)
                                .gruResetBackward(step, gradResetRows, gradPreviousRows, gradGatesRows, first, count));
    }

    private static GruRows gruRows(String kernel, View gates, @Nullable View previous, View state) {
        Matrix rows = Matrix.of(kernel, state);
        long count = state.elements();
        return new GruRows(
                Operands.elements(kernel, gates, 3 * count),
                Operands.optional(kernel, previous, count, gates),
                rows.rows(),
                rows.columns());
    }
}
