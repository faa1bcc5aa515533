/**
 * What the layers in the packages below this one share. Null is refused except where a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.layer;

import org.jspecify.annotations.NullMarked;
