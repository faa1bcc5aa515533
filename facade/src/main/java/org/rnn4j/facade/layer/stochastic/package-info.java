/**
 * Modules that draw random numbers when they run, such as {@link org.rnn4j.facade.layer.stochastic.Dropout}. Null is refused except where
 * a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.layer.stochastic;

import org.jspecify.annotations.NullMarked;
