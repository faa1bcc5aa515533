/**
 * Modules around modules with one tensor in and one tensor out, such as
 * {@link org.rnn4j.facade.layer.container.Sequential}: Torch's chapter <i>Containers</i>. Null is refused except where
 * a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.layer.container;

import org.jspecify.annotations.NullMarked;
