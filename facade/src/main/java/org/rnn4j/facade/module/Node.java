package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a graph, as nngraph has it: a module together with the nodes whose outputs it takes. {@link Module#node} makes one, {@code nn.gModule} makes
 * a module of those between inputs and outputs.
 *
 * <pre>
 * Node x = nn.Identity().node();
 * Node h = nn.Tanh().node(nn.Linear(3, 4).node(x));
 * Node y = nn.CMulTable().node(h, nn.Linear(3, 4).node(x));
 * gModule net = nn.gModule(List.of(x), List.of(y));
 * </pre>
 *
 * <p>A node says what is computed, and computes nothing.
 *
 * @see <a href="https://github.com/torch/nngraph">nngraph manual</a>
 */
public final class Node {
    /** What a node does with what it gets. */
    public enum Kind {
        /** Gives it to a module. */
        MODULE,
        /** Gives it, a prediction and a target, to a criterion. */
        CRITERION,
        /** Makes a table of it. */
        TABLE,
        /** Takes the only entry of a table. */
        ELEMENT,
        /** Takes a table apart. */
        SPLIT,
        /** Is one of the entries of a {@link #SPLIT}. */
        ENTRY
    }

    private final Kind kind;
    private final @Nullable Module module;
    private final @Nullable Criterion criterion;
    private final int number;
    private final List<Node> parents;
    private final List<Node> users = new ArrayList<>();
    private final Map<String, String> annotations = new LinkedHashMap<>();

    private Node(Kind kind, @Nullable Module module, @Nullable Criterion criterion, int number, List<Node> parents) {
        this.kind = kind;
        this.module = module;
        this.criterion = criterion;
        this.number = number;
        this.parents = List.copyOf(parents);
        this.parents.forEach(parent -> parent.users.add(this));
    }

    /** {@code module} on the outputs of {@code parents}: on that of the only one, or on a table of all; without parents, on an input. */
    public static Node of(Module module, List<Node> parents) {
        Failures.given("nngraph", "a module", module);
        return new Node(Kind.MODULE, module, null, 0, checked(module.who(), parents));
    }

    /** {@code criterion} on the outputs of {@code parents}, a prediction and a target. */
    public static Node of(Criterion criterion, List<Node> parents) {
        Failures.given("nngraph", "a criterion", criterion);
        return new Node(Kind.CRITERION, null, criterion, 0, checked(criterion.who(), parents));
    }

    /** A table of the outputs of {@code entries}. */
    public static Node table(List<Node> entries) {
        Failures.given("nngraph.nest", "nodes", entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("nngraph.nest: expected at least one node, got none");
        }
        return new Node(Kind.TABLE, null, null, 0, checked("nngraph.nest", entries));
    }

    /** A node of {@code kind} at {@code module}, as the nodes of a graph that is there are told. */
    public static Node told(
            Kind kind, @Nullable Module module, int number, List<Node> parents, Map<String, String> annotations) {
        Node node = new Node(kind, module, null, number, parents);
        node.annotations.putAll(annotations);
        return node;
    }

    private static List<Node> checked(String who, List<Node> parents) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node parent : parents) {
            if (!seen.add(Failures.given(who, "nodes", parent))) {
                throw new IllegalArgumentException(who + ": expected each node once, got " + parent
                        + " twice; nn.Identity().node(it) makes another one of it");
            }
        }
        return parents;
    }

    /**
     * The entries of this node's output, which is a table, as nodes of their own. All of them have to be used.
     *
     * @param entries how many there are
     */
    public List<Node> split(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException(this + ": expected a split into at least 1, got " + entries);
        }
        if (entries == 1) {
            return List.of(new Node(Kind.ELEMENT, null, null, 0, List.of(this)));
        }
        Node table = new Node(Kind.SPLIT, null, null, entries, List.of(this));
        List<Node> nodes = new ArrayList<>(entries);
        for (int i = 1; i <= entries; i++) {
            nodes.add(new Node(Kind.ENTRY, null, null, i, List.of(table)));
        }
        return Collections.unmodifiableList(nodes);
    }

    /**
     * Gives this node a name, by which it can be found again among the {@code forwardnodes} of a graph.
     *
     * @return this
     */
    public Node annotate(String name) {
        return annotate("name", name);
    }

    /**
     * Notes {@code value} under {@code key}; nothing is done with it.
     *
     * @return this
     */
    public Node annotate(String key, String value) {
        annotations.put(
                Failures.given("nngraph", "the key of an annotation", key),
                Failures.given("nngraph", "the value of an annotation", value));
        return this;
    }

    /** What {@link #annotate} noted. */
    public Map<String, String> annotations() {
        return Collections.unmodifiableMap(annotations);
    }

    /** The annotation {@code name}, or null. */
    public @Nullable String name() {
        return annotations.get("name");
    }

    /** What this node does. */
    public Kind kind() {
        return kind;
    }

    /** The module; null for a node that has none. */
    public @Nullable Module module() {
        return module;
    }

    /** The criterion of a node that was made of one. */
    public @Nullable Criterion criterion() {
        return criterion;
    }

    /** Which entry it is, from 1, for {@link Kind#ENTRY}; how many there are, for {@link Kind#SPLIT}; else 0. */
    public int number() {
        return number;
    }

    /** The nodes whose outputs it takes, in order; none for an input. */
    public List<Node> parents() {
        return parents;
    }

    /** The nodes that were made with this one among their parents. */
    public List<Node> users() {
        return Collections.unmodifiableList(users);
    }

    /** What messages call it: its name, or what it does. */
    @Override
    public String toString() {
        String name = name();
        if (name != null) {
            return "the node " + name;
        }
        if (kind == Kind.SPLIT) {
            return "split(" + number + ") of " + parents.get(0);
        }
        if (kind == Kind.ENTRY) {
            return "entry " + number + " of " + parents.get(0);
        }
        Object content = module != null ? module.who() : criterion != null ? criterion.who() : null;
        return content != null
                ? "a node of " + content
                : kind == Kind.TABLE ? "a nested table" : "split(1) of " + parents.get(0);
    }
}
