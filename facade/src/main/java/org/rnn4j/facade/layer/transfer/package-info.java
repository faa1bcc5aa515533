/**
 * Functions of each element, such as {@link org.rnn4j.facade.layer.transfer.Sigmoid}, and of each row, such as
 * {@link org.rnn4j.facade.layer.transfer.LogSoftMax}: Torch's chapter <i>Transfer functions</i>. Null is refused except where
 * a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.layer.transfer;

import org.jspecify.annotations.NullMarked;
