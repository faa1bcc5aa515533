package org.rnn4j.facade.recurrent;

import java.util.List;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.LstmGates;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** One step of {@link FastLSTM}: maps {@code {x, h, c}} to {@code {h', c'}}, each {@code [size]} or {@code [N, size]}. */
final class FastLSTMCell extends Cell {
    private static final LstmGates GATES = LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT;

    private final int inputSize;
    private final int outputSize;
    private Tensor weight;
    private Tensor gradWeight;
    private Tensor bias;
    private Tensor gradBias;
    private Tensor recurrentWeight;
    private Tensor gradRecurrentWeight;

    /** The values of the gates, until updateGradInput turns them into the gradients before the transfer functions. */
    private Tensor gates;

    private Tensor gradGates;
    private Tensor hidden;
    private Tensor cell;
    private Tensor gradInputX;
    private Tensor gradInputHidden;
    private Tensor gradInputCell;

    FastLSTMCell(int inputSize, int outputSize) {
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        int packed = 4 * outputSize;
        weight = new Tensor(packed, inputSize);
        gradWeight = new Tensor(packed, inputSize);
        bias = new Tensor((long) packed);
        gradBias = new Tensor((long) packed);
        recurrentWeight = new Tensor(packed, outputSize);
        gradRecurrentWeight = new Tensor(packed, outputSize);
        gates = new Tensor();
        gradGates = new Tensor();
        hidden = new Tensor();
        cell = new Tensor();
        gradInputX = new Tensor();
        gradInputHidden = new Tensor();
        gradInputCell = new Tensor();
        reset();
    }

    @Override
    public void reset() {
        draw(1 / Math.sqrt(inputSize), 1 / Math.sqrt(outputSize));
    }

    @Override
    public void reset(double stdv) {
        draw(stdv * Math.sqrt(3), stdv * Math.sqrt(3));
    }

    private void draw(double inputBound, double recurrentBound) {
        Generator generator = Generator.global();
        generator.uniform(weight, -inputBound, inputBound);
        generator.uniform(bias, -inputBound, inputBound);
        generator.uniform(recurrentWeight, -recurrentBound, recurrentBound);
    }

    @Override
    public Table updateOutput(Activity input) {
        Tensor x = part(input, 1, inputSize);
        Tensor h = part(input, 2, outputSize);
        Tensor c = part(input, 3, outputSize);
        checkBatch(x, h);
        if (x.dim() == 1) {
            gates.resize(4L * outputSize);
        } else {
            gates.resize(x.size(1), 4L * outputSize);
        }
        hidden.resizeAs(h);
        cell.resizeAs(h);
        Kernels kernels = Kernels.get();
        kernels.setRows(bias, gates);
        kernels.gemm(1, x, false, weight, true, 1, gates);
        kernels.gemm(1, h, false, recurrentWeight, true, 1, gates);
        kernels.lstmStep(GATES, gates, null, c, cell, hidden);
        return output() instanceof Table table && table.find(1) == hidden && table.find(2) == cell
                ? table
                : setOutput(Table.of(hidden, cell));
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = part(input, 1, inputSize);
        Tensor h = part(input, 2, outputSize);
        Tensor c = part(input, 3, outputSize);
        lastOutput();
        Tensor gradHidden = gradOutput.toTable().tensor(1).contiguous();
        Tensor gradCell = gradOutput.toTable().tensor(2);
        if (!gradHidden.isSameSizeAs(hidden)) {
            throw expected("gradOutput of the size of the output " + hidden.describe(), gradHidden);
        }
        gradInputCell.resizeAs(cell).copy(gradCell);
        gradGates.resizeAs(gates);
        gradInputX.resizeAs(x);
        gradInputHidden.resizeAs(h);
        Kernels kernels = Kernels.get();
        kernels.lstmStepBackward(GATES, gates, null, c, cell, gradHidden, gradInputCell, gradGates, null, 1);
        kernels.gemm(1, gradGates, false, weight, false, 0, gradInputX);
        kernels.gemm(1, gradGates, false, recurrentWeight, false, 0, gradInputHidden);
        return gradInput() instanceof Table table && table.find(1) == gradInputX && table.find(3) == gradInputCell
                ? table
                : setGradInput(Table.of(gradInputX, gradInputHidden, gradInputCell));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = part(input, 1, inputSize);
        Tensor h = part(input, 2, outputSize);
        Kernels kernels = Kernels.get();
        kernels.gemm(scale, gradGates, true, x, false, 1, gradWeight);
        kernels.addColumnSums(scale, gradGates, gradBias);
        kernels.gemm(scale, gradGates, true, h, false, 1, gradRecurrentWeight);
    }

    @Override
    public Parameters parameters() {
        return new Parameters(
                List.of(weight, bias, recurrentWeight), List.of(gradWeight, gradBias, gradRecurrentWeight));
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        recurrentWeight = fields.parameter("recurrentWeight", recurrentWeight);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        gradRecurrentWeight = fields.gradient("gradRecurrentWeight", gradRecurrentWeight);
        gates = fields.buffer("gates", gates);
        gradGates = fields.buffer("gradGates", gradGates);
        hidden = fields.buffer("hidden", hidden);
        cell = fields.buffer("cell", cell);
        gradInputX = fields.buffer("gradInputX", gradInputX);
        gradInputHidden = fields.buffer("gradInputHidden", gradInputHidden);
        gradInputCell = fields.buffer("gradInputCell", gradInputCell);
    }

    @Override
    public String toString() {
        return "nn.FastLSTM(" + inputSize + " -> " + outputSize + ")";
    }
}
