package org.rnn4j.bridge.translate;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * What a graph has before anything is translated into it.
 *
 * @param builders makes empty graphs with everything set that is not translated: updater, data type, ...
 * @param segment steps of a segment in truncated backpropagation; 0 for none
 * @param updater the updater once more, for vertices, which that of the graph does not reach
 */
public record GraphDefaults(Supplier<GraphBuilder> builders, int segment, IUpdater updater) {}
