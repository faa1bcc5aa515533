package org.rnn4j.bridge.translate;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * What a graph has before anything is translated into it.
 *
 * @param builders makes empty graphs with everything set that is not translated: updater, data type, ...
 * @param updater the updater once more, for vertices, which that of the graph does not reach
 */
public record GraphDefaults(Supplier<GraphBuilder> builders, IUpdater updater) {}
