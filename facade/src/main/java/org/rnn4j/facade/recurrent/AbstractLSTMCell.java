package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.LstmGates;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * One step of an LSTM: maps {@code {x, h, c}} to {@code {h', c'}}, each {@code [size]} or {@code [N, size]}. Subclasses hold the parameters and do
 * the products; the gates lie side by side, so that one kernel does the rest.
 */
abstract class AbstractLSTMCell extends Cell {
    static final LstmGates LAYOUT = LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT;

    final int inputSize;
    final int outputSize;
    private Tensor gates = new Tensor();
    private Tensor gradGates = new Tensor();
    private Tensor hidden = new Tensor();
    private Tensor otherHidden = new Tensor();
    private Tensor cell = new Tensor();
    private Tensor gradInputX = new Tensor();
    private Tensor gradInputHidden = new Tensor();
    private Tensor gradInputCell = new Tensor();

    AbstractLSTMCell(int inputSize, int outputSize) {
        this.inputSize = inputSize;
        this.outputSize = outputSize;
    }

    /** Writes {@code W x + b + R h} of all gates. */
    abstract void project(Tensor x, Tensor h, Tensor intoGates);

    /** Writes the gradients of x and h, given those of the sums. */
    abstract void projectBack(Tensor x, Tensor h, Tensor ofGates, Tensor gradX, Tensor gradHidden);

    /** Adds the gradients of the parameters, given those of the sums. */
    abstract void accumulate(Tensor x, Tensor h, Tensor ofGates, double scale);

    /** Computes h' in another way than the kernel did, given the values of the gates and c'. */
    void output(Tensor ofGates, Tensor ofCell, Tensor intoHidden) {}

    /** Computes the gradients of the sums; {@code gradCell} is that of c' on entry and that of c on return. */
    void gatesBackward(
            Tensor ofGates, Tensor c, Tensor ofCell, Tensor gradHidden, Tensor gradCell, Tensor intoGradGates) {
        Kernels.get()
                .lstmStepBackward(
                        LAYOUT,
                        ofGates,
                        peepholes(),
                        c,
                        ofCell,
                        gradHidden,
                        gradCell,
                        intoGradGates,
                        gradPeepholes(),
                        1);
    }

    /** c' of the last forward. */
    final Tensor cell() {
        return cell;
    }

    /** The three peepholes one after the other, or null for none. */
    @Nullable
    Tensor peepholes() {
        return null;
    }

    /** Where to put the gradient of the three peepholes, or null for none. */
    @Nullable
    Tensor gradPeepholes() {
        return null;
    }

    @Override
    public final Table updateOutput(Activity input) {
        Tensor x = part(input, 1, inputSize);
        Tensor h = part(input, 2, outputSize);
        Tensor c = part(input, 3, outputSize);
        checkBatch(x, h);
        checkBatch(x, c);
        if (x.dim() == 1) {
            gates.resize(4L * outputSize);
        } else {
            gates.resize(x.size(1), 4L * outputSize);
        }
        // When a copy of the cell is used again for a later step, the hidden state of the earlier one survives, as in
        // Torch; its cell state does not.
        Tensor next = otherHidden;
        otherHidden = hidden;
        hidden = next;
        hidden.resizeAs(h);
        cell.resizeAs(h);
        project(x, h, gates);
        Kernels.get().lstmStep(LAYOUT, gates, peepholes(), c, cell, hidden);
        output(gates, cell, hidden);
        return setOutput(Table.of(hidden, cell));
    }

    @Override
    public final Table updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = part(input, 1, inputSize);
        Tensor h = part(input, 2, outputSize);
        Tensor c = part(input, 3, outputSize);
        checkBatch(x, h);
        checkBatch(x, c);
        Table gradients = checkedGradient(table("gradOutput", gradOutput));
        Tensor gradHidden = gradients.tensor(1).contiguous();
        Tensor gradCell = gradients.tensor(2);
        gradInputCell.resizeAs(cell).copy(gradCell);
        gradGates.resizeAs(gates);
        gradInputX.resizeAs(x);
        gradInputHidden.resizeAs(h);
        gatesBackward(gates, c, cell, gradHidden, gradInputCell, gradGates);
        projectBack(x, h, gradGates, gradInputX, gradInputHidden);
        return gradInput() instanceof Table table && table.find(1) == gradInputX && table.find(3) == gradInputCell
                ? table
                : setGradInput(Table.of(gradInputX, gradInputHidden, gradInputCell));
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        accumulate(part(input, 1, inputSize), part(input, 2, outputSize), gradGates, scale);
    }

    @Override
    final void restoreGates(Tensor known) {
        gates.resizeAs(known).copy(known);
    }

    @Override
    final void restoreGradGates(Tensor known) {
        gradGates.resizeAs(known).copy(known);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        gates = fields.buffer("gates", gates);
        gradGates = fields.buffer("gradGates", gradGates);
        hidden = fields.buffer("hidden", hidden);
        otherHidden = fields.buffer("otherHidden", otherHidden);
        cell = fields.buffer("cell", cell);
        gradInputX = fields.buffer("gradInputX", gradInputX);
        gradInputHidden = fields.buffer("gradInputHidden", gradInputHidden);
        gradInputCell = fields.buffer("gradInputCell", gradInputCell);
    }
}
