package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The arithmetic that modules are made of, over {@link View}s of float or double (all views of one call have the same type).
 *
 * <p>A view of one dimension counts as a single row. Matrices may have any distance between rows and may be transposed views (one
 * of the two steps is 1); views that are called <i>rows</i> or <i>elements</i> below must be contiguous. Results never overlap operands
 * unless the method says so. Sizes are checked by the callers, which know the names to put into a message; kernels only guard
 * the memory.
 *
 * <p>{@link #get()} is chosen once: {@link CpuKernels} on a CPU, {@link Nd4jKernels} on every other backend or if the system property
 * {@code rnn4j.kernels} is {@code nd4j}. At that moment ND4J and its BLAS are set to one thread each; the system property
 * {@code rnn4j.threads} says how many threads of ours share a large kernel, as many as there are processors without it.
 */
public interface Kernels {
    /** The kernels of this process. */
    static Kernels get() {
        return KernelChoice.CHOSEN;
    }

    /** {@code c = alpha op(a) op(b) + beta c}, where {@code op} transposes if asked; {@code beta = 0} overwrites whatever is in c, NaN too. */
    void gemm(double alpha, View a, boolean transposeA, View b, boolean transposeB, double beta, View c);

    /** {@code y = x}, element by element, y of the same type as x. */
    void copy(View x, View y);

    /** {@code x = value} for every element. */
    void fill(View x, double value);

    /** {@code x = factor x}. */
    void scale(View x, double factor);

    /** {@code y = y + alpha x}, element by element. */
    void axpy(double alpha, View x, View y);

    /** {@code z = x y}, element by element; z may be x or y. */
    void multiply(View x, View y, View z);

    /** Every row of {@code matrix} becomes {@code row}. */
    void setRows(View row, View matrix);

    /** {@code row = row + alpha * (sum of the rows of matrix)}. */
    void addColumnSums(double alpha, View matrix, View row);

    /**
     * {@code rows[i] = table[indices[i] - base]}. The indices may be of any type and are known to be in range.
     */
    void gatherRows(View table, View indices, long base, View rows);

    /**
     * {@code table[indices[i] - base] += alpha rows[i]}; rows that occur several times add up. The indices may be of any type and are
     * known to be in range.
     */
    void scatterAddRows(double alpha, View rows, View indices, long base, View table);

    /** {@code y = f(x)}; y may be x. */
    void transfer(Transfer function, View x, View y);

    /** {@code gradX = gradY f'(x)}, with {@code f'} computed from {@code y = f(x)}; gradX may be gradY. */
    void transferBackward(Transfer function, View y, View gradY, View gradX);

    /** {@code y[i] = x[i] - log(sum(exp(x[i])))} for every row i. */
    void logSoftMax(View x, View y);

    /** {@code gradX[i] = gradY[i] - exp(y[i]) sum(gradY[i])} for every row i. */
    void logSoftMaxBackward(View y, View gradY, View gradX);

    /** {@code y[i] = y[i] + factors[i] x[i]} for every row i. */
    void axpyRows(View factors, View x, View y);

    /** {@code norms[i]} is the 2-norm of row i of {@code matrix}. */
    void rowNorms(View matrix, View norms);

    /**
     * One LSTM step for N rows of H units:
     *
     * <pre>
     * i, f = sigmoid(gates[input] + pi . c), sigmoid(gates[forget] + pf . c)      g = tanh(gates[candidate])
     * c'   = f . c + i . g                  o = sigmoid(gates[output] + po . c')    h' = o . tanh(c')
     * </pre>
     *
     * @param layout order of the four blocks in a row of {@code gates}
     * @param gates rows, N x 4H: the sums of products and biases on entry, the values of the gates on return
     * @param peepholes 3H values pi, pf, po one after the other, or null for none
     * @param previousCell rows c, N x H, or null for zeros
     * @param cell rows c', N x H
     * @param hidden rows h', N x H
     */
    void lstmStep(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View hidden);

    /**
     * The gradient of {@link #lstmStep}.
     *
     * @param gates rows, N x 4H: the values that lstmStep left
     * @param gradHidden rows dL/dh', N x H
     * @param gradCell rows, N x H: dL/dc' from behind (without the part through h') on entry, dL/dc on return
     * @param gradGates rows, N x 4H: receives the gradient with respect to the sums; may be {@code gates}
     * @param gradPeepholes 3H values, added to with factor {@code scale}; null exactly if {@code peepholes} is
     */
    void lstmStepBackward(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View gradHidden,
            View gradCell,
            View gradGates,
            @Nullable View gradPeepholes,
            double scale);

    /**
     * The first half of a GRU step for N rows of H units, as far as the reset hidden state that the product of the candidate needs:
     *
     * <pre>
     * r, z = sigmoid(gates[1]), sigmoid(gates[2])      resetHidden = r . h
     * </pre>
     *
     * @param gates rows, N x 3H, blocks of reset gate r, update gate z and candidate n: sums for r and z on entry, their values on return
     * @param previous rows h, N x H, or null for zeros
     * @param resetHidden rows, N x H
     */
    void gruReset(View gates, @Nullable View previous, View resetHidden);

    /**
     * The second half of a GRU step:
     *
     * <pre>
     * n = tanh(gates[3])      h' = (1 - z) . n + z . h
     * </pre>
     *
     * @param gates what {@link #gruReset} left, with the sums for n on entry and its values on return
     * @param hidden rows h', N x H
     */
    void gruStep(View gates, @Nullable View previous, View hidden);

    /**
     * The gradient of {@link #gruStep}.
     *
     * @param gates the values of all three
     * @param gradHidden rows dL/dh', N x H
     * @param gradPrevious rows, N x H: receives the part of dL/dh that comes straight from h'
     * @param gradGates rows, N x 3H: receives the gradients with respect to the sums for z and n
     */
    void gruStepBackward(View gates, @Nullable View previous, View gradHidden, View gradPrevious, View gradGates);

    /**
     * The gradient of {@link #gruReset}.
     *
     * @param gates the values of all three
     * @param gradResetHidden rows dL/d(r . h), N x H
     * @param gradPrevious rows, N x H: the part of dL/dh that comes through r . h is added
     * @param gradGates rows, N x 3H: receives the gradient with respect to the sums for r
     */
    void gruResetBackward(View gates, @Nullable View previous, View gradResetHidden, View gradPrevious, View gradGates);
}
