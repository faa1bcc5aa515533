package org.rnn4j.bridge.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.rnn4j.bridge.layer.HostedVertex;
import org.rnn4j.bridge.layer.InputKind;
import org.rnn4j.bridge.layer.RecurrenceLayer;
import org.rnn4j.bridge.vertex.FirstInputVertex;
import org.rnn4j.bridge.vertex.LayoutVertex;
import org.rnn4j.bridge.vertex.StepOrderVertex;
import org.rnn4j.bridge.vertex.TapVertex;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters.Place;
import org.rnn4j.facade.tensor.Tensor;

/** A graph that is being drawn. */
final class Draft {
    private final GraphDefaults defaults;
    private final NeuralNetConfiguration.Builder settings;
    private final GraphBuilder builder;
    private final boolean fitted;
    private final List<String> inputs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    /** Vertices that lead nowhere yet. */
    private final Set<String> loose = new LinkedHashSet<>();

    private final Map<String, String> changedLayouts = new HashMap<>();
    private final List<RecurrenceLayer> recurrences = new ArrayList<>();
    private boolean reorders;
    private final List<Placement> placements = new ArrayList<>();
    private final Set<String> fixedRemember = new HashSet<>();
    private final Map<Place, String> owners = new HashMap<>();
    private final Map<String, Module> modules = new HashMap<>();

    /**
     * An empty draft.
     *
     * @param fitted whether the graph is to be trained by {@code fit}
     */
    Draft(GraphDefaults defaults, boolean fitted) {
        this.defaults = defaults;
        this.fitted = fitted;
        settings = defaults.settings().get();
        builder = settings.graphBuilder();
        if (isTruncated()) {
            builder.backpropType(BackpropType.TruncatedBPTT)
                    .tBPTTForwardLength(defaults.segment())
                    .tBPTTBackwardLength(defaults.segment());
        }
    }

    /** Whether the graph is to be trained by {@code fit}. */
    boolean isFitted() {
        return fitted;
    }

    /** An empty draft, to try something out. */
    Draft scratch() {
        return new Draft(defaults, false);
    }

    /** A vertex that computes with {@code module} and is trained as the layers of the graph are. */
    HostedVertex hosted(Module module, InputKind[] kinds, boolean overTime) {
        HostedVertex vertex =
                new HostedVertex(module, kinds, overTime, settings.getIUpdater().clone());
        if (!module.parameters().weights().isEmpty()) {
            refuseForVertices("weight noise", settings.getWeightNoise());
            refuseForVertices("constraints", settings.getAllParamConstraints());
            refuseForVertices("constraints of weights", settings.getWeightConstraints());
            refuseForVertices("constraints of biases", settings.getBiasConstraints());
        }
        refuseForVertices("dropout", settings.getIdropOut());
        IUpdater biasUpdater = settings.getBiasUpdater();
        vertex.setBiasUpdater(biasUpdater == null ? null : biasUpdater.clone());
        vertex.setRegularization(settings.getRegularization());
        vertex.setRegularizationBias(settings.getRegularizationBias());
        vertex.setGradientNormalization(settings.getGradientNormalization());
        vertex.setGradientNormalizationThreshold(settings.getGradientNormalizationThreshold());
        return vertex;
    }

    private static void refuseForVertices(String what, @Nullable Object setting) {
        if (setting != null && !(setting instanceof List<?> list && list.isEmpty())) {
            throw new UnsupportedOperationException(
                    what + " (" + setting
                            + ") in the options, which do not reach modules that take tables; leave it out, or use a module that does it");
        }
    }

    /** An input with a tap behind it. The inputs are declared later, all at once and in order. */
    Edge input(String name, Edge.Layout layout, InputKind kind, long size) {
        names.add(name);
        inputs.add(name);
        return new Edge(add(name + ".tap", new TapVertex(), name), layout, kind, size);
    }

    /** Some input, as Deeplearning4j wants one named where it looks for the mask of a sequence. */
    String anyInput() {
        return inputs.get(0);
    }

    static String inputOf(Edge tapped) {
        return tapped.vertex().substring(0, tapped.vertex().length() - ".tap".length());
    }

    String add(String wished, Layer layer, String input) {
        String name = unused(wished);
        loose.add(name);
        loose.remove(input);
        layer.setLayerName(name);
        if (layer instanceof RecurrenceLayer recurrence) {
            recurrences.add(recurrence);
        }
        builder.addLayer(name, layer, input);
        return name;
    }

    String add(String wished, GraphVertex vertex, String... inputs) {
        String name = unused(wished);
        loose.add(name);
        List.of(inputs).forEach(loose::remove);
        reorders |= vertex instanceof StepOrderVertex;
        builder.addVertex(name, vertex, inputs);
        return name;
    }

    private String unused(String wished) {
        String name = wished;
        for (int i = 2; !names.add(name); i++) {
            name = wished + "-" + i;
        }
        return name;
    }

    /** The same numbers as rows; outside of sequences they are rows already. */
    Edge rows(Edge edge) {
        return edge.layout() == Edge.Layout.SEQUENCE ? changed(edge, Edge.Layout.ROWS, LayoutVertex.Layout.ROWS) : edge;
    }

    /** The same numbers as a sequence. */
    Edge sequence(Edge edge) {
        return edge.layout() == Edge.Layout.ROWS
                ? changed(edge, Edge.Layout.SEQUENCE, LayoutVertex.Layout.SEQUENCE)
                : edge;
    }

    private Edge changed(Edge edge, Edge.Layout layout, LayoutVertex.Layout output) {
        String vertex = changedLayouts.computeIfAbsent(
                edge.vertex(),
                from -> add(
                        from + (output == LayoutVertex.Layout.ROWS ? ".rows" : ".time"),
                        new LayoutVertex(output),
                        from));
        return new Edge(vertex, layout, edge.kind(), edge.size());
    }

    /** The same signal, in which the first edge also keeps alive what the net computes and does not use. */
    Signal withLooseEnds(Signal signal) {
        List<Edge> edges = Translator.edges(signal);
        List<String> unused = new ArrayList<>(loose);
        edges.forEach(edge -> unused.remove(edge.vertex()));
        if (unused.isEmpty()) {
            return signal;
        }
        unused.add(0, edges.get(0).vertex());
        return withFirst(signal, add("unused", new FirstInputVertex(), unused.toArray(String[]::new)));
    }

    /** The same signal with another vertex in its first edge. */
    private static Signal withFirst(Signal signal, String vertex) {
        if (signal instanceof Edge edge) {
            return new Edge(vertex, edge.layout(), edge.kind(), edge.size());
        }
        if (signal instanceof Sequence sequence) {
            return sequence.with(withFirst(sequence.step(), vertex));
        }
        List<Signal> entries = new ArrayList<>(((Bundle) signal).entries());
        entries.set(0, withFirst(entries.get(0), vertex));
        return new Bundle(entries);
    }

    /**
     * Notes that the parameters of {@code module} lie in {@code vertex}, one after the other; those that occur twice once.
     *
     * @throws UnsupportedOperationException if another vertex has some of them
     */
    void place(Module module, String vertex) {
        modules.put(vertex, module);
        long offset = 0;
        for (Tensor parameter : module.parameters().distinct().weights()) {
            String owner = owners.putIfAbsent(Place.of(parameter), vertex);
            if (owner != null) {
                throw new UnsupportedOperationException(
                        "parameters shared with " + owner
                                + ", as layers of a graph have each their own; put the modules that share into one that is hosted as a whole");
            }
            placements.add(new Placement(parameter, vertex, offset));
            offset += parameter.nElement();
        }
    }

    /** Whether truncated backpropagation cuts sequences into segments. */
    boolean isTruncated() {
        return defaults.segment() > 0;
    }

    /** Notes that what the net is told to remember does not reach the recurrent layer {@code vertex}. */
    void fixRemember(String vertex) {
        fixedRemember.add(vertex);
    }

    /** The recurrent layers that what the net is told to remember does not reach. */
    Set<String> fixedRemember() {
        return Set.copyOf(fixedRemember);
    }

    /** For each vertex that computes what one module does, that module. */
    Map<String, Module> modules() {
        return Map.copyOf(modules);
    }

    List<Placement> placements() {
        return List.copyOf(placements);
    }

    ComputationGraphConfiguration finish(List<String> inOrder, List<String> outputs) {
        recurrences.forEach(layer -> layer.setWholeSequences(reorders));
        ComputationGraphConfiguration configuration = builder.addInputs(inOrder)
                .setOutputs(outputs.toArray(String[]::new))
                .build();
        configuration.getVertices().values().forEach(Draft::regularizeOnce);
        return configuration;
    }

    /** Deeplearning4j's builder gives each layer the weight decay of the graph twice, which then happens twice. */
    private static void regularizeOnce(GraphVertex vertex) {
        if (vertex instanceof LayerVertex holder && holder.getLayerConf().getLayer() instanceof BaseLayer layer) {
            layer.setRegularization(once(layer.getRegularization()));
            layer.setRegularizationBias(once(layer.getRegularizationBias()));
        }
    }

    private static @Nullable List<Regularization> once(@Nullable List<Regularization> list) {
        return list == null ? null : new ArrayList<>(new LinkedHashSet<>(list));
    }
}
