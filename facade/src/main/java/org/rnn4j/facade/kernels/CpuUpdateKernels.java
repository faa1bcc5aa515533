package org.rnn4j.facade.kernels;

/** What {@link CpuKernels} does for optimisers. */
interface CpuUpdateKernels extends CpuChapter, UpdateKernels {
    @Override
    default void update(UpdateRule rule, double[] factors, View... operands) {
        rule.check(factors, operands);
        View x = operands[operands.length - 1];
        for (View operand : operands) {
            Operands.sameType("update", x, operand);
        }
        Walk walk = new Walk("update", operands);
        Run[] runs = new Run[operands.length];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = walk.run(i);
        }
        sharing()
                .elements(
                        walk, 1, (from, count) -> Arithmetic.of("update", x).update(rule, factors, runs, from, count));
    }
}
