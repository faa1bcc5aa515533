package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** One step of {@link LSTM}: each gate has weights of its own. */
final class LSTMCell extends AbstractLSTMCell {
    /** The gates in the order in which their parameters are drawn. */
    private static final Gate[] DRAWN = {Gate.INPUT, Gate.FORGET, Gate.CANDIDATE, Gate.OUTPUT};

    /** The gates in the order in which parameters() lists them. */
    private static final Gate[] LISTED = {Gate.FORGET, Gate.INPUT, Gate.CANDIDATE, Gate.OUTPUT};

    /** Where a gate lies: its block of columns, and its peephole among the three that the kernel takes. */
    private enum Gate {
        INPUT(LAYOUT.input(), 0),
        FORGET(LAYOUT.forget(), 1),
        CANDIDATE(LAYOUT.candidate(), -1),
        OUTPUT(LAYOUT.output(), 2);

        private final int block;
        private final int peephole;

        Gate(int block, int peephole) {
            this.block = block;
            this.peephole = peephole;
        }
    }

    private final boolean cell2gate;

    /** Parameters of the gates, by {@link Gate#block}. */
    private Tensor[] weights = new Tensor[4];

    private Tensor[] gradWeights = new Tensor[4];
    private Tensor[] biases = new Tensor[4];
    private Tensor[] gradBiases = new Tensor[4];
    private Tensor[] recurrentWeights = new Tensor[4];
    private Tensor[] gradRecurrentWeights = new Tensor[4];
    private @Nullable Tensor[] peepholes = new @Nullable Tensor[4];
    private @Nullable Tensor[] gradPeepholes = new @Nullable Tensor[4];

    private Tensor packedPeepholes = new Tensor();
    private Tensor packedGradPeepholes = new Tensor();

    LSTMCell(int inputSize, int outputSize, boolean cell2gate) {
        super(inputSize, outputSize);
        this.cell2gate = cell2gate;
        for (Gate gate : Gate.values()) {
            int g = gate.block;
            weights[g] = new Tensor(outputSize, inputSize);
            gradWeights[g] = new Tensor(outputSize, inputSize);
            biases[g] = new Tensor((long) outputSize);
            gradBiases[g] = new Tensor((long) outputSize);
            recurrentWeights[g] = new Tensor(outputSize, outputSize);
            gradRecurrentWeights[g] = new Tensor(outputSize, outputSize);
            if (cell2gate && gate.peephole >= 0) {
                peepholes[g] = new Tensor((long) outputSize);
                gradPeepholes[g] = new Tensor((long) outputSize);
            }
        }
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
        for (Gate gate : DRAWN) {
            int g = gate.block;
            generator.uniform(weights[g], -inputBound, inputBound);
            generator.uniform(biases[g], -inputBound, inputBound);
            generator.uniform(recurrentWeights[g], -recurrentBound, recurrentBound);
            Tensor peephole = peepholes[g];
            if (peephole != null) {
                generator.uniform(peephole, -recurrentBound, recurrentBound);
            }
        }
    }

    @Override
    void project(Tensor x, Tensor h, Tensor intoGates) {
        Kernels kernels = Kernels.get();
        for (Gate gate : Gate.values()) {
            int g = gate.block;
            Tensor block = block(intoGates, gate);
            kernels.setRows(biases[g], block);
            kernels.gemm(1, x, false, weights[g], true, 1, block);
            kernels.gemm(1, h, false, recurrentWeights[g], true, 1, block);
        }
    }

    @Override
    void projectBack(Tensor ofGates, Tensor gradX, Tensor gradHidden) {
        Kernels kernels = Kernels.get();
        double keep = 0;
        for (Gate gate : Gate.values()) {
            int g = gate.block;
            Tensor block = block(ofGates, gate);
            kernels.gemm(1, block, false, weights[g], false, keep, gradX);
            kernels.gemm(1, block, false, recurrentWeights[g], false, keep, gradHidden);
            keep = 1;
        }
    }

    @Override
    void accumulate(Tensor x, Tensor h, Tensor ofGates, double scale) {
        Kernels kernels = Kernels.get();
        for (Gate gate : Gate.values()) {
            int g = gate.block;
            Tensor block = block(ofGates, gate);
            kernels.gemm(scale, block, true, x, false, 1, gradWeights[g]);
            kernels.addColumnSums(scale, block, gradBiases[g]);
            kernels.gemm(scale, block, true, h, false, 1, gradRecurrentWeights[g]);
            Tensor gradPeephole = gradPeepholes[g];
            if (gradPeephole != null) {
                gradPeephole.add(scale, packedPart(packedGradPeepholes, gate));
            }
        }
    }

    private Tensor block(Tensor packed, Gate gate) {
        return packed.narrow(packed.dim(), 1L + (long) gate.block * outputSize, outputSize);
    }

    private Tensor packedPart(Tensor packed, Gate gate) {
        return packed.narrow(1, 1L + (long) gate.peephole * outputSize, outputSize);
    }

    @Override
    @Nullable
    Tensor peepholes() {
        if (!cell2gate) {
            return null;
        }
        packedPeepholes.resize(3L * outputSize);
        for (Gate gate : Gate.values()) {
            Tensor peephole = peepholes[gate.block];
            if (peephole != null) {
                packedPart(packedPeepholes, gate).copy(peephole);
            }
        }
        return packedPeepholes;
    }

    @Override
    @Nullable
    Tensor gradPeepholes() {
        return cell2gate ? packedGradPeepholes.resize(3L * outputSize).zero() : null;
    }

    @Override
    public Parameters parameters() {
        List<Tensor> learned = new ArrayList<>(15);
        List<Tensor> gradients = new ArrayList<>(15);
        for (Gate gate : LISTED) {
            int g = gate.block;
            learned.addAll(List.of(weights[g], biases[g], recurrentWeights[g]));
            gradients.addAll(List.of(gradWeights[g], gradBiases[g], gradRecurrentWeights[g]));
            Tensor peephole = peepholes[g];
            Tensor gradPeephole = gradPeepholes[g];
            if (peephole != null && gradPeephole != null) {
                learned.add(peephole);
                gradients.add(gradPeephole);
            }
        }
        return new Parameters(learned, gradients);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weights = weights.clone();
        biases = biases.clone();
        recurrentWeights = recurrentWeights.clone();
        peepholes = peepholes.clone();
        gradWeights = gradWeights.clone();
        gradBiases = gradBiases.clone();
        gradRecurrentWeights = gradRecurrentWeights.clone();
        gradPeepholes = gradPeepholes.clone();
        for (Gate gate : LISTED) {
            int g = gate.block;
            String name = gate.name().toLowerCase(Locale.ROOT);
            weights[g] = fields.parameter(name + "Weight", weights[g]);
            biases[g] = fields.parameter(name + "Bias", biases[g]);
            recurrentWeights[g] = fields.parameter(name + "RecurrentWeight", recurrentWeights[g]);
            peepholes[g] = fields.parameter(name + "Peephole", peepholes[g]);
            gradWeights[g] = fields.gradient(name + "GradWeight", gradWeights[g]);
            gradBiases[g] = fields.gradient(name + "GradBias", gradBiases[g]);
            gradRecurrentWeights[g] = fields.gradient(name + "GradRecurrentWeight", gradRecurrentWeights[g]);
            gradPeepholes[g] = fields.gradient(name + "GradPeephole", gradPeepholes[g]);
        }
        packedPeepholes = fields.buffer("packedPeepholes", packedPeepholes);
        packedGradPeepholes = fields.buffer("packedGradPeepholes", packedGradPeepholes);
    }

    @Override
    public String toString() {
        return "nn.LSTM(" + inputSize + " -> " + outputSize + ")";
    }
}
