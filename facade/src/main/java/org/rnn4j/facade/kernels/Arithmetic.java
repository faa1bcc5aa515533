package org.rnn4j.facade.kernels;

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

    /** Rows and columns of a square block. */
    int TILE = 32;

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

    /** The arithmetic of this thread for the type of {@code view}. */
    static Arithmetic of(String kernel, View view) {
        return of(kernel, view.storage().type());
    }

    /** The products. */
    Blas blas();

    /** The loops with windows. */
    WindowArithmetic windows();

    /** The loops with planes. */
    PlaneArithmetic planes();

    /** {@code x = value}. */
    void fill(double value, Run x, long count);

    /** {@code y = x}. */
    void copy(Run x, Run y, long count);

    /** {@code y = x'}; the elements of a row of x are neighbours, and those of a row of y. */
    void transpose(Matrix x, Matrix y);

    /** {@code z = x y}. */
    void multiply(Run x, Run y, Run z, long count);

    /** {@code y = y + alpha x}, each product fused with its sum. */
    void axpy(double alpha, Run x, Run y, long count);

    /** The sum of {@code x y}, in double. */
    double dot(Run x, Run y, long count);

    /** The sum of {@code x y} over a few numbers, each product fused with the sum before it. */
    double dotInOrder(Run x, Run y, int count);

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

    /** {@link Kernels#lstmStep} for {@code count} rows from row {@code first} on. */
    void lstmStep(LstmRows step, Run hidden, int first, int count);

    /** {@link Kernels#lstmStepBackward} for {@code count} rows from row {@code first} on, without the gradient of the peepholes. */
    void lstmStepBackward(LstmRows step, Run gradHidden, Run gradCell, Run gradGates, int first, int count);

    /** The gradient of the peepholes from that of the gates, all rows. */
    void addPeepholeGradients(LstmRows step, Run gradGates, Run gradPeepholes, double scale);

    /** {@link Kernels#gruReset} for {@code count} rows from row {@code first} on, and so below. */
    void gruReset(GruRows step, Run resetHidden, int first, int count);

    void gruStep(GruRows step, Run hidden, int first, int count);

    void gruStepBackward(GruRows step, Run gradHidden, Run gradPrevious, Run gradGates, int first, int count);

    void gruResetBackward(GruRows step, Run gradReset, Run gradPrevious, Run gradGates, int first, int count);

    /** {@link UpdateKernels#update} for {@code count} numbers from number {@code first} on. */
    void update(UpdateRule rule, double[] factors, Run[] operands, long first, long count);
}
