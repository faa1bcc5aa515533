/**
 * Torch's tensors and tables: {@link org.rnn4j.facade.tensor.Tensor}, {@link org.rnn4j.facade.tensor.Table}, what both are
 * ({@link org.rnn4j.facade.tensor.Activity}), and Torch's random numbers. Whatever Torch numbers from 1 counts from 1 here. Null is
 * refused except where a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.tensor;

import org.jspecify.annotations.NullMarked;
