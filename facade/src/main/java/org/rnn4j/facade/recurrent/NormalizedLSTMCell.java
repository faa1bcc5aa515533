package org.rnn4j.facade.recurrent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Transfer;
import org.rnn4j.facade.layer.simple.Add;
import org.rnn4j.facade.layer.simple.BatchNormalization;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * One step of {@link FastLSTM} with batch normalisation: of both sums that make the gates, and of the cell on its way to the output.
 *
 * <pre>
 * a = BN(W x + b) + (BN(R h) + bias), which makes the gates i, g, f, o
 * c' = f . c + i . g      h' = o . tanh(BN(c'))
 * </pre>
 */
final class NormalizedLSTMCell extends AbstractLSTMCell {
    private static final double INITIAL_SCALE = 0.1;

    private Linear input;
    private BatchNormalization inputNorm;
    private Linear recurrent;
    private BatchNormalization recurrentNorm;
    private Add recurrentBias;
    private BatchNormalization cellNorm;

    /** {@code tanh(BN(c'))}, and o. */
    private Tensor squashed = new Tensor();

    private Tensor outputGate = new Tensor();
    private Tensor gradSquashed = new Tensor();
    private Tensor noGradient = new Tensor();

    NormalizedLSTMCell(
            int inputSize, int outputSize, @Nullable Double eps, @Nullable Double momentum, @Nullable Boolean affine) {
        super(inputSize, outputSize);
        int packed = 4 * outputSize;
        input = new Linear(inputSize, packed);
        recurrent = new Linear(outputSize, packed, false);
        inputNorm = new BatchNormalization(packed, eps, momentum, affine);
        recurrentNorm = new BatchNormalization(packed, eps, momentum, affine);
        cellNorm = new BatchNormalization(outputSize, eps, momentum, affine);
        recurrentBias = new Add(packed);
        for (BatchNormalization norm : List.of(inputNorm, recurrentNorm, cellNorm)) {
            norm.weight().fill(INITIAL_SCALE);
        }
    }

    @Override
    public void reset() {
        inner().forEach(Module::reset);
    }

    @Override
    public void reset(double stdv) {
        for (Module module : inner()) {
            module.reset(stdv);
        }
    }

    /** The modules in the order of their parameters. */
    private List<Module> inner() {
        return List.of(input, inputNorm, recurrent, recurrentNorm, recurrentBias, cellNorm);
    }

    @Override
    void project(Tensor x, Tensor h, Tensor intoGates) {
        intoGates.copy(inputNorm.updateOutput(input.updateOutput(x)));
        Tensor fromHidden = recurrentNorm.updateOutput(recurrent.updateOutput(h));
        intoGates.add(1, recurrentBias.updateOutput(fromHidden).toTensor());
    }

    @Override
    void output(Tensor gates, Tensor cell, Tensor hidden) {
        Kernels kernels = Kernels.get();
        squashed.resizeAs(cell);
        kernels.transfer(Transfer.TANH, cellNorm.updateOutput(cell), squashed);
        outputGate.resizeAs(cell).copy(block(gates, LAYOUT.output()));
        kernels.multiply(outputGate, squashed, hidden);
    }

    @Override
    void gatesBackward(Tensor gates, Tensor c, Tensor cell, Tensor gradHidden, Tensor gradCell, Tensor gradGates) {
        Kernels kernels = Kernels.get();
        gradSquashed.resizeAs(cell);
        kernels.multiply(gradHidden, outputGate, gradSquashed);
        kernels.transferBackward(Transfer.TANH, squashed, gradSquashed, gradSquashed);
        gradCell.add(1, cellNorm.updateGradInput(cell, gradSquashed));
        noGradient.resizeAs(gradHidden).zero();
        super.gatesBackward(gates, c, cell, noGradient, gradCell, gradGates);
        // The output gate works through the normalised cell, not through the one that the kernel knows.
        Tensor gradOutputGate = noGradient;
        kernels.multiply(gradHidden, squashed, gradOutputGate);
        kernels.transferBackward(Transfer.SIGMOID, outputGate, gradOutputGate, gradOutputGate);
        block(gradGates, LAYOUT.output()).copy(gradOutputGate);
    }

    private Tensor block(Tensor packed, int index) {
        return packed.narrow(packed.dim(), 1L + (long) index * outputSize, outputSize);
    }

    @Override
    void projectBack(Tensor x, Tensor h, Tensor ofGates, Tensor gradX, Tensor gradHidden) {
        gradX.copy(input.updateGradInput(x, inputNorm.updateGradInput(outputOf(input), ofGates)));
        Tensor back =
                recurrentBias.updateGradInput(outputOf(recurrentNorm), ofGates).toTensor();
        gradHidden.copy(recurrent.updateGradInput(h, recurrentNorm.updateGradInput(outputOf(recurrent), back)));
    }

    @Override
    void accumulate(Tensor x, Tensor h, Tensor ofGates, double scale) {
        inputNorm.accGradParameters(outputOf(input), ofGates, scale);
        input.accGradParameters(x, gradientOf(inputNorm), scale);
        recurrentBias.accGradParameters(outputOf(recurrentNorm), ofGates, scale);
        recurrentNorm.accGradParameters(outputOf(recurrent), gradientOf(recurrentBias), scale);
        recurrent.accGradParameters(h, gradientOf(recurrentNorm), scale);
        cellNorm.accGradParameters(cell(), gradSquashed, scale);
    }

    private static Tensor outputOf(Module module) {
        return present(module.output());
    }

    private static Tensor gradientOf(Module module) {
        return present(module.gradInput());
    }

    private static Tensor present(@Nullable Activity activity) {
        if (activity == null) {
            throw new IllegalStateException("FastLSTM: expected forward before backward");
        }
        return activity.toTensor();
    }

    @Override
    public void training() {
        inner().forEach(Module::training);
        super.training();
    }

    @Override
    public void evaluate() {
        inner().forEach(Module::evaluate);
        super.evaluate();
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        input = fields.module("i2g", input);
        inputNorm = fields.module("bn_wx", inputNorm);
        recurrent = fields.module("o2g", recurrent);
        recurrentNorm = fields.module("bn_wh", recurrentNorm);
        recurrentBias = fields.module("bias", recurrentBias);
        cellNorm = fields.module("bn_c", cellNorm);
        squashed = fields.buffer("squashed", squashed);
        outputGate = fields.buffer("outputGate", outputGate);
        gradSquashed = fields.buffer("gradSquashed", gradSquashed);
        noGradient = fields.buffer("noGradient", noGradient);
    }

    @Override
    public String toString() {
        return "nn.FastLSTM(" + inputSize + " -> " + outputSize + ")";
    }
}
