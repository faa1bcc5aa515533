package org.rnn4j.facade.kernels;

import static org.rnn4j.facade.kernels.ElementType.DOUBLE;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** LSTMs, with weights by columns as FastLSTM has them, or by rows as SeqLSTM. */
record LstmKind(LstmGates layout, boolean withPeepholes, boolean withProjection)
        implements SequenceKind<LstmSequence.Parameters> {
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
        return withProjection ? 2 : units();
    }

    @Override
    public boolean hasCell() {
        return true;
    }

    @Override
    public LstmSequence sequence(Kernels kernels) {
        return new LstmSequence(kernels, layout);
    }

    @Override
    public LstmSequence.Parameters parameters(Named named) {
        return new LstmSequence.Parameters(
                named.name("input weights", weights(inputSize(), 4 * units())),
                named.name("recurrent weights", weights(outputSize(), 4 * units())),
                named.name("bias", TestView.of(DOUBLE, 4L * units())),
                withPeepholes ? named.name("peepholes", TestView.of(DOUBLE, 3L * units())) : null,
                withProjection ? named.name("projection", weights(units(), outputSize())) : null);
    }

    private TestView weights(int rows, int columns) {
        return layout == LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT
                ? TestView.byColumns(DOUBLE, 0, rows, columns)
                : TestView.of(DOUBLE, rows, columns);
    }

    @Override
    public void step(
            Kernels kernels,
            LstmSequence.Parameters parameters,
            boolean starts,
            View x,
            TestView hidden,
            @Nullable TestView cell) {
        TestView next = Objects.requireNonNull(cell);
        TestView gates = TestView.of(DOUBLE, x.extent(0), 4L * units());
        kernels.setRows(parameters.bias(), gates);
        kernels.gemm(1, x, false, parameters.input(), false, 1, gates);
        kernels.gemm(1, hidden, false, parameters.recurrent(), false, 1, gates);
        TestView unprojected = TestView.of(DOUBLE, x.extent(0), units());
        kernels.lstmStep(layout, gates, parameters.peepholes(), next.copy(), next, unprojected);
        if (parameters.projection() == null) {
            kernels.copy(unprojected, hidden);
        } else {
            kernels.gemm(1, unprojected, false, parameters.projection(), false, 0, hidden);
        }
    }
}
