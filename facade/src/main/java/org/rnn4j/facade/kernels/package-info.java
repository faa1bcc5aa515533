/**
 * The arithmetic, and the memory it works on. {@link org.rnn4j.facade.kernels.Kernels} is the entry point: products, row gathers
 * and scatters, transfer functions, fused steps of recurrent cells; a {@link org.rnn4j.facade.kernels.RecurrentSequence} runs a cell over a
 * whole sequence on them. Kernels know no module, log nothing, and allocate nothing that the caller cannot see. Null is refused except
 * where a parameter is marked nullable.
 *
 * <p>A module is a composition of kernels; adding a module must not mean adding a kernel. The manual says when one is warranted, in <i>How it is built</i>; it
 * comes with both implementations, with its place in the tests that compare them over awkward sizes, and with a contract that says which
 * operands may overlap.
 */
@NullMarked
package org.rnn4j.facade.kernels;

import org.jspecify.annotations.NullMarked;
