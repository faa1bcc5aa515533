package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The loops behind {@link CpuKernels} for one type of number, with the scratch memory of one thread.
 *
 * <p>C2 of JDK 17 vectorises loops over Java arrays and not those over native memory, by a factor of ten, while block copies
 * between the two cost next to nothing. So every loop here takes a block into arrays that stay in the nearest cache, computes there,
 * and puts it back.
 */
interface Arithmetic {
    /** Numbers in a block: a few blocks fit into the first-level cache, and the cost of a copy's call is spread thin. */
    int BLOCK = 1024;

    /**
     * The arithmetic of this thread for {@code type}.
     *
     * @throws UnsupportedOperationException for integers
     */
    static Arithmetic of(String kernel, ElementType type) {
        return switch (type) {
            case FLOAT -> FloatArithmetic.THREAD.get();
            case DOUBLE -> DoubleArithmetic.THREAD.get();
            default ->
                throw new UnsupportedOperationException(
                        kernel + ": expected float or double, got " + type.tensorName());
        };
    }

    /** The products. */
    Blas blas();

    /** {@code x = value}. */
    void fill(double value, Run x, long count);

    /** {@code y = x}. */
    void copy(Run x, Run y, long count);

    /** {@code z = x y}. */
    void multiply(Run x, Run y, Run z, long count);

    /** {@code y = f(x)}. */
    void transfer(Transfer function, Run x, Run y, long count);

    /** {@code gradX = gradY f'(x)}. */
    void transferBackward(Transfer function, Run y, Run gradY, Run gradX, long count);

    /** {@code row = row + alpha * (sum of the rows of matrix)}. */
    void addColumnSums(double alpha, Matrix matrix, Run row);

    /** {@code y = x - log(sum(exp(x)))}. */
    void logSoftMax(Run x, Run y, int count);

    /** {@code gradX = gradY - exp(y) sum(gradY)}. */
    void logSoftMaxBackward(Run y, Run gradY, Run gradX, int count);

    /** The 2-norm. */
    double norm(Run x, int count);

    /** {@link Kernels#lstmStep} for {@code rows} rows of {@code units} units; all runs are contiguous. */
    void lstmStep(
            LstmGates layout,
            Run gates,
            @Nullable Run peepholes,
            @Nullable Run previousCell,
            Run cell,
            Run hidden,
            int rows,
            int units);

    /** {@link Kernels#lstmStepBackward} for {@code rows} rows of {@code units} units; all runs are contiguous. */
    void lstmStepBackward(
            LstmGates layout,
            Run gates,
            @Nullable Run peepholes,
            @Nullable Run previousCell,
            Run cell,
            Run gradHidden,
            Run gradCell,
            Run gradGates,
            @Nullable Run gradPeepholes,
            double scale,
            int rows,
            int units);
}
