package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a kernel sees of a tensor: a storage, an offset into it, sizes and strides. Everything counts from 0 here, dimensions and
 * positions alike.
 */
public interface View {
    /** The numbers. */
    Storage storage();

    /** Position in the storage of the first element, from 0. */
    long offset();

    /** Number of dimensions; 0 for an empty tensor. */
    int rank();

    /** Size of dimension {@code dimension}, from 0. */
    long extent(int dimension);

    /** Distance in the storage between neighbours along dimension {@code dimension}, from 0. */
    long step(int dimension);

    /** Number of elements. */
    long elements();

    /** Whether the elements lie one after the other, row by row. */
    boolean isContiguous();

    /** The same memory as an ND4J array. */
    INDArray array();
}
