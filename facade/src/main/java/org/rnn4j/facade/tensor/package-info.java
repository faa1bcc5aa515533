/**
 * Torch's tensors and tables: {@link org.rnn4j.facade.tensor.Tensor}, {@link org.rnn4j.facade.tensor.Table}, what both are
 * ({@link org.rnn4j.facade.tensor.Activity}), and Torch's random numbers. Whatever Torch numbers from 1 counts from 1 here. Null is
 * refused except where a parameter is marked nullable.
 *
 * <p>A Tensor has many methods; they lie in chapters that it alone implements: {@link org.rnn4j.facade.tensor.Views},
 * {@link org.rnn4j.facade.tensor.Arithmetic}, {@link org.rnn4j.facade.tensor.Functions}, {@link org.rnn4j.facade.tensor.Reductions},
 * {@link org.rnn4j.facade.tensor.Algebra}, {@link org.rnn4j.facade.tensor.Masks}, {@link org.rnn4j.facade.tensor.Indexing} and
 * {@link org.rnn4j.facade.tensor.Filling}. Where its elements lie says {@link org.rnn4j.facade.tensor.StridedTensor}. Loops are written
 * once over arrays, see Blocks; what modules do all the time goes to {@link org.rnn4j.facade.kernels.Kernels}.
 */
@NullMarked
package org.rnn4j.facade.tensor;

import org.jspecify.annotations.NullMarked;
