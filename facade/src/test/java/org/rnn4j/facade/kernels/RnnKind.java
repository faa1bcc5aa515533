package org.rnn4j.facade.kernels;

import static org.rnn4j.facade.kernels.ElementType.DOUBLE;

import org.jspecify.annotations.Nullable;

/** Simple recurrences. */
record RnnKind(Transfer function, boolean withBias, boolean withStart) implements SequenceKind<RnnSequence.Parameters> {
    @Override
    public int inputSize() {
        return units();
    }

    @Override
    public int units() {
        return 3;
    }

    @Override
    public int outputSize() {
        return units();
    }

    @Override
    public boolean hasCell() {
        return false;
    }

    @Override
    public RnnSequence sequence(Kernels kernels) {
        return new RnnSequence(kernels, function);
    }

    @Override
    public RnnSequence.Parameters parameters(Named named) {
        return new RnnSequence.Parameters(
                named.name("recurrent weights", TestView.byColumns(DOUBLE, 0, units(), units())),
                withBias ? named.name("bias", TestView.of(DOUBLE, units())) : null,
                withStart ? named.name("bias of the first step", TestView.of(DOUBLE, units())) : null);
    }

    @Override
    public void step(
            Kernels kernels,
            RnnSequence.Parameters parameters,
            boolean starts,
            View x,
            TestView hidden,
            @Nullable TestView cell) {
        TestView sums = TestView.of(DOUBLE, x.extent(0), units());
        kernels.gemm(1, hidden, false, parameters.recurrent(), false, 0, sums);
        kernels.axpy(1, x, sums);
        View bias = starts ? parameters.start() : parameters.bias();
        for (int row = 0; bias != null && row < x.extent(0); row++) {
            kernels.axpy(1, bias, sums.narrow(0, row, 1));
        }
        kernels.transfer(function, sums, hidden);
    }
}
