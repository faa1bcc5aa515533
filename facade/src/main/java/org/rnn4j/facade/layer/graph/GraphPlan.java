package org.rnn4j.facade.layer.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Node;

/**
 * In which order the nodes of a graph are visited, forward and back, and where each finds what it takes. Made once, and the same for all copies of the graph.
 *
 * <p>The order is nngraph's, which decides the order of parameters, of random numbers, and of sums: forward, a node comes after its parents, the first one
 * and all before it first; backward, after its users, in the order in which a walk from the outputs, level by level, meets them.
 */
final class GraphPlan {
    /** Position of what the graph is given. */
    static final int INPUT = 0;

    private static final int NONE = -1;

    /** All nodes in the order of forward; the first is what the graph is given. */
    private final List<Place> places;

    private final int[] inputs;
    private final int[] outputs;
    private final int[] backward;

    /**
     * One node of the graph.
     *
     * @param kind what it does; null for the place of what the graph is given
     * @param number that of the node
     * @param parents positions of the nodes whose outputs it takes
     * @param module position among the modules of the graph, from 1, or 0
     * @param firstUse where the gradients of its output begin, among those of all
     * @param label what messages call it; null for what stands for the input
     */
    record Place(
            Node.@Nullable Kind kind,
            int number,
            List<Integer> parents,
            int module,
            int firstUse,
            Map<String, String> annotations,
            @Nullable String label) {
        int parent() {
            return parents.get(0);
        }
    }

    private GraphPlan(List<Place> places, int[] inputs, int[] outputs, int[] backward) {
        this.places = List.copyOf(places);
        this.inputs = inputs;
        this.outputs = outputs;
        this.backward = backward;
    }

    List<Place> places() {
        return places;
    }

    Place place(int position) {
        return places.get(position);
    }

    int size() {
        return places.size();
    }

    /** How many gradients come in at all places together. */
    int uses() {
        int uses = outputs.length;
        for (Place place : places) {
            uses += place.parents.size();
        }
        return uses;
    }

    int[] inputs() {
        return inputs;
    }

    int[] outputs() {
        return outputs;
    }

    int[] backward() {
        return backward;
    }

    /** Whether all places have modules, one behind the other. */
    boolean isChain() {
        for (int position = 1; position < size(); position++) {
            Place place = place(position);
            if (place.module() == 0 || !place.parents().equals(List.of(position - 1))) {
                return false;
            }
        }
        return inputs.length == 1 && outputs.length == 1;
    }

    /**
     * The plan for the nodes between {@code inputs} and {@code outputs}.
     *
     * @param planned takes the node at each position; null at {@link #INPUT} and for the entries that several inputs are
     */
    static GraphPlan of(List<Node> inputs, List<Node> outputs, List<@Nullable Node> planned) {
        return new Walk(inputs, outputs).plan(planned);
    }

    /** A node, or what stands for the input or the output as a whole. */
    private static final class Stop {
        private final @Nullable Node node;
        private final int entry;
        private final List<Stop> parents = new ArrayList<>();
        private final List<Stop> users = new ArrayList<>();
        private boolean visited;
        private int position = NONE;

        Stop(@Nullable Node node, int entry) {
            this.node = node;
            this.entry = entry;
        }
    }

    /** Walks over the nodes from the outputs to the inputs. */
    private static final class Walk {
        private final Map<Node, Stop> stops = new IdentityHashMap<>();
        private final Stop source = new Stop(null, 0);
        private final Stop sink = new Stop(null, 0);
        private final List<Stop> sources = new ArrayList<>();
        private final List<Node> inputs;
        private final List<Node> outputs;

        Walk(List<Node> inputs, List<Node> outputs) {
            Failures.given("gModule", "a list of nodes as inputs", inputs);
            Failures.given("gModule", "a list of nodes as outputs", outputs);
            this.inputs = checked("inputs", inputs);
            this.outputs = checked("outputs", outputs);
            for (int i = 1; i <= inputs.size(); i++) {
                Node input = inputs.get(i - 1);
                if (!input.parents().isEmpty()) {
                    throw new IllegalArgumentException(
                            "gModule: expected inputs that take nothing, got " + input + " as input " + i);
                }
                Stop stop = new Stop(input, 0);
                stops.put(input, stop);
                sources.add(inputs.size() == 1 ? source : new Stop(null, i));
                stop.parents.add(sources.get(i - 1));
            }
            if (inputs.size() > 1) {
                sources.forEach(entry -> entry.parents.add(source));
            }
            levels();
            refuseLooseEnds();
        }

        private static List<Node> checked(String what, List<Node> nodes) {
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException("gModule: expected at least one node as " + what + ", got none");
            }
            Map<Node, Boolean> seen = new IdentityHashMap<>();
            for (Node node : nodes) {
                if (seen.put(Failures.given("gModule", "nodes as " + what, node), true) != null) {
                    throw new IllegalArgumentException("gModule: expected each node once as " + what + ", got " + node
                            + " twice; nn.Identity().node(it) makes another one of it");
                }
            }
            return nodes;
        }

        /** Links what is there level by level, from the outputs: users come in the order in which the walk leaves them. */
        private void levels() {
            Deque<Stop> queue = new ArrayDeque<>();
            for (Node output : outputs) {
                sink.parents.add(stop(output));
            }
            sink.visited = true;
            queue.add(sink);
            while (!queue.isEmpty()) {
                Stop stop = queue.remove();
                if (stop != sink && stop.node != null && stop.parents.isEmpty()) {
                    stop.node.parents().forEach(parent -> stop.parents.add(stop(parent)));
                    if (stop.parents.isEmpty()) {
                        throw new IllegalArgumentException(
                                "gModule: expected every node without parents among the inputs," + " got " + stop.node);
                    }
                }
                for (Stop parent : stop.parents) {
                    parent.users.add(stop);
                    if (!parent.visited) {
                        parent.visited = true;
                        queue.add(parent);
                    }
                }
            }
        }

        private Stop stop(Node node) {
            return stops.computeIfAbsent(node, made -> new Stop(made, 0));
        }

        private Stop known(Node node) {
            return Objects.requireNonNull(stops.get(node));
        }

        private void refuseLooseEnds() {
            for (Node input : inputs) {
                if (!known(input).visited) {
                    throw new IllegalArgumentException(
                            "gModule: expected every input to lead to an output, got " + input + " that does not");
                }
            }
            for (Node node : stops.keySet()) {
                for (Node user : node.users()) {
                    if (!stops.containsKey(user)) {
                        throw new IllegalArgumentException(
                                "gModule: expected every node to lead to an output, got " + user + " that does not"
                                        + (user.kind() == Node.Kind.ENTRY ? "; split into less" : ""));
                    }
                }
            }
        }

        GraphPlan plan(List<@Nullable Node> planned) {
            List<Stop> forward = new ArrayList<>();
            afterwards(sink, true, forward);
            forward.remove(sink);
            List<Place> places = new ArrayList<>();
            int modules = 0;
            int uses = 0;
            for (Stop stop : forward) {
                stop.position = places.size();
                boolean hasModule = stop.node != null && hasModule(stop.node);
                modules += hasModule ? 1 : 0;
                places.add(place(stop, hasModule ? modules : 0, uses));
                uses += stop.users.size();
                planned.add(stop.node);
            }
            List<Stop> backward = new ArrayList<>();
            afterwards(source, false, backward);
            backward.remove(sink);
            return new GraphPlan(
                    places,
                    inputs.stream().mapToInt(input -> known(input).position).toArray(),
                    outputs.stream().mapToInt(output -> known(output).position).toArray(),
                    backward.stream().mapToInt(stop -> stop.position).toArray());
        }

        private static boolean hasModule(Node node) {
            return node.kind() != Node.Kind.SPLIT && node.kind() != Node.Kind.ENTRY;
        }

        private Place place(Stop stop, int module, int firstUse) {
            Node node = stop.node;
            List<Integer> parents =
                    stop.parents.stream().map(parent -> parent.position).toList();
            if (node != null) {
                return new Place(
                        node.kind(),
                        node.number(),
                        parents,
                        module,
                        firstUse,
                        Map.copyOf(node.annotations()),
                        node.toString());
            }
            Node.Kind kind = stop == source ? (sources.size() > 1 ? Node.Kind.SPLIT : null) : Node.Kind.ENTRY;
            int number = stop == source ? sources.size() : stop.entry;
            return new Place(kind, number, parents, 0, firstUse, Map.of(), null);
        }

        /** Adds {@code from} after all that it leads to, towards the inputs or towards the outputs. */
        private static void afterwards(Stop from, boolean towardsInputs, List<Stop> order) {
            Deque<Stop> path = new ArrayDeque<>();
            Deque<Integer> next = new ArrayDeque<>();
            Map<Stop, Boolean> seen = new IdentityHashMap<>();
            path.push(from);
            next.push(0);
            seen.put(from, true);
            while (!path.isEmpty()) {
                List<Stop> others = towardsInputs ? path.peek().parents : path.peek().users;
                int index = next.pop();
                if (index == others.size()) {
                    order.add(path.pop());
                    continue;
                }
                next.push(index + 1);
                Stop other = others.get(index);
                if (seen.put(other, true) == null) {
                    path.push(other);
                    next.push(0);
                }
            }
        }
    }
}
