package org.rnn4j.bridge.translate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;

/**
 * A module as a graph.
 *
 * @param configuration the graph
 * @param input where its inputs are: the edges name the taps behind them, and none is open any more
 * @param output where its outputs are
 * @param labels what the output layers compare the outputs with, or null if there are none
 * @param placements where the parameters of the module lie in the graph
 * @param modules for each vertex that computes what one module does, that module
 * @param fixedRemember the recurrent layers that what the net is told to remember does not reach
 */
public record Translation(
        ComputationGraphConfiguration configuration,
        Signal input,
        Signal output,
        @Nullable Signal labels,
        List<Placement> placements,
        Map<String, Module> modules,
        Set<String> fixedRemember) {
    /** Copies list, map and set. */
    public Translation {
        placements = List.copyOf(placements);
        modules = Map.copyOf(modules);
        fixedRemember = Set.copyOf(fixedRemember);
    }
}
