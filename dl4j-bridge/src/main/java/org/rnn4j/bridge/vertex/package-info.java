/**
 * What lies between the layers of a translated graph: {@link org.rnn4j.bridge.vertex.TapVertex} behind every input and in front of every
 * output, {@link org.rnn4j.bridge.vertex.LayoutVertex} where sequences become rows of time steps and back. Null is refused except
 * where marked nullable.
 */
@NullMarked
package org.rnn4j.bridge.vertex;

import org.jspecify.annotations.NullMarked;
