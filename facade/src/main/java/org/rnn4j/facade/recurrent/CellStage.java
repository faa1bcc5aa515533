package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.RecurrentSequence;
import org.rnn4j.facade.kernels.View;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Runs a recurrent module by the kernel for sequences of its cell. States have one part, or two where there is a cell state.
 *
 * @param <P> the parameters as the kernel takes them
 */
final class CellStage<P> implements SequenceStage {
    private final StatefulRecurrent module;
    private final KernelCell<P> cell;
    private final RecurrentSequence<P> sequence;
    private boolean batch;
    private @Nullable Tensor gradProjected;

    CellStage(StatefulRecurrent module, KernelCell<P> cell) {
        this.module = module;
        this.cell = cell;
        sequence = cell.newSequence();
    }

    /** Whether this stage runs that cell. */
    boolean isOf(KernelCell<?> other) {
        return cell == other;
    }

    @Override
    public int sampleDimensions() {
        return cell.sampleDimensions();
    }

    @Override
    public Tensor forward(Tensor steps, boolean withBatch) {
        Tensor projected = cell.project(steps);
        Tensor first = steps.select(1, 1);
        Activity start =
                withBatch ? module.sequenceStart(first, steps.size(2)) : module.sequenceStart(first.select(1, 1), 0);
        batch = withBatch;
        sequence.maskZero(module.isMasked());
        return Tensor.of(
                sequence.forward(projected, part(start, 1), part(start, 2), cell.weights(), module.isTraining()));
    }

    /** One part of a state as the kernel takes it, {@code [N, H]}; null for zeros. */
    private @Nullable View part(@Nullable Activity state, int index) {
        Tensor part = find(state, index);
        if (part == null) {
            return null;
        }
        Tensor contiguous = part.contiguous();
        return batch ? contiguous : contiguous.view(1, -1);
    }

    private static @Nullable Tensor find(@Nullable Activity state, int index) {
        if (state instanceof Table table) {
            return table.find(index) instanceof Tensor part ? part : null;
        }
        return state instanceof Tensor hidden && index == 1 ? hidden : null;
    }

    /** The state after step {@code index} of the last forward, from 0: {@code h}, or {@code {h, c}}. */
    Activity state(int index) {
        return state(sequence.hidden(index), sequence.cell(index));
    }

    private Activity state(View hidden, @Nullable View cellState) {
        return cellState == null ? asState(hidden) : Table.of(asState(hidden), asState(cellState));
    }

    private Tensor asState(View rows) {
        Tensor state = Tensor.of(rows);
        return batch ? state : state.select(1, 1);
    }

    /** The gradient of the state before the first step, after a backward and before parameters change. */
    Activity gradStart() {
        return state(sequence.gradFirstHidden(), sequence.gradFirstCell());
    }

    @Override
    public Tensor updateGradInput(Tensor steps, Tensor gradOutput) {
        Tensor outputs = Tensor.of(sequence.outputs());
        if (!gradOutput.isSameSizeAs(outputs)) {
            throw new IllegalArgumentException(module.who() + ": expected gradOutput of the size of the output "
                    + outputs.describe() + ", got " + gradOutput.describe());
        }
        if (gradOutput.elementType() != outputs.elementType()) {
            throw new IllegalArgumentException(module.who() + ": expected gradOutput of type " + outputs.type()
                    + ", got " + gradOutput.type() + " of size " + gradOutput.describe());
        }
        Activity behind = module.gradientBehind();
        checkBehind(find(behind, 1));
        checkBehind(find(behind, 2));
        gradProjected =
                Tensor.of(sequence.backward(gradOutput.contiguous(), part(behind, 1), part(behind, 2), cell.weights()));
        return cell.projectBack(steps, gradProjected);
    }

    private void checkBehind(@Nullable Tensor gradient) {
        Tensor state = asState(sequence.lastHidden());
        if (gradient != null && !gradient.isSameSizeAs(state)) {
            throw new IllegalArgumentException(module.who() + ": expected a gradient behind the last step of size "
                    + state.describe() + ", got " + gradient.describe());
        }
    }

    @Override
    public void accGradParameters(Tensor steps, Tensor gradOutput, double scale) {
        sequence.accumulate(cell.gradients(), scale);
        cell.gradientsAdded();
        if (gradProjected != null) {
            cell.accumulateProjection(steps, gradProjected, scale);
        }
    }

    @Override
    public void release() {
        cell.release();
    }
}
