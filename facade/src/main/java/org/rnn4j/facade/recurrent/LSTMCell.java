package org.rnn4j.facade.recurrent;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.LstmSequence;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * One step of an LSTM with weights for each gate: of {@link LSTM}, and of {@link FastLSTM} with dropout in front of the products.
 */
final class LSTMCell extends AbstractLSTMCell implements KernelCell<LstmSequence.Parameters> {
    /** In which order Torch draws the parameters of a new module, and in which it lists them and draws them anew. */
    enum Order {
        /** LSTM: gate by gate, W, b, R and peephole of each. */
        GATE_BY_GATE(
                ImmutableList.of(Gate.INPUT, Gate.FORGET, Gate.CANDIDATE, Gate.OUTPUT),
                ImmutableList.of(Gate.FORGET, Gate.INPUT, Gate.CANDIDATE, Gate.OUTPUT)),
        /** FastLSTM: W and b of all gates, then R of all gates. */
        INPUTS_FIRST(
                ImmutableList.of(Gate.INPUT, Gate.CANDIDATE, Gate.FORGET, Gate.OUTPUT),
                ImmutableList.of(Gate.INPUT, Gate.CANDIDATE, Gate.FORGET, Gate.OUTPUT));

        private final ImmutableList<Gate> drawn;
        private final ImmutableList<Gate> listed;

        Order(ImmutableList<Gate> drawn, ImmutableList<Gate> listed) {
            this.drawn = drawn;
            this.listed = listed;
        }
    }

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

    private final Order order;
    private final boolean cell2gate;

    /** In front of the products with x and with h, by {@link Gate#block}; empty for none. */
    private List<Dropout> inputDropouts = new ArrayList<>();

    private List<Dropout> hiddenDropouts = new ArrayList<>();

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
    private Tensor gradDropped = new Tensor();

    /** All gates in one piece each, for whole sequences: W {@code [4H, D]}, R {@code [4H, H]}, b {@code [4H]}. */
    private Tensor packedWeight = new Tensor();

    private Tensor packedRecurrentWeight = new Tensor();
    private Tensor packedBias = new Tensor();
    private Tensor packedGradWeight = new Tensor();
    private Tensor packedGradRecurrentWeight = new Tensor();
    private Tensor packedGradBias = new Tensor();

    LSTMCell(int inputSize, int outputSize, boolean cell2gate, Order order, double p, boolean mono) {
        super(inputSize, outputSize);
        this.order = order;
        this.cell2gate = cell2gate;
        for (int g = 0; p > 0 && g < 4; g++) {
            inputDropouts.add(new Dropout(p, false, false, true, mono));
            hiddenDropouts.add(new Dropout(p, false, false, true, mono));
        }
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
        draw(order.drawn, 1 / Math.sqrt(inputSize), 1 / Math.sqrt(outputSize));
    }

    @Override
    public void reset() {
        draw(order.listed, 1 / Math.sqrt(inputSize), 1 / Math.sqrt(outputSize));
    }

    @Override
    public void reset(double stdv) {
        draw(order.listed, stdv * Math.sqrt(3), stdv * Math.sqrt(3));
    }

    private void draw(List<Gate> gates, double inputBound, double recurrentBound) {
        Generator generator = Generator.global();
        for (Gate gate : gates) {
            int g = gate.block;
            generator.uniform(weights[g], -inputBound, inputBound);
            generator.uniform(biases[g], -inputBound, inputBound);
            if (order == Order.GATE_BY_GATE) {
                drawRecurrent(gate, recurrentBound);
            }
        }
        for (Gate gate : gates) {
            if (order == Order.INPUTS_FIRST) {
                drawRecurrent(gate, recurrentBound);
            }
        }
    }

    private void drawRecurrent(Gate gate, double bound) {
        Generator.global().uniform(recurrentWeights[gate.block], -bound, bound);
        Tensor peephole = peepholes[gate.block];
        if (peephole != null) {
            Generator.global().uniform(peephole, -bound, bound);
        }
    }

    /** Draws the noise of all dropouts, in Torch's order, and drops. */
    private void drop(Tensor x, Tensor h) {
        if (inputDropouts.isEmpty()) {
            return;
        }
        if (x.dim() != 2) {
            throw expected("a batch, 2 dimensions, as there is dropout", x);
        }
        for (Gate gate : order.listed) {
            inputDropouts.get(gate.block).updateOutput(x);
            if (order == Order.GATE_BY_GATE) {
                hiddenDropouts.get(gate.block).updateOutput(h);
            }
        }
        for (Gate gate : order.listed) {
            if (order == Order.INPUTS_FIRST) {
                hiddenDropouts.get(gate.block).updateOutput(h);
            }
        }
    }

    /** What the product of {@code gate} takes in the place of {@code operand}. */
    private static Tensor dropped(List<Dropout> dropouts, Gate gate, Tensor operand) {
        Activity output =
                dropouts.isEmpty() ? operand : dropouts.get(gate.block).output();
        return output == null ? operand : output.toTensor();
    }

    @Override
    void project(Tensor x, Tensor h, Tensor intoGates) {
        drop(x, h);
        Kernels kernels = Kernels.get();
        for (Gate gate : Gate.values()) {
            int g = gate.block;
            Tensor block = block(intoGates, gate);
            kernels.setRows(biases[g], block);
            kernels.gemm(1, dropped(inputDropouts, gate, x), false, weights[g], true, 1, block);
            kernels.gemm(1, dropped(hiddenDropouts, gate, h), false, recurrentWeights[g], true, 1, block);
        }
    }

    @Override
    void projectBack(Tensor x, Tensor h, Tensor ofGates, Tensor gradX, Tensor gradHidden) {
        gradX.zero();
        gradHidden.zero();
        for (Gate gate : order.listed) {
            Tensor block = block(ofGates, gate);
            addGradient(inputDropouts, gate, block, weights[gate.block], x, gradX);
            addGradient(hiddenDropouts, gate, block, recurrentWeights[gate.block], h, gradHidden);
        }
    }

    private void addGradient(
            List<Dropout> dropouts, Gate gate, Tensor block, Tensor weight, Tensor operand, Tensor gradient) {
        if (dropouts.isEmpty()) {
            Kernels.get().gemm(1, block, false, weight, false, 1, gradient);
        } else {
            gradDropped.resizeAs(operand);
            Kernels.get().gemm(1, block, false, weight, false, 0, gradDropped);
            gradient.add(1, dropouts.get(gate.block).updateGradInput(operand, gradDropped));
        }
    }

    @Override
    void accumulate(Tensor x, Tensor h, Tensor ofGates, double scale) {
        Kernels kernels = Kernels.get();
        for (Gate gate : Gate.values()) {
            int g = gate.block;
            Tensor block = block(ofGates, gate);
            kernels.gemm(scale, block, true, dropped(inputDropouts, gate, x), false, 1, gradWeights[g]);
            kernels.addColumnSums(scale, block, gradBiases[g]);
            kernels.gemm(scale, block, true, dropped(hiddenDropouts, gate, h), false, 1, gradRecurrentWeights[g]);
            Tensor gradPeephole = gradPeepholes[g];
            if (gradPeephole != null) {
                gradPeephole.add(scale, packedPart(packedGradPeepholes, gate));
            }
        }
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
    public boolean hasKernel() {
        return inputDropouts.isEmpty();
    }

    @Override
    public LstmSequence.Parameters weights() {
        packedWeight.resize(4L * outputSize, inputSize);
        packedRecurrentWeight.resize(4L * outputSize, outputSize);
        packedBias.resize(4L * outputSize);
        for (Gate gate : Gate.values()) {
            rows(packedWeight, gate).copy(weights[gate.block]);
            rows(packedRecurrentWeight, gate).copy(recurrentWeights[gate.block]);
            rows(packedBias, gate).copy(biases[gate.block]);
        }
        return new LstmSequence.Parameters(packedWeight.t(), packedRecurrentWeight.t(), packedBias, peepholes(), null);
    }

    @Override
    public LstmSequence.Parameters gradients() {
        packedGradWeight.resizeAs(packedWeight).zero();
        packedGradRecurrentWeight.resizeAs(packedRecurrentWeight).zero();
        packedGradBias.resizeAs(packedBias).zero();
        return new LstmSequence.Parameters(
                packedGradWeight.t(), packedGradRecurrentWeight.t(), packedGradBias, gradPeepholes(), null);
    }

    @Override
    public void gradientsAdded() {
        Kernels kernels = Kernels.get();
        for (Gate gate : Gate.values()) {
            int g = gate.block;
            kernels.axpy(1, rows(packedGradWeight, gate), gradWeights[g]);
            kernels.axpy(1, rows(packedGradRecurrentWeight, gate), gradRecurrentWeights[g]);
            kernels.axpy(1, rows(packedGradBias, gate), gradBiases[g]);
            Tensor gradPeephole = gradPeepholes[g];
            if (gradPeephole != null) {
                kernels.axpy(1, packedPart(packedGradPeepholes, gate), gradPeephole);
            }
        }
    }

    @Override
    public Tensor project(Tensor steps) {
        return sequence(steps, inputSize);
    }

    /** The rows of a gate where all gates lie one below the other. */
    private Tensor rows(Tensor packed, Gate gate) {
        return packed.narrow(1, 1L + (long) gate.block * outputSize, outputSize);
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
        for (Gate gate : order.listed) {
            int g = gate.block;
            learned.addAll(List.of(weights[g], biases[g]));
            gradients.addAll(List.of(gradWeights[g], gradBiases[g]));
            if (order == Order.GATE_BY_GATE) {
                listRecurrent(gate, learned, gradients);
            }
        }
        for (Gate gate : order.listed) {
            if (order == Order.INPUTS_FIRST) {
                listRecurrent(gate, learned, gradients);
            }
        }
        return new Parameters(learned, gradients);
    }

    private void listRecurrent(Gate gate, List<Tensor> learned, List<Tensor> gradients) {
        int g = gate.block;
        learned.add(recurrentWeights[g]);
        gradients.add(gradRecurrentWeights[g]);
        Tensor peephole = peepholes[g];
        Tensor gradPeephole = gradPeepholes[g];
        if (peephole != null && gradPeephole != null) {
            learned.add(peephole);
            gradients.add(gradPeephole);
        }
    }

    @Override
    public void training() {
        inputDropouts.forEach(Dropout::training);
        hiddenDropouts.forEach(Dropout::training);
        super.training();
    }

    @Override
    public void evaluate() {
        inputDropouts.forEach(Dropout::evaluate);
        hiddenDropouts.forEach(Dropout::evaluate);
        super.evaluate();
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
        for (Gate gate : order.listed) {
            int g = gate.block;
            String name = gate.name().toLowerCase(Locale.ROOT);
            weights[g] = fields.parameter(name + ".weight", weights[g]);
            biases[g] = fields.parameter(name + ".bias", biases[g]);
            recurrentWeights[g] = fields.parameter(name + ".recurrent.weight", recurrentWeights[g]);
            peepholes[g] = fields.parameter(name + ".peephole.weight", peepholes[g]);
            gradWeights[g] = fields.gradient(name + ".gradWeight", gradWeights[g]);
            gradBiases[g] = fields.gradient(name + ".gradBias", gradBiases[g]);
            gradRecurrentWeights[g] = fields.gradient(name + ".recurrent.gradWeight", gradRecurrentWeights[g]);
            gradPeepholes[g] = fields.gradient(name + ".peephole.gradWeight", gradPeepholes[g]);
        }
        inputDropouts = fields.modules("inputDropouts", inputDropouts);
        hiddenDropouts = fields.modules("hiddenDropouts", hiddenDropouts);
        gradDropped = fields.buffer("gradDropped", gradDropped);
        packedPeepholes = fields.buffer("packedPeepholes", packedPeepholes);
        packedGradPeepholes = fields.buffer("packedGradPeepholes", packedGradPeepholes);
        packedWeight = fields.buffer("packedWeight", packedWeight);
        packedRecurrentWeight = fields.buffer("packedRecurrentWeight", packedRecurrentWeight);
        packedBias = fields.buffer("packedBias", packedBias);
        packedGradWeight = fields.buffer("packedGradWeight", packedGradWeight);
        packedGradRecurrentWeight = fields.buffer("packedGradRecurrentWeight", packedGradRecurrentWeight);
        packedGradBias = fields.buffer("packedGradBias", packedGradBias);
    }

    @Override
    public String toString() {
        return (order == Order.GATE_BY_GATE ? "nn.LSTM(" : "nn.FastLSTM(") + inputSize + " -> " + outputSize + ")";
    }
}
