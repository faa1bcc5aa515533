package org.rnn4j.bridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.bridge.translate.Placement;
import org.rnn4j.facade.tensor.Tensor;

/** Finds the parameters of a module in a graph. */
final class GraphParameters {
    private GraphParameters() {}

    /** Gives the graph parameters, all zero, and checks that they are those of a module. */
    static void init(ComputationGraph graph, List<Placement> placements, DataType type) {
        long count = graph.getConfiguration().getVertices().values().stream()
                .mapToLong(vertex -> vertex.numParams(true))
                .sum();
        if (count == 0) {
            graph.init();
        } else {
            graph.init(Nd4j.create(type, 1, count), false);
        }
        check(graph, placements);
    }

    /** What {@code placement} says, as a tensor over the memory of the graph's parameters. */
    static Tensor in(ComputationGraph graph, Placement placement) {
        INDArray parameters = parametersOf(graph, placement);
        Tensor parameter = placement.parameter();
        return Tensor.of(parameters)
                .view(parameters.length())
                .narrow(1, placement.offset() + 1, parameter.nElement())
                .view(parameter.size());
    }

    private static INDArray parametersOf(ComputationGraph graph, Placement placement) {
        GraphVertex vertex = graph.getVertex(placement.vertex());
        INDArray parameters = vertex == null ? null : vertex.params();
        if (parameters == null) {
            throw differs("a vertex " + placement.vertex() + " with parameters", "parameters at " + owners(graph));
        }
        return parameters;
    }

    /** How many parameters there are; numParams() of the graph leaves those of vertices out. */
    static long count(ComputationGraph graph) {
        return graph.params().length();
    }

    /** Checks that the graph has all the parameters that the module has, of the same sizes, and no others. */
    static void check(ComputationGraph graph, List<Placement> placements) {
        Map<String, List<Placement>> wanted = placements.stream()
                .collect(Collectors.groupingBy(Placement::vertex, LinkedHashMap::new, Collectors.toList()));
        wanted.forEach((vertex, its) -> checkVertex(graph, vertex, its));
        List<String> others = new ArrayList<>(owners(graph));
        others.removeAll(wanted.keySet());
        if (!others.isEmpty()) {
            throw differs("parameters at " + wanted.keySet(), "more at " + others);
        }
    }

    private static void checkVertex(ComputationGraph graph, String vertex, List<Placement> placements) {
        long expected = placements.stream()
                .mapToLong(placement -> placement.parameter().nElement())
                .sum();
        long got = parametersOf(graph, placements.get(0)).length();
        List<INDArray> arrays =
                List.copyOf(graph.getVertex(vertex).paramTable(false).values());
        // Layers of other rules may cut the same numbers into other pieces.
        for (int i = 0; arrays.size() == placements.size() && i < arrays.size(); i++) {
            long[] wanted = placements.get(i).parameter().size();
            long[] sizes = sizes(arrays.get(i), placements.get(i));
            if (!Arrays.equals(wanted, sizes)) {
                throw differs(
                        Arrays.toString(wanted) + " as size of parameter " + (i + 1) + " at " + vertex,
                        Arrays.toString(sizes));
            }
        }
        if (expected != got) {
            throw differs(expected + " parameters at " + vertex, String.valueOf(got));
        }
    }

    /** The sizes that a tensor has in Torch whose numbers are those of {@code array}. */
    private static long[] sizes(INDArray array, Placement placement) {
        if (placement.parameter().dim() == 1) {
            return new long[] {array.length()};
        }
        long[] sizes = array.shape().clone();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = array.size(sizes.length - 1 - i);
        }
        return sizes;
    }

    /** The vertices that have parameters. */
    private static List<String> owners(ComputationGraph graph) {
        return Arrays.stream(graph.getVertices())
                .filter(vertex -> vertex.params() != null && !vertex.params().isEmpty())
                .map(GraphVertex::getVertexName)
                .toList();
    }

    private static IllegalArgumentException differs(String expected, String got) {
        return new IllegalArgumentException("graph: expected " + expected + ", as the module has, got " + got
                + "; the graph was not made from this module, nor from one like it");
    }
}
