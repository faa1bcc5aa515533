package org.rnn4j.bridge;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.rnn4j.bridge.translate.Placement;
import org.rnn4j.bridge.translate.Translation;
import org.rnn4j.bridge.translate.Translator;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.AbstractRecurrent;

/**
 * Makes ComputationGraphs of modules.
 *
 * <pre>
 * GraphModule fast = Dl4j.compile(net);                              // used like net, computed by a graph
 * ComputationGraph graph = Dl4j.toComputationGraph(net, criterion);  // trained by Deeplearning4j
 * </pre>
 *
 * Either starts with the parameters that the module has, and changes nothing in it. Numbers have the type of the module.
 */
public final class Dl4j {
    private Dl4j() {}

    /** {@link #compile(Module, GraphOptions)} with the defaults. */
    public static GraphModule compile(Module module) {
        return compile(module, new GraphOptions());
    }

    /**
     * A module that gives the same numbers as {@code module}, computed by a ComputationGraph. For modules that take their whole input at
     * once; one that is called step by step, such as a Recursor, stays as it is or goes into a Sequencer.
     *
     * @throws UnsupportedOperationException if it cannot be translated, naming the module, its path, and the nearest form that can
     */
    public static GraphModule compile(Module module, GraphOptions options) {
        return new GraphModule(module, options);
    }

    /** {@link #toComputationGraph(Module, Criterion, GraphOptions)} with the defaults. */
    public static ComputationGraph toComputationGraph(Module module, Criterion criterion) {
        return toComputationGraph(module, criterion, new GraphOptions());
    }

    /**
     * A ComputationGraph of {@code module} with {@code criterion} as its output layer: one {@code fit} with plain gradient descent changes
     * the parameters as forward, backward and updateParameters on the same batch do. A module that is called step by step is run over
     * sequences, with the criterion at each step.
     *
     * @throws UnsupportedOperationException if it cannot be translated, naming the module, its path, and the nearest form that can
     */
    public static ComputationGraph toComputationGraph(Module module, Criterion criterion, GraphOptions options) {
        ComputationGraph graph = graph(fitted(module, criterion, options), typeOf(module), options.isRemember());
        if (graph.numParams() == 0 && GraphParameters.count(graph) > 0) {
            throw new UnsupportedOperationException(module.who()
                    + ": a net whose parameters all belong to modules that take tables, which fit would pass over; compile it, or"
                    + " register a rule that makes them layers");
        }
        return graph;
    }

    private static Translation fitted(Module module, Criterion criterion, GraphOptions options) {
        int rho = options.rho() == 0 ? rhoOf(module) : options.rho();
        if (rho > 0 && options.measure().lastStepOnly()) {
            throw new UnsupportedOperationException("GraphOptions: rho " + rho
                    + " together with a criterion on the last step, which most segments do not have; mask the labels of all"
                    + " other steps instead");
        }
        if (rho == 0 && options.isRemember()) {
            throw new UnsupportedOperationException(
                    "GraphOptions: remember without rho, by which a graph carries states; give the length of the segments, too");
        }
        return Translator.translate(
                module, criterion, options.defaults(typeOf(module), true, rho), options.input(), options.measure());
    }

    /**
     * Makes the data sets for the graph that {@link #toComputationGraph(Module, Criterion, GraphOptions)} gives for the same arguments,
     * or gave when it was saved.
     */
    public static TorchData data(Module module, Criterion criterion, GraphOptions options) {
        return new TorchData(module, fitted(module, criterion, options));
    }

    /** Rho of a module that is called step by step; 0 for others, which go back over whole sequences. */
    private static int rhoOf(Module module) {
        return module instanceof AbstractRecurrent recurrent && recurrent.rho() < GraphOptions.UNLIMITED_RHO
                ? recurrent.rho()
                : 0;
    }

    /** A graph with the parameters that the translated module has now. */
    private static ComputationGraph graph(Translation translation, DataType type, boolean remember) {
        // Chooses the numbers of native threads before the first graph does.
        Kernels.get();
        ComputationGraph graph = new FittedGraph(translation.configuration().clone(), translation, remember);
        GraphParameters.init(graph, translation.placements(), type);
        for (Placement placement : translation.placements()) {
            GraphParameters.in(graph, placement).copy(placement.parameter());
        }
        return graph;
    }

    /**
     * Copies the parameters of {@code graph} to the module that it was made from, or one like it.
     *
     * @throws IllegalArgumentException if the graph was not made from such a module
     */
    public static void copyParameters(ComputationGraph graph, Module module) {
        copyParameters(graph, module, new GraphOptions());
    }

    /** {@link #copyParameters(ComputationGraph, Module)}, for modules that were translated with an input in the options. */
    public static void copyParameters(ComputationGraph graph, Module module, GraphOptions options) {
        for (Placement placement : placements(module, graph, options)) {
            placement.parameter().copy(GraphParameters.in(graph, placement));
        }
    }

    /**
     * Copies the parameters of {@code module} to a graph that was made from it, or from one like it.
     *
     * @throws IllegalArgumentException if the graph was not made from such a module
     */
    public static void copyParameters(Module module, ComputationGraph graph) {
        copyParameters(module, graph, new GraphOptions());
    }

    /** {@link #copyParameters(Module, ComputationGraph)}, for modules that were translated with an input in the options. */
    public static void copyParameters(Module module, ComputationGraph graph, GraphOptions options) {
        for (Placement placement : placements(module, graph, options)) {
            GraphParameters.in(graph, placement).copy(placement.parameter());
        }
    }

    private static List<Placement> placements(Module module, ComputationGraph graph, GraphOptions options) {
        List<Placement> placements =
                Translator.placements(module, options.defaults(typeOf(module), false, 0), options.input());
        GraphParameters.check(graph, placements);
        return placements;
    }

    private static DataType typeOf(Module module) {
        return module.elementType().dataType();
    }
}
