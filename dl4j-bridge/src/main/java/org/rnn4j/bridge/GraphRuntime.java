package org.rnn4j.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.layer.Hosted;
import org.rnn4j.bridge.layer.Reusing;
import org.rnn4j.bridge.layer.StatefulLayer;
import org.rnn4j.bridge.translate.Edge;
import org.rnn4j.bridge.translate.Translation;
import org.rnn4j.bridge.translate.Translator;
import org.rnn4j.bridge.vertex.Tap;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link GraphModule} at work: its graph, and what goes in and comes out. */
final class GraphRuntime {
    private final Supplier<String> who;
    private final Translation translation;
    private final ElementType type;
    private final BoundGraph graph;
    private final Boundary boundary;
    private final List<Tap> taps;
    private final Map<String, StatefulLayer> statefulLayers = new HashMap<>();
    private List<Tensor> gradients = List.of();
    private boolean forwardDone;
    private boolean backwardDone;

    /**
     * A graph with parameters of its own.
     *
     * @param who what messages call the module
     */
    GraphRuntime(Supplier<String> who, Translation translation, ElementType type) {
        this.who = who;
        this.translation = translation;
        this.type = type;
        // Chooses the numbers of native threads before the first graph does.
        Kernels.get();
        graph = new BoundGraph(translation, type.dataType());
        boundary = new Boundary(who, translation, type, true);
        taps = Translator.edges(translation.input()).stream().map(this::tap).toList();
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof StatefulLayer stateful) {
                statefulLayers.put(layer.conf().getLayer().getLayerName(), stateful);
            }
        }
        reuseMemory();
    }

    private Tap tap(Edge edge) {
        Tap tap = (Tap) graph.getVertex(edge.vertex());
        tap.keepGradient(edge.layout() == Edge.Layout.SEQUENCE);
        return tap;
    }

    /** As outputs of modules are overwritten by the next forward, those inside may be. */
    private void reuseMemory() {
        for (GraphVertex vertex : graph.getVertices()) {
            if (vertex instanceof Reusing reusing) {
                reusing.reuseMemory();
            }
            if (vertex.getLayer() instanceof Reusing reusing) {
                reusing.reuseMemory();
            }
        }
    }

    /**
     * Gathers statistics in those of other modules from now on.
     *
     * @param modules for each vertex what it computes like
     */
    void shareStatistics(Map<String, Module> modules) {
        modules.forEach((vertex, module) -> {
            Object worker = graph.getVertex(vertex).getLayer() == null
                    ? graph.getVertex(vertex)
                    : graph.getVertex(vertex).getLayer();
            if (worker instanceof Hosted hosted) {
                List<Tensor> shared = module.statistics();
                List<Tensor> own = hosted.hostedModule().statistics();
                for (int i = 0; i < shared.size(); i++) {
                    own.get(i).set(shared.get(i));
                }
            }
        });
    }

    BoundGraph graph() {
        return graph;
    }

    ElementType type() {
        return type;
    }

    // ---- forward and backward

    Activity forward(Activity input, boolean training) {
        INDArray[] arrays = boundary.input(input);
        Map<String, INDArray> activations = graph.feedForward(arrays, training, false);
        forwardDone = true;
        backwardDone = false;
        List<INDArray> outputs = new ArrayList<>();
        for (Edge edge : Translator.edges(translation.output())) {
            outputs.add(activations.get(edge.vertex()));
        }
        return boundary.output(outputs);
    }

    Activity backward(Activity input, Activity gradOutput, Activity output) {
        if (!forwardDone) {
            throw new IllegalStateException(who.get()
                    + ": expected forward before backward, got none since the graph was made; copies, and modules of another"
                    + " type, begin with forward");
        }
        boundary.checkLastInput(input);
        INDArray[] errors = boundary.gradOutput(gradOutput, output);
        if (backwardDone) {
            throw new IllegalStateException(
                    who.get() + ": expected one backward after each forward, got another; call forward again first");
        }
        backwardDone = true;
        graph.backpropGradient(errors);
        if (gradients.isEmpty()) {
            gradients = graph.parts(graph.getFlattenedGradients());
        }
        List<@Nullable Tensor> inputs = new ArrayList<>();
        taps.forEach(tap -> inputs.add(tap.gradient()));
        return boundary.gradInput(input, inputs);
    }

    /** For each placement the gradient that the last backward has found. */
    List<Tensor> gradients() {
        if (!backwardDone) {
            throw new IllegalStateException(who.get() + ": expected updateGradInput before accGradParameters");
        }
        return gradients;
    }

    // ---- state

    boolean remembers(boolean training) {
        return statefulLayers.values().stream().anyMatch(layer -> layer.remembers(training));
    }

    void remember(Remember when) {
        statefulLayers.forEach((name, layer) -> {
            if (!translation.fixedRemember().contains(name)) {
                layer.remember(when);
            }
        });
    }

    void forget() {
        statefulLayers.forEach((name, layer) -> {
            if (!translation.fixedRemember().contains(name)) {
                layer.forget();
            }
        });
    }

    /** The hidden states in which the last sequence has ended, by the name of the layer. */
    Map<String, Map<String, INDArray>> states() {
        Map<String, Map<String, INDArray>> states = new HashMap<>();
        statefulLayers.forEach((name, layer) -> states.put(name, layer.state()));
        return states;
    }

    /** Goes on from {@code states}, which may be of another type. */
    void setStates(Map<String, Map<String, INDArray>> states) {
        states.forEach((name, state) -> {
            Map<String, INDArray> typed = new HashMap<>();
            state.forEach((part, array) -> typed.put(part, array.castTo(type.dataType())));
            StatefulLayer layer = statefulLayers.get(name);
            if (layer != null) {
                layer.setState(typed);
            }
        });
    }

    void clear() {
        graph.clear();
        forwardDone = false;
        backwardDone = false;
    }
}
