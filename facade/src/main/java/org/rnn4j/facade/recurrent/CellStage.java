package org.rnn4j.facade.recurrent;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.RecurrentSequence;
import org.rnn4j.facade.kernels.View;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
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
    private @Nullable Activity start;
    /** The inputs as the kernel takes them, where they are not the steps themselves. */
    private @Nullable Tensor projected;

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
    public Tensor forward(SequenceRun run, Tensor steps) {
        Tensor input = cell.project(steps);
        Activity begin = module.sequenceStart(run, steps, cell.units());
        sequence.maskZero(module.isMasked());
        Tensor outputs = Tensor.of(
                sequence.forward(input, part(run, begin, 1), part(run, begin, 2), cell.weights(), module.isTraining()));
        start = begin;
        projected = input == steps ? null : input;
        return outputs;
    }

    /** One part of a state as the kernel takes it, {@code [N, H]}; null for zeros. */
    private static @Nullable View part(SequenceRun run, @Nullable Activity state, int index) {
        Tensor part = find(state, index);
        if (part == null) {
            return null;
        }
        Tensor contiguous = part.contiguous();
        return run.hasBatch() ? contiguous : contiguous.view(1, -1);
    }

    private static @Nullable Tensor find(@Nullable Activity state, int index) {
        if (state instanceof Table table) {
            return table.find(index) instanceof Tensor part ? part : null;
        }
        return state instanceof Tensor hidden && index == 1 ? hidden : null;
    }

    @Override
    public Tensor updateGradInput(SequenceRun run, Tensor steps, Tensor gradOutput) {
        Tensor outputs = Tensor.of(sequence.outputs());
        Tensor given = Failures.operand(module, "gradOutput", gradOutput, outputs);
        Activity behind = module.gradientBehind();
        Tensor lastHidden = run.at(outputs, run.last());
        checkBehind(lastHidden, find(behind, 1));
        checkBehind(lastHidden, find(behind, 2));
        Tensor gradient =
                Tensor.of(sequence.backward(given, part(run, behind, 1), part(run, behind, 2), cell.weights()));
        gradProjected = gradient;
        if (run.first() > 1 || !module.startsWithoutState()) {
            // Now, because parameters may have changed when somebody asks for it.
            sequence.gradHiddenBefore(0);
        }
        return cell.projectBack(steps, gradient);
    }

    private void checkBehind(Tensor state, @Nullable Tensor gradient) {
        if (gradient != null) {
            Failures.operand(module, "a gradient behind the last step", gradient, state);
        }
    }

    @Override
    public void accGradParameters(Tensor steps, Tensor gradOutput, double scale) {
        sequence.accumulate(projected == null ? steps : projected, cell.gradients(), scale);
        cell.gradientsAdded();
        if (gradProjected != null) {
            cell.accumulateProjection(steps, gradProjected, scale);
        }
    }

    @Override
    public States record() {
        boolean trained = module.isTraining();
        boolean back = sequence.hasGoneBack();
        return new States(
                start,
                Tensor.of(sequence.outputs()),
                tensor(sequence.cells()),
                trained ? Tensor.of(sequence.gates()) : null,
                back ? Tensor.of(sequence.gradGates()) : null,
                back ? Tensor.of(sequence.gradHiddenBefore()) : null,
                back ? tensor(sequence.gradCellBefore()) : null);
    }

    private static @Nullable Tensor tensor(@Nullable View view) {
        return view == null ? null : Tensor.of(view);
    }

    @Override
    public void release() {
        cell.release();
    }

    /**
     * What the kernel has computed, {@code [T, N, ...]}.
     *
     * @param start the state before the first step, null for zeros
     * @param gradHiddens at each step the gradient of the hidden state before it; null if there was no backward
     * @param gradCells the same of the cell state
     */
    record States(
            @Nullable Activity start,
            Tensor hiddens,
            @Nullable Tensor cells,
            @Nullable Tensor gates,
            @Nullable Tensor gradGates,
            @Nullable Tensor gradHiddens,
            @Nullable Tensor gradCells)
            implements StepRecord {
        /** The state after a step. */
        Activity state(UnaryOperator<Tensor> at) {
            return cells == null ? at.apply(hiddens) : Table.of(at.apply(hiddens), at.apply(cells));
        }

        /** The gradient of the state before a step; null if there was no backward. */
        @Nullable
        Activity gradBefore(UnaryOperator<Tensor> at) {
            if (gradHiddens == null) {
                return null;
            }
            return gradCells == null ? at.apply(gradHiddens) : Table.of(at.apply(gradHiddens), at.apply(gradCells));
        }

        @Override
        public void restoreForward(Module module, UnaryOperator<Tensor> at) {
            restoreState(module, at);
            Module inside = StatefulRecurrent.unmasked(module);
            if (inside != module) {
                restoreState(inside, at);
            }
            if (gates != null && inside instanceof Cell step) {
                step.restoreGates(at.apply(gates));
            }
        }

        private void restoreState(Module module, UnaryOperator<Tensor> at) {
            Activity result = module.output();
            if (result != null) {
                Activities.copy(result, state(at));
            }
        }

        @Override
        public void restoreBackward(Module module, UnaryOperator<Tensor> at) {
            if (gradGates != null && StatefulRecurrent.unmasked(module) instanceof Cell step) {
                step.restoreGradGates(at.apply(gradGates));
            }
            Activity gradient = gradBefore(at);
            if (gradient != null && module.gradInput() instanceof Table gradInputs) {
                for (int i = 2; i <= gradInputs.size(); i++) {
                    Tensor known = find(gradient, i - 1);
                    if (known != null) {
                        gradInputs.tensor(i).copy(known);
                    }
                }
            }
        }

        @Override
        public States tail(SequenceRun run, int step, Copies copies) {
            Activity before = step == run.first() ? start : state(all -> run.at(all, step - 1));
            return new States(
                    before == null ? null : copies.of(before),
                    copies.tail(hiddens, step - run.first()),
                    run.tail(cells, step, copies),
                    run.tail(gates, step, copies),
                    run.tail(gradGates, step, copies),
                    run.tail(gradHiddens, step, copies),
                    run.tail(gradCells, step, copies));
        }
    }
}
