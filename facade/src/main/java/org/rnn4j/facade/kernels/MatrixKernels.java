package org.rnn4j.facade.kernels;

/** The chapter of {@link Kernels} about matrices: products, and what goes row by row. */
public interface MatrixKernels {
    /** {@code c = alpha op(a) op(b) + beta c}, where {@code op} transposes if asked; {@code beta = 0} overwrites whatever is in c, NaN too. */
    void gemm(double alpha, View a, boolean transposeA, View b, boolean transposeB, double beta, View c);

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

    /** {@code y[i] = y[i] + factors[i] x[i]} for every row i. */
    void axpyRows(View factors, View x, View y);

    /** {@code norms[i]} is the 2-norm of row i of {@code matrix}. */
    void rowNorms(View matrix, View norms);

    /** {@code y[i] = x[i] - log(sum(exp(x[i])))} for every row i. */
    void logSoftMax(View x, View y);

    /** {@code gradX[i] = gradY[i] - exp(y[i]) sum(gradY[i])} for every row i. */
    void logSoftMaxBackward(View y, View gradY, View gradX);
}
