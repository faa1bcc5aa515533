package org.rnn4j.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.layer.Reusing;
import org.rnn4j.bridge.layer.StatefulLayer;
import org.rnn4j.bridge.translate.Edge;
import org.rnn4j.bridge.translate.Placement;
import org.rnn4j.bridge.translate.Translation;
import org.rnn4j.bridge.translate.Translator;
import org.rnn4j.bridge.vertex.Tap;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A module whose work is done by a ComputationGraph: what {@link Dl4j#compile} makes. It takes what the module took that it was made
 * from and gives the same numbers.
 *
 * <p>Input and output: those of the original. One backward follows each forward.
 *
 * <p>Learned parameters: views of the graph's, in the order and sizes of the original, with gradients that add up until
 * {@link #zeroGradParameters} as in any module. They started with the values of the original and are otherwise independent of it;
 * {@link Dl4j#copyParameters} goes back.
 *
 * <p>State: that of the recurrent layers; {@link #remember} and {@link #forget} work as with a Sequencer. {@code updateParameters} is
 * one step of plain gradient descent, whatever updater the graph has.
 */
public final class GraphModule extends Module {
    private final Module original;
    private final Translation translation;
    private final ComputationGraph graph;
    private final Boundary boundary;
    private final List<Tap> taps;
    private final List<StatefulLayer> statefulLayers;
    private final Tensor flatParameters;
    private final Tensor flatGradients;
    private final Parameters parameters;
    private boolean backwardDue;
    private @Nullable Tensor lastGradients;

    GraphModule(Module original, Translation translation, ComputationGraph graph) {
        this.original = original;
        this.translation = translation;
        this.graph = graph;
        boundary = new Boundary(this::who, translation, original.elementType(), true);
        taps = taps(graph, translation);
        taps.forEach(Tap::keepGradient);
        statefulLayers = statefulLayers(graph, translation);
        reuseMemory(graph);
        flatParameters =
                GraphParameters.count(graph) == 0 ? new Tensor(original.elementType()) : Tensor.of(graph.params());
        flatGradients = new Tensor(original.elementType(), flatParameters.size());
        parameters = parameters(translation.placements());
    }

    private static List<Tap> taps(ComputationGraph graph, Translation translation) {
        return Translator.edges(translation.input()).stream()
                .map(edge -> (Tap) graph.getVertex(edge.vertex()))
                .toList();
    }

    private static List<StatefulLayer> statefulLayers(ComputationGraph graph, Translation translation) {
        List<StatefulLayer> result = new ArrayList<>();
        for (Layer layer : graph.getLayers()) {
            boolean told = !translation
                    .fixedRemember()
                    .contains(layer.conf().getLayer().getLayerName());
            if (told && layer instanceof StatefulLayer stateful) {
                result.add(stateful);
            }
        }
        return List.copyOf(result);
    }

    /** As outputs of modules are overwritten by the next forward, those inside may be. */
    private static void reuseMemory(ComputationGraph graph) {
        for (GraphVertex vertex : graph.getVertices()) {
            if (vertex instanceof Reusing reusing) {
                reusing.reuseMemory();
            }
            if (vertex.getLayer() instanceof Reusing reusing) {
                reusing.reuseMemory();
            }
        }
    }

    private Parameters parameters(List<Placement> placements) {
        List<Tensor> weights = new ArrayList<>();
        List<Tensor> gradients = new ArrayList<>();
        for (Tensor parameter : original.parameters().weights()) {
            for (Placement placement : placements) {
                if (placement.parameter().isSetTo(parameter)) {
                    weights.add(GraphParameters.in(flatParameters, graph, placement));
                    gradients.add(GraphParameters.in(flatGradients, graph, placement));
                }
            }
        }
        return new Parameters(List.copyOf(weights), List.copyOf(gradients));
    }

    /** The graph that does the work. */
    public ComputationGraph graph() {
        return graph;
    }

    // ---- forward and backward

    @Override
    public Activity updateOutput(Activity input) {
        INDArray[] arrays = boundary.input(input);
        Map<String, INDArray> activations = graph.feedForward(arrays, isTraining(), false);
        backwardDue = true;
        List<INDArray> outputs = new ArrayList<>();
        for (Edge edge : Translator.edges(translation.output())) {
            outputs.add(activations.get(edge.vertex()));
        }
        return setOutput(boundary.output(outputs));
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Activity output = lastOutput();
        boundary.checkLastInput(input);
        INDArray[] errors = boundary.gradOutput(gradOutput, output);
        if (!backwardDue) {
            throw new IllegalStateException(
                    who() + ": expected one backward after each forward, got another; call forward again first");
        }
        backwardDue = false;
        graph.backpropGradient(errors);
        lastGradients = flatParameters.nElement() == 0 ? null : Tensor.of(graph.getFlattenedGradients());
        List<@Nullable Tensor> gradients = new ArrayList<>();
        taps.forEach(tap -> gradients.add(tap.gradient()));
        return setGradInput(boundary.gradInput(input, gradients));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        if (backwardDue || output() == null) {
            throw new IllegalStateException(who() + ": expected updateGradInput before accGradParameters");
        }
        if (lastGradients != null) {
            flatGradients.add(scale, lastGradients);
        }
    }

    // ---- parameters

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public void zeroGradParameters() {
        flatGradients.zero();
    }

    @Override
    public void updateParameters(double learningRate) {
        flatParameters.add(-learningRate, flatGradients);
    }

    // ---- modes and state

    /** Goes to training mode; coming from evaluation mode, sequences are forgotten. */
    @Override
    public void training() {
        if (!isTraining()) {
            forget();
        }
        super.training();
    }

    /** Goes to evaluation mode; coming from training mode, sequences are forgotten. */
    @Override
    public void evaluate() {
        if (isTraining()) {
            forget();
        }
        super.evaluate();
    }

    @Override
    public void forget() {
        statefulLayers.forEach(StatefulLayer::forget);
    }

    @Override
    public Module remember(Remember when) {
        for (StatefulLayer layer : statefulLayers) {
            layer.remember(when);
        }
        return this;
    }

    @Override
    public Module clearState() {
        super.clearState();
        graph.clear();
        backwardDue = false;
        forget();
        return this;
    }

    /** A module with a graph of its own and the same parameters, but no state. */
    @Override
    public Module clone() {
        GraphModule copy = Dl4j.compiled(original, translation);
        copy.flatParameters.copy(flatParameters);
        copy.flatGradients.copy(flatGradients);
        if (!isTraining()) {
            copy.evaluate();
        }
        return copy;
    }

    /** Shows only buffers: clones that share, and other types, are to be had of the original, which can then be compiled. */
    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
    }

    // ---- description

    @Override
    public String who() {
        return original.who();
    }

    /** {@code nn.GraphModule @ } and the text of the original. */
    @Override
    public String toString() {
        return super.toString() + " @ " + original;
    }
}
