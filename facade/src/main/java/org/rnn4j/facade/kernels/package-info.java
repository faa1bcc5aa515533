/**
 * The arithmetic, and the memory it works on. {@link org.rnn4j.facade.kernels.Kernels} is the entry point: products, row gathers
 * and scatters, transfer functions, fused steps of recurrent cells. Kernels know no module, log nothing, and allocate nothing that
 * the caller cannot see. Null is refused except where a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.kernels;

import org.jspecify.annotations.NullMarked;
