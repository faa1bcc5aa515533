/**
 * Losses, such as {@link org.rnn4j.facade.layer.criterion.ClassNLLCriterion}, and losses of sequences, such as
 * {@link org.rnn4j.facade.layer.criterion.SequencerCriterion}: Torch's chapter <i>Criterions</i>. Null is refused except where
 * a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.NullMarked;
