/**
 * Loss functions that Deeplearning4j lacks, {@link org.rnn4j.bridge.loss.ClassNLLLoss}, or has in a slower form,
 * {@link org.rnn4j.bridge.loss.MSELoss}. Null is refused except where marked nullable.
 */
@NullMarked
package org.rnn4j.bridge.loss;

import org.jspecify.annotations.NullMarked;
