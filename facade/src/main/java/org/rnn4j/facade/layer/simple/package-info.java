/**
 * Layers with one tensor in and one tensor out: {@link org.rnn4j.facade.layer.simple.Linear},
 * {@link org.rnn4j.facade.layer.simple.LookupTable} and the rest of Torch's chapter <i>Simple layers</i>. Null is refused except where
 * a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.NullMarked;
