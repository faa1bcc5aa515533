package org.rnn4j.bridge;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.translate.Placement;
import org.rnn4j.facade.tensor.Tensor;

/** Finds the parameters of a module in a graph. */
final class GraphParameters {
    private GraphParameters() {}

    /** What {@code placement} says, as a tensor over the memory of the graph's parameters. */
    static Tensor in(ComputationGraph graph, Placement placement) {
        return part(Tensor.of(parametersOf(graph, placement)), 0, placement);
    }

    /** The same part of {@code flat}, a vector that is laid out like all the parameters of the graph. */
    static Tensor in(Tensor flat, ComputationGraph graph, Placement placement) {
        long start = parametersOf(graph, placement).offset() - graph.params().offset();
        return part(flat, start, placement);
    }

    private static Tensor part(Tensor flat, long start, Placement placement) {
        Tensor parameter = placement.parameter();
        return flat.view(flat.nElement())
                .narrow(1, start + placement.offset() + 1, parameter.nElement())
                .view(parameter.size());
    }

    private static INDArray parametersOf(ComputationGraph graph, Placement placement) {
        GraphVertex vertex = graph.getVertex(placement.vertex());
        INDArray parameters = vertex == null ? null : vertex.params();
        if (parameters == null) {
            throw new IllegalArgumentException("graph: expected a vertex " + placement.vertex()
                    + " with parameters, got none; the graph was not made from this module");
        }
        return parameters;
    }

    /** How many parameters there are; numParams() of the graph leaves those of vertices out. */
    static long count(ComputationGraph graph) {
        return graph.params().length();
    }

    /** Checks that the graph has all the parameters that the module has, and no others. */
    static void check(ComputationGraph graph, List<Placement> placements) {
        long expected = 0;
        for (Placement placement : placements) {
            expected += in(graph, placement).nElement();
        }
        if (count(graph) != expected) {
            throw new IllegalArgumentException("graph: expected " + expected + " parameters as the module has, got "
                    + count(graph) + "; the graph was not made from this module");
        }
    }
}
