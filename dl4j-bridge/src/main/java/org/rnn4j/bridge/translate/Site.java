package org.rnn4j.bridge.translate;

import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;
import org.rnn4j.bridge.layer.HostedLayer;
import org.rnn4j.bridge.layer.HostedVertex;
import org.rnn4j.bridge.layer.RecurrenceLayer;
import org.rnn4j.bridge.layer.Remembering;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;

/**
 * Where a module stands while it is translated: a {@link Rule} reads its input, adds vertices and translates the modules inside
 * through its site. Vertices are named after the positions on the way to the module and its class: {@code 2.1.linear}.
 */
public final class Site {
    private final Draft draft;
    private final Module module;
    private final String path;
    private final String prefix;
    /** When the sequence is continued that the module is in; null outside. */
    private final @Nullable Remember remember;

    private Site(Draft draft, Module module, String path, String prefix, @Nullable Remember remember) {
        this.draft = draft;
        this.module = module;
        this.path = path;
        this.prefix = prefix;
        this.remember = remember;
    }

    static Site root(Draft draft, Module module) {
        return new Site(draft, module, "", "", null);
    }

    /** Whether the module is called once for each time step, as within a Sequencer. */
    public boolean inSequence() {
        return remember != null;
    }

    // ---- what comes in

    /** The input as one array of numbers. */
    public Edge values(Signal input) {
        return values(input, Edge.UNKNOWN);
    }

    /** The input as one array of numbers, {@code size} of them for each example. */
    public Edge values(Signal input, long size) {
        Signal known = input instanceof Open open && open.decided() == null
                ? open.edge(Edge.Kind.VALUES, size)
                : decided(input);
        if (!(known instanceof Edge edge) || edge.kind() != Edge.Kind.VALUES) {
            throw refuse(
                    "takes a tensor of numbers, gets " + known.describe(),
                    "say what the input is in the options, or change the net");
        }
        if (size != Edge.UNKNOWN && edge.size() != Edge.UNKNOWN && edge.size() != size) {
            throw refuse("takes a tensor of size " + size + ", gets " + edge.describe(), "make the sizes agree");
        }
        return edge.size() == size
                ? edge
                : new Edge(edge.vertex(), edge.layout(), edge.kind(), Math.max(size, edge.size()));
    }

    /** The input as word indices, of {@code count} words or {@link Edge#UNKNOWN}. */
    public Edge indices(Signal input, long count) {
        Signal known = input instanceof Open open && open.decided() == null
                ? open.edge(Edge.Kind.INDICES, count)
                : decided(input);
        if (known instanceof Edge edge && edge.kind() == Edge.Kind.INDICES) {
            return edge;
        }
        throw refuse(
                "takes word indices, gets " + known.describe(),
                "an input of the graph that goes to nothing else, or to other lookups only");
    }

    /** The input as a table; of an input of which nothing is known the size must be given in the options. */
    public List<Signal> entries(Signal input) {
        Signal known = decided(input);
        if (known instanceof Bundle bundle) {
            return bundle.entries();
        }
        throw refuse(
                "takes a table, gets " + known.describe(),
                known instanceof Open ? "say in the options how many entries the input has" : "change the net");
    }

    /** The input as a table of {@code size} entries. */
    public List<Signal> entries(Signal input, int size) {
        List<Signal> entries =
                input instanceof Open open && open.decided() == null ? entries(open.bundle(size)) : entries(input);
        if (entries.size() != size) {
            throw refuse("takes a table of " + size + ", gets a table of " + entries.size(), "make the sizes agree");
        }
        return entries;
    }

    /** The input as a sequence; gives what there is at each step. */
    public Signal steps(Signal input) {
        Signal known = input instanceof Open open && open.decided() == null ? open.sequence() : decided(input);
        if (known instanceof Sequence sequence) {
            return sequence.step();
        }
        throw refuse(
                "takes a sequence, gets " + (known == null ? "one time step of another" : known.describe()),
                "one Sequencer around all that runs over time");
    }

    static Signal decided(Signal signal) {
        return signal instanceof Open open && open.decided() != null ? decided(open.decided()) : signal;
    }

    // ---- modules inside

    /** Translates the module at {@code position}, from 1, of this container. */
    public Signal child(int position, Module child, Signal input) {
        return new Site(draft, child, path + module.who() + "[" + position + "] > ", prefix + position + ".", remember)
                .translate(input);
    }

    /** Translates the module inside this decorator. */
    public Signal inside(Module child, Signal input) {
        return new Site(draft, child, path + module.who() + " > ", prefix, remember).translate(input);
    }

    /**
     * Translates the module inside this decorator, which runs it over all steps of a sequence.
     *
     * @param when when a sequence is continued by the next forward
     */
    public Signal insideSequence(Module child, Signal input, Remember when) {
        if (draft.isFitted() && when != Remember.NEITHER) {
            throw refuse(
                    "remembers (" + when.word() + "), and every fit of a graph begins a new sequence",
                    "give rho in the options for truncated backpropagation over long sequences, or compile the module");
        }
        Signal step = steps(input);
        return new Sequence(new Site(draft, child, path + module.who() + " > ", prefix, when).translate(step));
    }

    /** Translates the module as if it stood in a Sequencer. */
    Signal translateOverTime(Signal input) {
        return new Sequence(new Site(draft, module, path, prefix, Remember.NEITHER).translate(steps(input)));
    }

    Signal translate(Signal input) {
        try {
            return Rules.translate(module, input, this);
        } catch (UnsupportedOperationException e) {
            throw located(e);
        }
    }

    /** Puts the path in front, once. */
    private UnsupportedOperationException located(UnsupportedOperationException e) {
        return e instanceof Refusal ? e : new Refusal(path + module.who() + ": " + e.getMessage(), e);
    }

    /**
     * What the input of {@code inner} would be, found out by translating it into a graph that is thrown away: an {@link Open} signal without
     * a decision if that cannot be told.
     */
    public Signal inputOf(Module inner) {
        Draft scratch = draft.scratch();
        Open open = new Open(scratch, "input", false);
        try {
            root(scratch, inner).translate(open);
        } catch (UnsupportedOperationException e) {
            return decided(open);
        }
        return decided(open);
    }

    // ---- vertices

    /**
     * Adds a feed-forward layer that has the parameters of the module, in the same order, each row by row; or, what is the same, a matrix
     * {@code [H, D]} as {@code [D, H]} column by column.
     *
     * @param outputSize how many numbers it gives for each example, or {@link Edge#UNKNOWN}
     */
    public Edge layer(Layer layer, Edge input, long outputSize) {
        return layer(layer, input, outputSize, false);
    }

    /** {@link #layer(Layer, Edge, long)}; {@code byColumns} if the layer has {@code [H, D]} column by column instead. */
    public Edge layer(Layer layer, Edge input, long outputSize, boolean byColumns) {
        Edge rows = draft.rows(input);
        if (layer instanceof FeedForwardLayer sized) {
            setSizes(sized, input.size(), outputSize);
        }
        String vertex = draft.add(name(), layer, rows.vertex());
        draft.place(module, vertex, byColumns);
        return new Edge(vertex, rows.layout(), Edge.Kind.VALUES, outputSize);
    }

    /** Adds a recurrent layer that has the parameters of the module, in the same order. */
    public Edge recurrent(BaseRecurrentLayer layer, Edge input, long outputSize) {
        if (remember == null) {
            throw refuse(
                    "counts time steps, and a graph cannot run several steps before it goes back",
                    "put it into a Sequencer");
        }
        if (layer instanceof Remembering remembering) {
            remembering.setRemember(remember);
        }
        setSizes(layer, input.size(), outputSize);
        String vertex = draft.add(name(), layer, draft.sequence(input).vertex());
        draft.place(module, vertex, false);
        return new Edge(vertex, Edge.Layout.SEQUENCE, Edge.Kind.VALUES, outputSize);
    }

    private static void setSizes(FeedForwardLayer layer, long inputSize, long outputSize) {
        if (layer.getNIn() == 0) {
            layer.setNIn(Math.max(inputSize, 0));
        }
        if (layer.getNOut() == 0) {
            layer.setNOut(Math.max(outputSize, 0));
        }
    }

    /** Adds a vertex without parameters that takes the last step of a sequence. */
    public Edge lastStep(Edge steps) {
        String last = draft.add(
                name(),
                new LastTimeStepVertex(draft.anyInput()),
                draft.sequence(steps).vertex());
        return new Edge(last, Edge.Layout.PLAIN, steps.kind(), steps.size());
    }

    /** Adds a vertex without parameters whose inputs and output are rows. */
    public Edge vertex(GraphVertex vertex, List<Edge> inputs, long outputSize) {
        List<Edge> rows = inputs.stream().map(draft::rows).toList();
        String name = draft.add(name(), vertex, rows.stream().map(Edge::vertex).toArray(String[]::new));
        return new Edge(name, rows.get(0).layout(), Edge.Kind.VALUES, outputSize);
    }

    /** Adds a layer that computes with the module itself, which treats each example, and each time step, alike. */
    public Edge host(Edge input, long outputSize) {
        HostedLayer layer = new HostedLayer(module);
        layer.setIndices(input.kind() == Edge.Kind.INDICES);
        return layer(layer, input, outputSize);
    }

    /**
     * Adds a vertex that computes with the module itself, which takes a table; within a sequence it is called for one time step after the
     * other, and must not carry anything from step to step.
     */
    public Edge host(List<Edge> inputs, long outputSize) {
        boolean[] indices = new boolean[inputs.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = inputs.get(i).kind() == Edge.Kind.INDICES;
        }
        HostedVertex vertex = new HostedVertex(module, indices, inSequence(), draft.updater());
        String[] names = inputs.stream().map(draft::sequence).map(Edge::vertex).toArray(String[]::new);
        String name = draft.add(name(), vertex, names);
        draft.place(module, name, false);
        Edge.Layout layout = inSequence() ? Edge.Layout.SEQUENCE : Edge.Layout.PLAIN;
        return new Edge(name, layout, Edge.Kind.VALUES, outputSize);
    }

    /** Adds a layer that runs the module itself over time. */
    public Edge hostOverTime(Edge input, long outputSize) {
        RecurrenceLayer layer = new RecurrenceLayer(module);
        layer.setIndices(input.kind() == Edge.Kind.INDICES);
        return recurrent(layer, input, outputSize);
    }

    private String name() {
        return prefix + module.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    // ---- refusal

    /**
     * The exception for a module that cannot be translated.
     *
     * @param why what is in the way
     * @param nearest the nearest form that can be translated
     */
    public UnsupportedOperationException refuse(String why, String nearest) {
        return new Refusal(path + module.who() + ": " + why + "; " + nearest, null);
    }
}
