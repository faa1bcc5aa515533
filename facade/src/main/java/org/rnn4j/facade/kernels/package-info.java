/**
 * The arithmetic, and the memory it works on. {@link org.rnn4j.facade.kernels.Kernels} is the entry point: products, row gathers
 * and scatters, transfer functions, fused steps of recurrent cells; {@link org.rnn4j.facade.kernels.LstmSequence} runs a whole
 * sequence on them. Kernels know no module, log nothing, and allocate nothing that the caller cannot see. Null is refused except
 * where a parameter is marked nullable.
 *
 * <p>A module is a composition of kernels; adding a module must not mean adding a kernel. A new one is warranted if
 *
 * <ul>
 *   <li>it is the inner loop of something that people train for hours, and
 *   <li>the composition reads or writes the same memory several times where one pass would do, and
 *   <li>a profile of that training, not of the kernel alone, shows the difference.
 * </ul>
 *
 * <p>It is not warranted for a function of single elements, which {@link org.rnn4j.facade.kernels.Elementwise} applies, for anything that runs
 * once per parameter update, nor for a second way of saying what a product with a transposed or narrowed view says already.
 * A new kernel comes with both implementations, with its place in the tests that compare them over awkward sizes, and with a
 * contract that says which operands may overlap.
 */
@NullMarked
package org.rnn4j.facade.kernels;

import org.jspecify.annotations.NullMarked;
