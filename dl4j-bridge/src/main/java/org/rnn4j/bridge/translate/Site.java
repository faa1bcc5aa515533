package org.rnn4j.bridge.translate;

import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;
import org.rnn4j.bridge.layer.HostedLayer;
import org.rnn4j.bridge.layer.HostedVertex;
import org.rnn4j.bridge.layer.InputKind;
import org.rnn4j.bridge.layer.RecurrenceLayer;
import org.rnn4j.bridge.layer.Remembering;
import org.rnn4j.bridge.vertex.StepOrderVertex;
import org.rnn4j.bridge.vertex.TapVertex;
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
    /** Whether that is so whatever the net is told to remember later. */
    private final boolean fixed;

    private Site(Draft draft, Module module, String path, String prefix, @Nullable Remember remember, boolean fixed) {
        this.draft = draft;
        this.module = module;
        this.path = path;
        this.prefix = prefix;
        this.remember = remember;
        this.fixed = fixed;
    }

    static Site root(Draft draft, Module module) {
        return new Site(draft, module, "", "", null, false);
    }

    /** The module that stands here. */
    Module module() {
        return module;
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
                ? open.edge(InputKind.VALUES, size)
                : decided(input);
        if (!(known instanceof Edge edge) || edge.isIndices()) {
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
        return indices(input, count, InputKind.INDICES);
    }

    /** The input as word indices, with padding or without. */
    public Edge indices(Signal input, long count, InputKind kind) {
        Signal known = input instanceof Open open && open.decided() == null ? open.edge(kind, count) : decided(input);
        if (known instanceof Edge edge && edge.kind() == kind) {
            return edge;
        }
        throw refuse(
                "takes word indices" + (kind == InputKind.PADDED_INDICES ? " with padding" : "") + ", gets "
                        + known.describe(),
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

    /** The input as a sequence in the form of the net's input. */
    public Sequence sequence(Signal input) {
        return sequence(input, Sequence.Form.GIVEN);
    }

    /** The input as a sequence in {@code form}, or in that of the net's input if that may be the same. */
    public Sequence sequence(Signal input, Sequence.Form form) {
        Signal known = input instanceof Open open && open.decided() == null ? open.sequence(form) : decided(input);
        if (!(known instanceof Sequence sequence)) {
            throw refuse(
                    "takes a sequence, gets " + (known == null ? "one time step of another" : known.describe()),
                    "one Sequencer around all that runs over time");
        }
        if (!form.takes(sequence.form())) {
            throw refuse(
                    "takes " + new Sequence(sequence.step(), form).describe() + ", gets " + sequence.describe(),
                    sequence.form() == Sequence.Form.TABLE
                            ? "leave out what makes the table"
                            : "put a Transpose({1, 2}) in between");
        }
        return sequence;
    }

    /** Whether the input is a sequence, and not a step of one. */
    static boolean isSequence(Signal input) {
        return decided(input) instanceof Sequence;
    }

    static Signal decided(Signal signal) {
        return signal instanceof Open open && open.decided() != null ? decided(open.decided()) : signal;
    }

    // ---- modules inside

    /** Translates the module at {@code position}, from 1, of this container. */
    public Signal child(int position, Module child, Signal input) {
        return new Site(
                        draft,
                        child,
                        path + module.who() + "[" + position + "] > ",
                        prefix + position + ".",
                        remember,
                        fixed)
                .translate(input);
    }

    /** {@link #child} of a container that does not pass on what it is told to remember. */
    Signal untold(int position, Module child, Signal input) {
        return new Site(draft, module, path, prefix, remember, true).child(position, child, input);
    }

    /** Translates the module inside this decorator. */
    public Signal inside(Module child, Signal input) {
        return new Site(draft, child, path + module.who() + " > ", prefix, remember, fixed).translate(input);
    }

    /**
     * Translates the module inside this decorator, which runs it over all steps of a sequence.
     *
     * @param when when a sequence is continued by the next forward
     */
    public Signal insideSequence(Module child, Signal input, Remember when) {
        checkRemembers(when);
        Sequence sequence = sequence(input);
        Site inside = new Site(draft, child, path + module.who() + " > ", prefix, when, fixed);
        return sequence.with(inside.translate(sequence.step()));
    }

    private void checkRemembers(Remember when) {
        if (draft.isFitted() && when != Remember.NEITHER) {
            throw refuse(
                    "remembers (" + when.word() + "), and every fit of a graph begins a new sequence",
                    "give rho in the options for truncated backpropagation over long sequences, or compile the module");
        }
    }

    /** Translates the module inside this decorator, which does not pass on what it is told to remember. */
    public Signal insideUntold(Module child, Signal input) {
        return new Site(draft, child, path + module.who() + " > ", prefix, remember, true).translate(input);
    }

    /**
     * This place, seen from one time step of the sequence that the module runs over by itself.
     *
     * @param when when a sequence is continued by the next forward
     */
    public Site atEachStep(Remember when) {
        checkRemembers(when);
        return new Site(draft, module, path, prefix, when, fixed);
    }

    /** Translates the module as if it stood in a Sequencer. */
    Signal translateOverTime(Signal input) {
        Sequence sequence = sequence(input);
        return sequence.with(atEachStep(Remember.NEITHER).translate(sequence.step()));
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

    /** How many numbers {@code inner} gives at each time step, found out in the same way, or {@link Edge#UNKNOWN}. */
    public long outputSizeOf(Module inner) {
        Draft scratch = draft.scratch();
        Site step = new Site(scratch, inner, "", "", Remember.NEITHER, false);
        try {
            Signal output = decided(step.translate(new Open(scratch, "input", true)));
            return output instanceof Edge edge ? edge.size() : Edge.UNKNOWN;
        } catch (UnsupportedOperationException e) {
            return Edge.UNKNOWN;
        }
    }

    // ---- vertices

    /**
     * Adds a feed-forward layer that has the parameters of the module, in the same order, each row by row; or, what is the same, a matrix
     * {@code [H, D]} as {@code [D, H]} column by column.
     *
     * @param outputSize how many numbers it gives for each example, or {@link Edge#UNKNOWN}
     */
    public Edge layer(Layer layer, Edge input, long outputSize) {
        Edge rows = draft.rows(input);
        if (layer instanceof FeedForwardLayer sized) {
            setSizes(sized, input.size(), outputSize);
        }
        String vertex = draft.add(name(), layer, layer instanceof ActivationLayer ? ownCopy(rows) : rows.vertex());
        draft.place(module, vertex);
        return new Edge(vertex, rows.layout(), InputKind.VALUES, outputSize);
    }

    /** Deeplearning4j's ActivationLayer overwrites its input where nothing is trained, which others may need. */
    private String ownCopy(Edge edge) {
        return draft.add(name() + ".input", new TapVertex(), edge.vertex());
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
        draft.place(module, vertex);
        if (fixed) {
            draft.fixRemember(vertex);
        }
        return new Edge(vertex, Edge.Layout.SEQUENCE, InputKind.VALUES, outputSize);
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

    /**
     * Adds vertices that move the steps of a sequence, a table at every step included.
     *
     * @throws UnsupportedOperationException in truncated backpropagation, whose segments end before the sequence does
     */
    public Signal ordered(StepOrderVertex.Order order, Signal step) {
        if (draft.isTruncated()) {
            throw refuse(
                    "turns sequences around, and rho cuts them into segments that end before they do",
                    "leave rho out, or cut the sequences before they come here");
        }
        Signal known = decided(step);
        if (known instanceof Bundle bundle) {
            return new Bundle(bundle.entries().stream()
                    .map(entry -> ordered(order, entry))
                    .toList());
        }
        Edge edge = draft.sequence(known instanceof Edge given ? given : values(known));
        return new Edge(
                draft.add(name(), new StepOrderVertex(order), edge.vertex()), edge.layout(), edge.kind(), edge.size());
    }

    /** Adds a vertex without parameters whose inputs and output are rows. */
    public Edge vertex(GraphVertex vertex, List<Edge> inputs, long outputSize) {
        List<Edge> rows = inputs.stream().map(draft::rows).toList();
        String name = draft.add(name(), vertex, rows.stream().map(Edge::vertex).toArray(String[]::new));
        return new Edge(name, rows.get(0).layout(), InputKind.VALUES, outputSize);
    }

    /** Adds a layer that computes with the module itself, which treats each example, and each time step, alike. */
    public Edge host(Edge input, long outputSize) {
        HostedLayer layer = new HostedLayer(module);
        layer.setInputKind(input.kind());
        return layer(layer, input, outputSize);
    }

    /**
     * Adds a vertex that computes with the module itself, which takes a table; within a sequence it is called for one time step after the
     * other, and must not carry anything from step to step.
     */
    public Edge host(List<Edge> inputs, long outputSize) {
        InputKind[] kinds = inputs.stream().map(Edge::kind).toArray(InputKind[]::new);
        boolean overTime = inputs.get(0).layout() != Edge.Layout.PLAIN;
        HostedVertex vertex = draft.hosted(module, kinds, overTime);
        String[] names = inputs.stream().map(draft::sequence).map(Edge::vertex).toArray(String[]::new);
        String name = draft.add(name(), vertex, names);
        draft.place(module, name);
        Edge.Layout layout = overTime ? Edge.Layout.SEQUENCE : Edge.Layout.PLAIN;
        return new Edge(name, layout, InputKind.VALUES, outputSize);
    }

    /** Adds a layer that runs the module itself over time. */
    public Edge hostOverTime(Edge input, long outputSize) {
        RecurrenceLayer layer = new RecurrenceLayer(module);
        layer.setInputKind(input.kind());
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
