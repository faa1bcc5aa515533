package org.rnn4j.bridge.translate;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * What a graph has before anything is translated into it.
 *
 * @param settings makes everything that is not translated anew: updater, regularization, data type, ...
 * @param segment steps of a segment in truncated backpropagation; 0 for none
 */
public record GraphDefaults(Supplier<NeuralNetConfiguration.Builder> settings, int segment) {}
