/**
 * Modules between tables and tensors, such as {@link org.rnn4j.facade.layer.table.CAddTable} and
 * {@link org.rnn4j.facade.layer.table.JoinTable}, and containers that fan out, such as
 * {@link org.rnn4j.facade.layer.table.ConcatTable}: Torch's chapter <i>Table layers</i>. Null is refused except where
 * a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.layer.table;

import org.jspecify.annotations.NullMarked;
