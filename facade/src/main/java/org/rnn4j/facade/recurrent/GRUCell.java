package org.rnn4j.facade.recurrent;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.GruSequence;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * One step of {@link GRU}: maps {@code {x, h}} to h', each {@code [size]} or {@code [N, size]}. The gates lie side by side, reset gate,
 * update gate, candidate; the first two have their weights in one piece, unless there is dropout in front of each product.
 */
final class GRUCell extends Cell implements KernelCell<GruSequence.Parameters> {
    private final int inputSize;
    private final int outputSize;

    /** Weights of reset and update gate, in one part or two, then those of the candidate. */
    private List<Part> parts;

    private Tensor gates = new Tensor();
    private Tensor gradGates = new Tensor();
    /** The hidden state that the last forward began with. */
    private Tensor previous = new Tensor();

    private Tensor resetHidden = new Tensor();
    private Tensor gradResetHidden = new Tensor();
    /** The gradient of what a dropout lets through. */
    private Tensor gradDropped = new Tensor();

    private Tensor gradX = new Tensor();
    private Tensor gradHidden = new Tensor();

    /** Weights of some gates: {@code rows} of them from {@code first} on, from 0. */
    private record Part(
            int first,
            int rows,
            Tensor weight,
            Tensor gradWeight,
            Tensor bias,
            Tensor gradBias,
            Tensor recurrent,
            Tensor gradRecurrent,
            @Nullable Dropout inputDropout,
            @Nullable Dropout hiddenDropout) {
        Tensor of(Tensor packed) {
            return packed.narrow(packed.dim(), first + 1L, rows);
        }

        Part seenBy(Fields fields, String name) {
            return new Part(
                    first,
                    rows,
                    fields.parameter(name + ".weight", weight),
                    fields.gradient(name + ".gradWeight", gradWeight),
                    fields.parameter(name + ".bias", bias),
                    fields.gradient(name + ".gradBias", gradBias),
                    fields.parameter(name + ".recurrent.weight", recurrent),
                    fields.gradient(name + ".recurrent.gradWeight", gradRecurrent),
                    fields.module(name + "InputDropout", inputDropout),
                    fields.module(name + "HiddenDropout", hiddenDropout));
        }
    }

    GRUCell(int inputSize, int outputSize, double p, boolean mono) {
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        parts = p == 0
                ? List.of(part(0, 2, p, mono), part(2, 1, p, mono))
                : List.of(part(0, 1, p, mono), part(1, 1, p, mono), part(2, 1, p, mono));
        reset();
    }

    private Part part(int gate, int count, double p, boolean mono) {
        int rows = count * outputSize;
        return new Part(
                gate * outputSize,
                rows,
                new Tensor(rows, inputSize),
                new Tensor(rows, inputSize),
                new Tensor((long) rows),
                new Tensor((long) rows),
                new Tensor(rows, outputSize),
                new Tensor(rows, outputSize),
                p == 0 ? null : new Dropout(p, false, false, true, mono),
                p == 0 ? null : new Dropout(p, false, false, true, mono));
    }

    private List<Part> gateParts() {
        return parts.subList(0, parts.size() - 1);
    }

    private Part candidate() {
        return parts.get(parts.size() - 1);
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
        for (List<Part> group : List.of(gateParts(), List.of(candidate()))) {
            for (Part part : group) {
                Generator.global().uniform(part.weight, -inputBound, inputBound);
                Generator.global().uniform(part.bias, -inputBound, inputBound);
            }
            for (Part part : group) {
                Generator.global().uniform(part.recurrent, -recurrentBound, recurrentBound);
            }
        }
    }

    // ---- forward

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = part(input, 1, inputSize);
        Tensor h = part(input, 2, outputSize);
        checkBatch(x, h);
        if (candidate().inputDropout != null && x.dim() != 2) {
            throw expected("a batch, 2 dimensions, as there is dropout", x);
        }
        if (x.dim() == 1) {
            gates.resize(3L * outputSize);
        } else {
            gates.resize(x.size(1), 3L * outputSize);
        }
        previous = h;
        resetHidden.resizeAs(h);
        gateParts().forEach(part -> drop(part.inputDropout, x));
        gateParts().forEach(part -> drop(part.hiddenDropout, h));
        gateParts().forEach(part -> project(part, x, h));
        Kernels kernels = Kernels.get();
        kernels.gruReset(gates, h, resetHidden);
        drop(candidate().inputDropout, x);
        drop(candidate().hiddenDropout, resetHidden);
        project(candidate(), x, resetHidden);
        Tensor hidden = outputBuffer().resizeAs(h);
        kernels.gruStep(gates, h, hidden);
        return hidden;
    }

    private static void drop(@Nullable Dropout dropout, Tensor operand) {
        if (dropout != null) {
            dropout.updateOutput(operand);
        }
    }

    private void project(Part part, Tensor x, Tensor h) {
        Kernels kernels = Kernels.get();
        Tensor sums = part.of(gates);
        kernels.setRows(part.bias, sums);
        kernels.gemm(1, dropped(part.inputDropout, x), false, part.weight, true, 1, sums);
        kernels.gemm(1, dropped(part.hiddenDropout, h), false, part.recurrent, true, 1, sums);
    }

    /** What the product takes in the place of {@code operand}. */
    private static Tensor dropped(@Nullable Dropout dropout, Tensor operand) {
        return dropout == null || dropout.output() == null
                ? operand
                : dropout.output().toTensor();
    }

    // ---- backward

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = part(input, 1, inputSize);
        Tensor h = part(input, 2, outputSize);
        checkBatch(x, h);
        Tensor output = lastOutput().toTensor();
        Tensor gradient = operand("gradOutput", gradOutput, output);
        Kernels kernels = Kernels.get();
        gradGates.resizeAs(gates);
        gradX.resizeAs(x).zero();
        gradHidden.resizeAs(h);
        gradResetHidden.resizeAs(h).zero();
        kernels.gruStepBackward(gates, h, gradient, gradHidden, gradGates);
        addGradient(candidate().inputDropout, candidate().of(gradGates), candidate().weight, x, gradX);
        addGradient(
                candidate().hiddenDropout,
                candidate().of(gradGates),
                candidate().recurrent,
                resetHidden,
                gradResetHidden);
        kernels.gruResetBackward(gates, h, gradResetHidden, gradHidden, gradGates);
        for (Part part : gateParts()) {
            addGradient(part.inputDropout, part.of(gradGates), part.weight, x, gradX);
            addGradient(part.hiddenDropout, part.of(gradGates), part.recurrent, h, gradHidden);
        }
        return gradInput() instanceof Table table && table.find(1) == gradX && table.find(2) == gradHidden
                ? table
                : setGradInput(Table.of(gradX, gradHidden));
    }

    private void addGradient(
            @Nullable Dropout dropout, Tensor gradSums, Tensor weight, Tensor operand, Tensor gradient) {
        if (dropout == null) {
            Kernels.get().gemm(1, gradSums, false, weight, false, 1, gradient);
        } else {
            gradDropped.resizeAs(operand);
            Kernels.get().gemm(1, gradSums, false, weight, false, 0, gradDropped);
            gradient.add(1, dropout.updateGradInput(operand, gradDropped));
        }
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = part(input, 1, inputSize);
        Tensor h = part(input, 2, outputSize);
        gateParts().forEach(part -> accumulate(part, x, h, scale));
        accumulate(candidate(), x, resetHidden, scale);
    }

    private void accumulate(Part part, Tensor x, Tensor h, double scale) {
        Kernels kernels = Kernels.get();
        Tensor gradSums = part.of(gradGates);
        kernels.gemm(scale, gradSums, true, dropped(part.inputDropout, x), false, 1, part.gradWeight);
        kernels.addColumnSums(scale, gradSums, part.gradBias);
        kernels.gemm(scale, gradSums, true, dropped(part.hiddenDropout, h), false, 1, part.gradRecurrent);
    }

    // ---- whole sequences

    @Override
    public GruSequence newSequence() {
        return new GruSequence();
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
        return candidate().inputDropout == null;
    }

    @Override
    public GruSequence.Parameters weights() {
        Part both = parts.get(0);
        Part last = candidate();
        return new GruSequence.Parameters(
                both.weight.t(), both.recurrent.t(), both.bias, last.weight.t(), last.recurrent.t(), last.bias);
    }

    @Override
    public GruSequence.Parameters gradients() {
        Part both = parts.get(0);
        Part last = candidate();
        return new GruSequence.Parameters(
                both.gradWeight.t(),
                both.gradRecurrent.t(),
                both.gradBias,
                last.gradWeight.t(),
                last.gradRecurrent.t(),
                last.gradBias);
    }

    @Override
    public Tensor project(Tensor steps) {
        return sequence(steps, inputSize);
    }

    @Override
    void restoreGates(Tensor known) {
        gates.resizeAs(known).copy(known);
        // What the candidate took was computed with the gates of the time.
        resetHidden.copy(previous).cmul(known.narrow(known.dim(), 1, outputSize));
    }

    @Override
    void restoreGradGates(Tensor known) {
        gradGates.resizeAs(known).copy(known);
    }

    // ---- parameters and state

    @Override
    public Parameters parameters() {
        List<Tensor> learned = new ArrayList<>();
        List<Tensor> gradients = new ArrayList<>();
        for (List<Part> group : List.of(gateParts(), List.of(candidate()))) {
            for (Part part : group) {
                learned.addAll(List.of(part.weight, part.bias));
                gradients.addAll(List.of(part.gradWeight, part.gradBias));
            }
            for (Part part : group) {
                learned.add(part.recurrent);
                gradients.add(part.gradRecurrent);
            }
        }
        return new Parameters(learned, gradients);
    }

    private void eachDropout(Consumer<Dropout> action) {
        for (Part part : parts) {
            if (part.inputDropout != null && part.hiddenDropout != null) {
                action.accept(part.inputDropout);
                action.accept(part.hiddenDropout);
            }
        }
    }

    @Override
    public void training() {
        eachDropout(Dropout::training);
        super.training();
    }

    @Override
    public void evaluate() {
        eachDropout(Dropout::evaluate);
        super.evaluate();
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        ImmutableList.Builder<Part> seen = ImmutableList.builder();
        for (Part part : parts) {
            seen.add(part.seenBy(fields, "gates" + part.first / outputSize));
        }
        parts = seen.build();
        gates = fields.buffer("gates", gates);
        gradGates = fields.buffer("gradGates", gradGates);
        previous = fields.buffer("previous", previous);
        resetHidden = fields.buffer("resetHidden", resetHidden);
        gradResetHidden = fields.buffer("gradResetHidden", gradResetHidden);
        gradDropped = fields.buffer("gradDropped", gradDropped);
        gradX = fields.buffer("gradX", gradX);
        gradHidden = fields.buffer("gradHidden", gradHidden);
    }

    @Override
    public String toString() {
        return "nn.GRU(" + inputSize + " -> " + outputSize + ")";
    }
}
