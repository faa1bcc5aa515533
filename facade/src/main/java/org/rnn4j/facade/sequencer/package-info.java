/**
 * Modules that take a whole sequence at once: a table with one entry for each time step, or a tensor whose first dimension is time.
 * {@link org.rnn4j.facade.sequencer.Sequencer} is the central one. Sequencers decide how steps are run and do no arithmetic. Null is
 * refused except where a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.sequencer;

import org.jspecify.annotations.NullMarked;
