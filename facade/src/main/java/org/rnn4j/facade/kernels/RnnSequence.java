package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The simple recurrence over a whole sequence, from inputs that have been multiplied already.
 *
 * <pre>
 * h[0] = f(x[0] + s), or as below if there is a state before it      h[t] = f(x[t] + h[t-1] R + b)
 * </pre>
 */
public final class RnnSequence extends RecurrentSequence<RnnSequence.Parameters> {
    private final Transfer function;

    /**
     * The learned parameters, or their gradients. A weight that lies there with a row for each unit is given as its transposed view.
     *
     * @param recurrent R, {@code [H, H]}
     * @param bias b, {@code [H]}, or null
     * @param start s, {@code [H]}, or null
     */
    public record Parameters(
            View recurrent, @Nullable View bias, @Nullable View start) {}

    /** A sequence for the kernels of this process, with the transfer function f. */
    public RnnSequence(Transfer function) {
        this(Kernels.get(), function);
    }

    RnnSequence(Kernels kernels, Transfer function) {
        super(kernels, 1);
        this.function = function;
    }

    @Override
    long units(Parameters parameters) {
        return parameters.recurrent.extent(0);
    }

    @Override
    void check(Parameters parameters, ElementType type, long inputSize) {
        checkSizes("recurrent weights", parameters.recurrent, type, inputSize, inputSize);
        if (parameters.bias != null) {
            checkSizes("a bias", parameters.bias, type, inputSize);
        }
        if (parameters.start != null) {
            checkSizes("a bias of the first step", parameters.start, type, inputSize);
        }
    }

    @Override
    void project(Parameters parameters, Pass pass, int step, Rows input, Rows sums) {
        boolean starts = step == 0 && pass.firstHidden() == null;
        long first = starts ? pass.batch() : 0;
        if (starts) {
            add(parameters.start, input.narrow(0, first), sums.narrow(0, first));
        }
        if (first < sums.extent(0)) {
            long rest = sums.extent(0) - first;
            add(parameters.bias, input.narrow(first, rest), sums.narrow(first, rest));
        }
    }

    private void add(@Nullable View bias, Rows input, Rows sums) {
        if (bias == null) {
            kernels.copy(input, sums);
        } else {
            kernels.setRows(bias, sums);
            kernels.axpy(1, input, sums);
        }
    }

    @Override
    void advance(Parameters parameters, Pass pass, int step, Rows sums, @Nullable View previous, Rows output) {
        if (previous != null) {
            kernels.gemm(1, previous, false, parameters.recurrent, false, 1, sums);
        }
        kernels.transfer(function, sums, output);
    }

    @Override
    void retreat(Parameters parameters, Pass pass, int step, Rows gradOutput, Rows gradSums) {
        kernels.transferBackward(function, pass.at(pass.outputs(), step), gradOutput, gradSums);
    }

    @Override
    void gradientBefore(Parameters parameters, Pass pass, int step, Rows gradient) {
        kernels.gemm(1, pass.at(pass.gradients(), step), false, parameters.recurrent, true, 0, gradient);
    }

    @Override
    Rows gradInput(Parameters parameters, Pass pass) {
        return pass.gradients();
    }

    @Override
    void accumulate(Parameters gradients, Pass pass, Rows input, double scale) {
        accumulateRecurrent(pass, scale, rows -> rows, gradients.recurrent);
        boolean starts = pass.firstHidden() == null;
        long first = starts ? pass.batch() : 0;
        Rows all = pass.gradients();
        if (starts && gradients.start != null) {
            kernels.addColumnSums(scale, all.narrow(0, first), gradients.start);
        }
        if (gradients.bias != null && first < all.extent(0)) {
            kernels.addColumnSums(scale, all.narrow(first, all.extent(0) - first), gradients.bias);
        }
    }
}
