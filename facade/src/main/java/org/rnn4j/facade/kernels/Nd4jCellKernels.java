package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What {@link Nd4jKernels} does for the steps of recurrent cells. */
interface Nd4jCellKernels extends CellKernels {
    @Override
    default void lstmStep(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View hidden) {
        INDArray next = Nd4jArrays.rows(cell);
        int units = next.columns();
        INDArray i = block(gates, layout.input(), units);
        INDArray f = block(gates, layout.forget(), units);
        INDArray g = block(gates, layout.candidate(), units);
        INDArray o = block(gates, layout.output(), units);
        if (peepholes != null && previousCell != null) {
            i.addi(Nd4jArrays.rows(previousCell).mulRowVector(peephole(peepholes, 0, units)));
            f.addi(Nd4jArrays.rows(previousCell).mulRowVector(peephole(peepholes, 1, units)));
        }
        i.assign(Transforms.sigmoid(i, true));
        f.assign(Transforms.sigmoid(f, true));
        g.assign(Transforms.tanh(g, true));
        next.assign(i.mul(g));
        if (previousCell != null) {
            next.addi(f.mul(Nd4jArrays.rows(previousCell)));
        }
        if (peepholes != null) {
            o.addi(next.mulRowVector(peephole(peepholes, 2, units)));
        }
        o.assign(Transforms.sigmoid(o, true));
        Nd4jArrays.rows(hidden).assign(Transforms.tanh(next, true).muli(o));
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
        INDArray next = Nd4jArrays.rows(cell);
        int units = next.columns();
        INDArray i = block(gates, layout.input(), units).dup();
        INDArray f = block(gates, layout.forget(), units).dup();
        INDArray g = block(gates, layout.candidate(), units).dup();
        INDArray o = block(gates, layout.output(), units).dup();
        INDArray previous = previousCell == null ? next.like() : Nd4jArrays.rows(previousCell);
        INDArray tanh = Transforms.tanh(next, true);
        INDArray gradO = Nd4jArrays.sigmoidDerivative(o).muli(tanh).muli(Nd4jArrays.rows(gradHidden));
        INDArray grad = Nd4jArrays.rows(gradCell);
        grad.addi(Nd4jArrays.tanhDerivative(tanh).muli(o).muli(Nd4jArrays.rows(gradHidden)));
        if (peepholes != null) {
            grad.addi(gradO.mulRowVector(peephole(peepholes, 2, units)));
        }
        INDArray gradI = Nd4jArrays.sigmoidDerivative(i).muli(g).muli(grad);
        INDArray gradF = Nd4jArrays.sigmoidDerivative(f).muli(previous).muli(grad);
        INDArray gradG = Nd4jArrays.tanhDerivative(g).muli(i).muli(grad);
        grad.muli(f);
        if (peepholes != null) {
            grad.addi(gradI.mulRowVector(peephole(peepholes, 0, units)));
            grad.addi(gradF.mulRowVector(peephole(peepholes, 1, units)));
        }
        if (gradPeepholes != null) {
            addSums(gradI, previous, scale, peephole(gradPeepholes, 0, units));
            addSums(gradF, previous, scale, peephole(gradPeepholes, 1, units));
            addSums(gradO, next, scale, peephole(gradPeepholes, 2, units));
        }
        block(gradGates, layout.input(), units).assign(gradI);
        block(gradGates, layout.forget(), units).assign(gradF);
        block(gradGates, layout.candidate(), units).assign(gradG);
        block(gradGates, layout.output(), units).assign(gradO);
    }

    private static void addSums(INDArray gradGate, INDArray beside, double scale, INDArray sum) {
        sum.addi(gradGate.mul(beside).sum(true, 0).muli(scale));
    }

    @Override
    default void gruReset(View gates, @Nullable View previous, View resetHidden) {
        INDArray reset = Nd4jArrays.rows(resetHidden);
        int units = reset.columns();
        INDArray r = gruBlock(gates, 0, units);
        INDArray z = gruBlock(gates, 1, units);
        r.assign(Transforms.sigmoid(r, true));
        z.assign(Transforms.sigmoid(z, true));
        reset.assign(previous == null ? reset.like() : r.mul(Nd4jArrays.rows(previous)));
    }

    @Override
    default void gruStep(View gates, @Nullable View previous, View hidden) {
        INDArray next = Nd4jArrays.rows(hidden);
        int units = next.columns();
        INDArray z = gruBlock(gates, 1, units);
        INDArray n = gruBlock(gates, 2, units);
        n.assign(Transforms.tanh(n, true));
        INDArray result = z.rsub(1).muli(n);
        next.assign(previous == null ? result : result.addi(z.mul(Nd4jArrays.rows(previous))));
    }

    @Override
    default void gruStepBackward(
            View gates, @Nullable View previous, View gradHidden, View gradPrevious, View gradGates) {
        INDArray gradient = Nd4jArrays.rows(gradHidden);
        int units = gradient.columns();
        INDArray z = gruBlock(gates, 1, units).dup();
        INDArray n = gruBlock(gates, 2, units).dup();
        INDArray h = previous == null ? gradient.like() : Nd4jArrays.rows(previous);
        gruBlock(gradGates, 1, units)
                .assign(Nd4jArrays.sigmoidDerivative(z).muli(h.sub(n)).muli(gradient));
        gruBlock(gradGates, 2, units)
                .assign(Nd4jArrays.tanhDerivative(n).muli(z.rsub(1)).muli(gradient));
        Nd4jArrays.rows(gradPrevious).assign(z.mul(gradient));
    }

    @Override
    default void gruResetBackward(
            View gates, @Nullable View previous, View gradResetHidden, View gradPrevious, View gradGates) {
        INDArray gradient = Nd4jArrays.rows(gradResetHidden);
        int units = gradient.columns();
        INDArray r = gruBlock(gates, 0, units).dup();
        INDArray h = previous == null ? gradient.like() : Nd4jArrays.rows(previous);
        gruBlock(gradGates, 0, units)
                .assign(Nd4jArrays.sigmoidDerivative(r).muli(h).muli(gradient));
        Nd4jArrays.rows(gradPrevious).addi(r.mul(gradient));
    }

    /** One of the four blocks in every row of an LSTM's gates, sharing memory. */
    private static INDArray block(View gates, int block, int units) {
        return block(gates, 4, block, units);
    }

    private static INDArray block(View gates, int blocks, int block, int units) {
        long width = (long) blocks * units;
        int rows = Math.toIntExact(gates.elements() / width);
        return Nd4jArrays.array(
                new Matrix(gates.storage(), gates.offset() + (long) block * units, rows, units, width, 1));
    }

    /** One of the three blocks in every row of a GRU's gates, sharing memory. */
    private static INDArray gruBlock(View gates, int block, int units) {
        return block(gates, 3, block, units);
    }

    /** One of the three peepholes as a row, sharing memory. */
    private static INDArray peephole(View peepholes, int gate, int units) {
        return Nd4jArrays.array(
                new Matrix(peepholes.storage(), peepholes.offset() + (long) gate * units, 1, units, units, 1));
    }
}
