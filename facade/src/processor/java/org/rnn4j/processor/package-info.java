/**
 * What the build runs before it compiles the facade: annotation processors that write sources which follow from others. They are no part
 * of what is shipped.
 */
@NullMarked
package org.rnn4j.processor;

import org.jspecify.annotations.NullMarked;
