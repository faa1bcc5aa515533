package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Passes its input through, and keeps the norms of successive hidden states close to each other: in training, backward adds the gradient
 * of a penalty on their differences.
 *
 * <pre>
 * n(t) = |h(t)|, row by row
 * gradInput(t) = gradOutput(t) + 2 beta / N . ((n(t) - n(t-1)) + (n(t) - n(t+1))) / n(t) . h(t)
 * </pre>
 *
 * The differences to a step before the first and behind the last one are left out.
 *
 * <p>Input and output: h(t), {@code [N, H]}.
 *
 * <p>State: hidden states and norms of the steps that backward may reach.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.NormStabilizer">rnn manual: NormStabilizer</a>; David Krueger, Roland Memisevic,
 *     Regularizing RNNs by Stabilizing Activations, 2015
 */
public final class NormStabilizer extends AbstractRecurrent {
    private static final int DEFAULT_RHO = 99_999;

    private final double beta;
    private double loss;
    private Steps<Tensor> norms = new Steps<>();
    private Tensor factors = new Tensor();
    private @Nullable NormStage sequenceStage;

    /** A stabilizer with beta 1. */
    public NormStabilizer() {
        this(1);
    }

    /**
     * A stabilizer.
     *
     * @param beta weight of the penalty
     */
    public NormStabilizer(double beta) {
        super(DEFAULT_RHO);
        this.beta = beta;
        super.add(new CopyGrad());
    }

    @Override
    public Module recurrentModule() {
        return get(1);
    }

    @Override
    SequenceStage sequenceStage() {
        if (sequenceStage == null) {
            sequenceStage = new NormStage(this);
        }
        return sequenceStage;
    }

    /** Keeps the norms of the steps from the next one on, {@code [T, N]}. */
    void keepNorms(Tensor ofSteps) {
        for (int t = 1; t <= ofSteps.size(1); t++) {
            Tensor norm = ofSteps.select(1, t);
            buffer(step() + t - 1).resizeAs(norm).copy(norm);
        }
    }

    private Tensor buffer(int step) {
        Tensor norm = norms.get(step);
        if (norm == null || norm.elementType() != elementType()) {
            norm = new Tensor(elementType());
            norms.set(step, norm);
        }
        return norm;
    }

    /** The norms of the step before the last {@code count} steps, or null if they begin the sequence. */
    @Nullable
    Tensor normBefore(long count) {
        int before = step() - 1 - (int) count;
        return before < 1 ? null : norm(before);
    }

    @Override
    Activity forwardStep(int step, Module module, Activity input) {
        Tensor hidden = operand("input", input);
        if (hidden.dim() != 2) {
            throw needsBatch(input);
        }
        if (isTraining() && replayed() == null) {
            Kernels.get().rowNorms(hidden.contiguous(), buffer(step).resize(hidden.size(1)));
        }
        return forward(module, input);
    }

    @Override
    Activity backwardStep(int step, Module module, Activity input, Activity gradOutput) {
        operand("input", input);
        Tensor gradInput = backward(module, input, gradOutput).toTensor();
        if (replayed() != null) {
            // What was known before takes its place, and norms around may no longer be there.
            return gradInput;
        }
        Tensor hidden = tensor("input", input);
        Tensor norm = norm(step);
        long batch = hidden.size(1);
        factors.resizeAs(norm).zero();
        if (step > 1) {
            factors.add(1, norm).add(-1, norm(step - 1));
        }
        if (step < step() - 1) {
            factors.add(1, norm).add(-1, norm(step + 1));
        }
        factors.cdiv(norm).mul(2 * beta / batch);
        Kernels.get().axpyRows(factors, hidden.contiguous(), gradInput);
        return gradInput;
    }

    @Override
    void accumulateStep(int step, Module module, Activity input, Activity gradOutput, double scale) {}

    /** The exception for an input without batch. */
    IllegalArgumentException needsBatch(Activity input) {
        return expected("a batch of hidden states, 2 dimensions", input);
    }

    private Tensor norm(int step) {
        Tensor norm = norms.get(step);
        if (norm == null) {
            throw beyondRho(step);
        }
        return norm;
    }

    @Override
    void checkStored(int step) {
        norm(step);
        if (step > 1) {
            norm(step - 1);
        }
    }

    @Override
    void dropStep(int step) {
        norms.set(step, null);
    }

    @Override
    void dropStates() {}

    /**
     * Computes Torch's loss of the last sequence, {@code beta / T . sum over t >= 2 of mean((n(t-1) + n(t))^2)}: of the sums of norms, not of
     * the differences that backward goes by. Nothing calls this by itself.
     */
    public double updateLoss() {
        double sum = 0;
        int steps = step() - 1;
        for (int t = 2; t <= steps; t++) {
            Tensor before = norm(t - 1);
            Tensor now = norm(t);
            double squares = 0;
            for (long row = 1; row <= now.nElement(); row++) {
                double total = before.get(row) + now.get(row);
                squares += total * total;
            }
            sum += squares / now.nElement();
        }
        loss = beta * sum / steps;
        return loss;
    }

    /** The result of the last {@link #updateLoss}. */
    public double loss() {
        return loss;
    }

    /** Weight of the penalty. */
    public double beta() {
        return beta;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        norms = norms.map(norm -> fields.state("norms", norm));
        factors = fields.buffer("factors", factors);
        sequenceStage = fields.scratch(sequenceStage);
    }
}
