package org.rnn4j.facade.kernels;

import static org.rnn4j.facade.kernels.ElementType.DOUBLE;

import org.jspecify.annotations.Nullable;

/** GRUs. */
record GruKind(Weights weights) implements SequenceKind<GruSequence.Parameters> {
    /** Where weights and biases lie. */
    enum Weights {
        BY_ROWS,
        BY_COLUMNS,
        /** All weights in one matrix, all biases in one vector, as SeqGRU has them: [D + H, 3H] and [3H]. */
        PARTS
    }

    @Override
    public int inputSize() {
        return 4;
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
    public GruSequence sequence(Kernels kernels) {
        return new GruSequence(kernels);
    }

    @Override
    public GruSequence.Parameters parameters(Named named) {
        int d = inputSize();
        int h = units();
        TestView all = TestView.of(DOUBLE, d + h, 3L * h);
        TestView biases = TestView.of(DOUBLE, 3L * h);
        return new GruSequence.Parameters(
                named.name("input weights", matrix(all, 0, d, 0, 2 * h)),
                named.name("recurrent weights", matrix(all, d, h, 0, 2 * h)),
                named.name("bias", biases.narrow(0, 0, 2L * h)),
                named.name("input weights of the candidate", matrix(all, 0, d, 2 * h, h)),
                named.name("recurrent weights of the candidate", matrix(all, d, h, 2 * h, h)),
                named.name("bias of the candidate", biases.narrow(0, 2L * h, h)));
    }

    private TestView matrix(TestView all, int firstRow, int rows, int firstColumn, int columns) {
        return switch (weights) {
            case BY_ROWS -> TestView.of(DOUBLE, rows, columns);
            case BY_COLUMNS -> TestView.byColumns(DOUBLE, 0, rows, columns);
            case PARTS -> all.narrow(0, firstRow, rows).narrow(1, firstColumn, columns);
        };
    }

    @Override
    public void step(
            Kernels kernels,
            GruSequence.Parameters parameters,
            boolean starts,
            View x,
            TestView hidden,
            @Nullable TestView cell) {
        int h = units();
        TestView gates = TestView.of(DOUBLE, x.extent(0), 3L * h);
        TestView both = gates.narrow(1, 0, 2L * h);
        TestView candidate = gates.narrow(1, 2L * h, h);
        TestView reset = TestView.of(DOUBLE, x.extent(0), h);
        kernels.setRows(parameters.bias(), both);
        kernels.gemm(1, x, false, parameters.input(), false, 1, both);
        kernels.gemm(1, hidden, false, parameters.recurrent(), false, 1, both);
        kernels.gruReset(gates, hidden, reset);
        kernels.setRows(parameters.candidateBias(), candidate);
        kernels.gemm(1, x, false, parameters.candidateInput(), false, 1, candidate);
        kernels.gemm(1, reset, false, parameters.candidateRecurrent(), false, 1, candidate);
        kernels.gruStep(gates, hidden.copy(), hidden);
    }
}
