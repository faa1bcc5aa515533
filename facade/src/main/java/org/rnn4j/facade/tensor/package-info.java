/**
 * Torch's tensors and tables: {@link org.rnn4j.facade.tensor.Tensor}, {@link org.rnn4j.facade.tensor.Table}, what both are
 * ({@link org.rnn4j.facade.tensor.Activity}), and Torch's random numbers. Whatever Torch numbers from 1 counts from 1 here. Null is
 * refused except where a parameter is marked nullable.
 *
 * <p>A Tensor has many methods; they lie in a chain of classes, one for each chapter, from StridedTensor (where elements are) by way of
 * ViewedTensor, ArithmeticTensor, FunctionTensor, ReducingTensor, AlgebraTensor, MaskedTensor and IndexingTensor to FilledTensor. Loops are
 * written once over arrays, see Blocks; what modules do all the time goes to {@link org.rnn4j.facade.kernels.Kernels}.
 */
@NullMarked
package org.rnn4j.facade.tensor;

import org.jspecify.annotations.NullMarked;
