/**
 * Translation as a forward without numbers: {@link org.rnn4j.bridge.translate.Signal signals}, which stand for the arrays of a graph,
 * flow through the tree of modules, and every module adds the vertices that compute what it computes, as its
 * {@link org.rnn4j.bridge.translate.Rule} says. {@link org.rnn4j.bridge.translate.Translator} holds the rules; own ones are
 * registered there. Null is refused except where marked nullable.
 */
@NullMarked
package org.rnn4j.bridge.translate;

import org.jspecify.annotations.NullMarked;
