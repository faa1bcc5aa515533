package org.rnn4j.facade.sequencer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.LstmGates;
import org.rnn4j.facade.kernels.LstmSequence;
import org.rnn4j.facade.kernels.RecurrentSequence;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** What {@link SeqLSTM} and {@link SeqLSTMP} have in common: a cell state beside the outputs. */
public abstract class AbstractSeqLSTM extends AbstractSeqRecurrent<LstmSequence.Parameters> {
    static final LstmGates LAYOUT = LstmGates.INPUT_FORGET_OUTPUT_CANDIDATE;

    private Tensor cell = new Tensor();
    private @Nullable Tensor c0;
    private @Nullable Tensor userPrevCell;
    private @Nullable Tensor userNextGradCell;
    private @Nullable Tensor userGradPrevCell;

    AbstractSeqLSTM(int inputSize, int hiddenSize, int outputSize) {
        super(inputSize, hiddenSize, outputSize, 4);
    }

    /** The projection or its gradient, {@code [H, R]}, or null for none. */
    abstract @Nullable Tensor projection(boolean ofGradients);

    @Override
    final RecurrentSequence<LstmSequence.Parameters> newSequence() {
        return new LstmSequence(LAYOUT);
    }

    @Override
    final LstmSequence.Parameters parts(Tensor weights, Tensor biases, boolean ofGradients) {
        return new LstmSequence.Parameters(
                weights.narrow(1, 1, inputSize()),
                weights.narrow(1, inputSize() + 1L, outputSize()),
                biases,
                null,
                projection(ofGradients));
    }

    @Override
    final String tables() {
        return "a table {hidden state, input} or {cell state, hidden state, input}";
    }

    @Override
    final int states() {
        return 2;
    }

    @Override
    final @Nullable Tensor firstCell(@Nullable Tensor given, boolean remembered, long batch) {
        Tensor user = userPrevCell == null ? null : checkedState("userPrevCell", userPrevCell, batch, hiddenSize());
        c0 = copyOfFirst(c0, given, user, remembered ? cell.select(1, cell.size(1)) : null);
        userPrevCell = null;
        return c0;
    }

    @Override
    final @Nullable Tensor firstCell() {
        return c0;
    }

    @Override
    final @Nullable Tensor takeGradLastCell(long batch) {
        Tensor gradient = userNextGradCell == null
                ? null
                : checkedState("userNextGradCell", userNextGradCell, batch, hiddenSize());
        userNextGradCell = null;
        return gradient;
    }

    @Override
    final void forwardDone(RecurrentSequence<LstmSequence.Parameters> done) {
        cell = tensor(done.cells());
    }

    @Override
    final void backwardDone(RecurrentSequence<LstmSequence.Parameters> done) {
        userGradPrevCell = tensor(done.gradCellBefore(0));
    }

    @Override
    public final void startFrom(@Nullable Activity state) {
        super.startFrom(state == null ? null : state.toTable().tensor(1));
        setUserPrevCell(state == null ? null : state.toTable().tensor(2));
    }

    @Override
    public final Table stateAfter(long step) {
        return Table.of(super.stateAfter(step), cell.select(1, step));
    }

    /** The cell states of all steps of the last forward, {@code [T, N, H]}. */
    public final Tensor cell() {
        return cell;
    }

    /** Sets the cell state before the first step of the next sequence; it is used once. */
    public final void setUserPrevCell(@Nullable Tensor state) {
        userPrevCell = state;
    }

    /** Sets the gradient of the last cell state, for the next backward; it is used once. */
    public final void setUserNextGradCell(@Nullable Tensor gradient) {
        userNextGradCell = gradient;
    }

    /** The gradient of the cell state before the first step, after a backward. */
    public final @Nullable Tensor userGradPrevCell() {
        return userGradPrevCell;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        cell = fields.buffer("cell", cell);
        c0 = fields.buffer("c0", c0);
        userPrevCell = fields.state("userPrevCell", userPrevCell);
        userNextGradCell = fields.state("userNextGradCell", userNextGradCell);
        userGradPrevCell = fields.buffer("userGradPrevCell", userGradPrevCell);
    }
}
