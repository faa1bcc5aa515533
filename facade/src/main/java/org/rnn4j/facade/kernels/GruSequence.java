package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/**
 * A gated recurrent unit over a whole sequence.
 *
 * <pre>
 * r, z = sigmoid(x[t] W + h[t-1] R + b)      n = tanh(x[t] Wn + (r . h[t-1]) Rn + bn)      h[t] = (1 - z) . n + z . h[t-1]
 * </pre>
 */
public final class GruSequence extends RecurrentSequence<GruSequence.Parameters> {
    private final GrowingBuffer resetBuffer = new GrowingBuffer();
    private final GrowingBuffer gradInputBuffer = new GrowingBuffer();
    private final GrowingBuffer gradResetBuffer = new GrowingBuffer();

    /** {@code r . h[t-1]} of all steps in training, of one in evaluation. */
    private @Nullable Rows resets;

    private @Nullable Rows gradReset;

    /**
     * The learned parameters, or their gradients. Weights that lie there with a row for each gate are given as their transposed views.
     *
     * @param input W, {@code [D, 2H]}, columns of the reset gate first
     * @param recurrent R, {@code [H, 2H]}
     * @param bias b, {@code [2H]}
     * @param candidateInput Wn, {@code [D, H]}
     * @param candidateRecurrent Rn, {@code [H, H]}
     * @param candidateBias bn, {@code [H]}
     */
    public record Parameters(
            View input, View recurrent, View bias, View candidateInput, View candidateRecurrent, View candidateBias) {}

    /** A sequence for the kernels of this process. */
    public GruSequence() {
        this(Kernels.get());
    }

    GruSequence(Kernels kernels) {
        super(kernels, 3);
    }

    @Override
    long units(Parameters parameters) {
        return parameters.candidateBias.elements();
    }

    @Override
    void check(Parameters parameters, ElementType type, long inputSize) {
        long units = units(parameters);
        checkSizes("input weights", parameters.input, type, inputSize, 2 * units);
        checkSizes("recurrent weights", parameters.recurrent, type, units, 2 * units);
        checkSizes("a bias", parameters.bias, type, 2 * units);
        checkSizes("input weights of the candidate", parameters.candidateInput, type, inputSize, units);
        checkSizes("recurrent weights of the candidate", parameters.candidateRecurrent, type, units, units);
        checkSizes("a bias of the candidate", parameters.candidateBias, type, units);
    }

    private static View gates(Rows sums) {
        return sums.columns(0, sums.extent(1) / 3 * 2);
    }

    private static View candidate(Rows sums) {
        return sums.columns(sums.extent(1) / 3 * 2, sums.extent(1) / 3);
    }

    // ---- forward

    @Override
    void begin(Parameters parameters, Pass pass) {
        resets =
                resetBuffer.rows(pass.type(), (long) pass.batch() * (pass.training() ? pass.steps() : 1), pass.units());
    }

    private Rows resetAt(Pass pass, int step) {
        return pass.at(given(resets, "forward"), pass.training() ? step : 0);
    }

    @Override
    void project(Parameters parameters, Pass pass, int step, Rows input, Rows sums) {
        kernels.setRows(parameters.bias, gates(sums));
        kernels.setRows(parameters.candidateBias, candidate(sums));
        kernels.gemm(1, input, false, parameters.input, false, 1, gates(sums));
        kernels.gemm(1, input, false, parameters.candidateInput, false, 1, candidate(sums));
    }

    @Override
    void advance(Parameters parameters, Pass pass, int step, Rows sums, @Nullable View previous, Rows output) {
        if (previous != null) {
            kernels.gemm(1, previous, false, parameters.recurrent, false, 1, gates(sums));
        }
        Rows reset = resetAt(pass, step);
        kernels.gruReset(sums, previous, reset);
        if (previous != null) {
            kernels.gemm(1, reset, false, parameters.candidateRecurrent, false, 1, candidate(sums));
        }
        kernels.gruStep(sums, previous, output);
    }

    @Override
    void mask(Pass pass, int step, int row) {
        kernels.fill(resetAt(pass, step).narrow(row, 1), 0);
    }

    // ---- backward

    @Override
    void beginBackward(Parameters parameters, Pass pass, @Nullable View gradLastCell) {
        gradReset = gradResetBuffer.rows(pass.type(), pass.batch(), pass.units());
    }

    @Override
    void retreat(Parameters parameters, Pass pass, int step, Rows gradOutput, Rows gradSums) {
        Rows gates = pass.at(pass.sums(), step);
        View previous = pass.outputBefore(step);
        Rows ofReset = given(gradReset, "backward");
        Rows gradPrevious = pass.gradientBefore(step);
        kernels.gruStepBackward(gates, previous, gradOutput, gradPrevious, gradSums);
        kernels.gemm(1, candidate(gradSums), false, parameters.candidateRecurrent, true, 0, ofReset);
        kernels.gruResetBackward(gates, previous, ofReset, gradPrevious, gradSums);
    }

    /** Adds what passes the products of the gates to the rest, which {@link #retreat} has put there. */
    @Override
    void gradientBefore(Parameters parameters, Pass pass, int step, Rows gradient) {
        kernels.gemm(1, gates(pass.at(pass.gradients(), step)), false, parameters.recurrent, true, 1, gradient);
    }

    @Override
    Rows gradInput(Parameters parameters, Pass pass) {
        Rows gradInput = gradInputBuffer.rows(
                pass.type(), pass.input().extent(0), pass.input().extent(1));
        kernels.gemm(1, gates(pass.gradients()), false, parameters.input, true, 0, gradInput);
        kernels.gemm(1, candidate(pass.gradients()), false, parameters.candidateInput, true, 1, gradInput);
        return gradInput;
    }

    @Override
    void accumulate(Parameters gradients, Pass pass, Rows input, double scale) {
        View ofGates = gates(pass.gradients());
        View ofCandidate = candidate(pass.gradients());
        kernels.gemm(scale, input, true, ofGates, false, 1, gradients.input);
        kernels.gemm(scale, input, true, ofCandidate, false, 1, gradients.candidateInput);
        accumulateRecurrent(pass, scale, GruSequence::gates, gradients.recurrent);
        kernels.gemm(scale, given(resets, "forward"), true, ofCandidate, false, 1, gradients.candidateRecurrent);
        kernels.addColumnSums(scale, ofGates, gradients.bias);
        kernels.addColumnSums(scale, ofCandidate, gradients.candidateBias);
    }
}
