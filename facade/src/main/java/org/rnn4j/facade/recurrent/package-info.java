/**
 * Modules that are called once for every time step and remember. {@link org.rnn4j.facade.recurrent.AbstractRecurrent} counts the steps
 * and keeps a copy of the inner module for each; cells compute one step and never loop over time. Steps count from 1. Null is refused
 * except where a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.NullMarked;
