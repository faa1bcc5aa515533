package org.rnn4j.facade.kernels;

/**
 * {@link Arithmetic} with windows, and scratch memory of one thread. <i>Columns</i> are a matrix with a row for each plane and each place of a window,
 * and a column for each window, counted through the rows of the result.
 */
interface WindowArithmetic {
    /** Memory for columns, with whatever was left there. */
    Rows columns(ElementType type, long rows, long columns);

    /** Memory for {@code parts} sums of {@code size} numbers, with whatever was left there. */
    Rows sums(ElementType type, long parts, long size);

    /**
     * Copies what windows see.
     *
     * @param first the first of {@code planes} planes of {@code image}
     * @param width windows in a row
     * @param from the first of {@code count} windows
     * @param columns receives {@code [planes * places, count]}
     */
    void unfold(
            Windows windows, Planes x, int image, int first, int planes, int width, int from, int count, Run columns);

    /**
     * Adds what windows have seen to where they saw it.
     *
     * @param columns {@code [planes * places, rows * width]}
     * @param from the first of {@code rows} rows of windows
     * @param width windows in a row
     * @param first the first of {@code planes} planes of {@code image}
     */
    void fold(Windows windows, Run columns, int from, int rows, int width, Planes x, int image, int first, int planes);

    /**
     * {@link WindowKernels#maxPool} for one plane, and so below.
     *
     * @param size height and width of x
     * @param places longs
     */
    void maxPool(Windows windows, Run x, Planes size, Run y, Run places, Planes result);

    void maxPoolBack(Run gradY, Run places, Planes result, Run gradX, Planes size);

    void averagePool(Windows windows, PoolDivisor divisor, Run x, Planes size, Run y, Planes result);

    void averagePoolBack(Windows windows, PoolDivisor divisor, Run gradY, Planes result, Run gradX, Planes size);
}
