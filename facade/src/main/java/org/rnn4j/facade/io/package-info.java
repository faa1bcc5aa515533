/**
 * What is written down: {@link org.rnn4j.facade.io.ModuleSpec} describes in JSON how a module is made. Null is Torch's nil, and allowed
 * only where marked.
 */
@NullMarked
package org.rnn4j.facade.io;

import org.jspecify.annotations.NullMarked;
