package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.LstmSequence;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** One step of {@link FastLSTM}: one weight for all gates. */
final class FastLSTMCell extends AbstractLSTMCell implements KernelCell<LstmSequence.Parameters> {
    private Tensor weight;
    private Tensor gradWeight;
    private Tensor bias;
    private Tensor gradBias;
    private Tensor recurrentWeight;
    private Tensor gradRecurrentWeight;

    FastLSTMCell(int inputSize, int outputSize) {
        super(inputSize, outputSize);
        int packed = 4 * outputSize;
        weight = new Tensor(packed, inputSize);
        gradWeight = new Tensor(packed, inputSize);
        bias = new Tensor((long) packed);
        gradBias = new Tensor((long) packed);
        recurrentWeight = new Tensor(packed, outputSize);
        gradRecurrentWeight = new Tensor(packed, outputSize);
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
    void project(Tensor x, Tensor h, Tensor intoGates) {
        Kernels kernels = Kernels.get();
        kernels.setRows(bias, intoGates);
        kernels.gemm(1, x, false, weight, true, 1, intoGates);
        kernels.gemm(1, h, false, recurrentWeight, true, 1, intoGates);
    }

    @Override
    void projectBack(Tensor x, Tensor h, Tensor ofGates, Tensor gradX, Tensor gradHidden) {
        Kernels kernels = Kernels.get();
        kernels.gemm(1, ofGates, false, weight, false, 0, gradX);
        kernels.gemm(1, ofGates, false, recurrentWeight, false, 0, gradHidden);
    }

    @Override
    void accumulate(Tensor x, Tensor h, Tensor ofGates, double scale) {
        Kernels kernels = Kernels.get();
        kernels.gemm(scale, ofGates, true, x, false, 1, gradWeight);
        kernels.addColumnSums(scale, ofGates, gradBias);
        kernels.gemm(scale, ofGates, true, h, false, 1, gradRecurrentWeight);
    }

    // ---- whole sequences

    @Override
    public LstmSequence newSequence() {
        return new LstmSequence(LAYOUT);
    }

    @Override
    public int sampleDimensions() {
        return 1;
    }

    @Override
    public long units() {
        return outputSize;
    }

    @Override
    public LstmSequence.Parameters weights() {
        return new LstmSequence.Parameters(weight.t(), recurrentWeight.t(), bias, null, null);
    }

    @Override
    public LstmSequence.Parameters gradients() {
        return new LstmSequence.Parameters(gradWeight.t(), gradRecurrentWeight.t(), gradBias, null, null);
    }

    @Override
    public Tensor project(Tensor steps) {
        return sequence(steps, inputSize);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("i2g.weight", weight);
        bias = fields.parameter("i2g.bias", bias);
        recurrentWeight = fields.parameter("o2g.weight", recurrentWeight);
        gradWeight = fields.gradient("i2g.gradWeight", gradWeight);
        gradBias = fields.gradient("i2g.gradBias", gradBias);
        gradRecurrentWeight = fields.gradient("o2g.gradWeight", gradRecurrentWeight);
    }

    @Override
    public String toString() {
        return "nn.FastLSTM(" + inputSize + " -> " + outputSize + ")";
    }
}
