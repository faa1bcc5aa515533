package org.rnn4j.bridge.translate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rnn4j.facade.layer.graph.gModule;
import org.rnn4j.facade.layer.table.SplitTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Node;

/** The rule for graphs of modules, whose nodes become vertices. */
final class GraphRules {
    private GraphRules() {}

    static void register() {
        Rules.put(gModule.class, GraphRules::graph);
    }

    private static Signal graph(gModule graph, Signal input, Site site) {
        List<Node> nodes = graph.forwardnodes();
        if (!hasVertices(graph, nodes)) {
            return whole(graph, input, site);
        }
        Map<Node, Signal> signals = new IdentityHashMap<>();
        int inputs = graph.inputs().size();
        for (int i = 0; i < inputs; i++) {
            Signal given = inputs == 1 ? input : site.entries(input, inputs).get(i);
            signals.put(graph.inputs().get(i), given);
        }
        int position = 1;
        for (Node node : nodes) {
            Signal given = given(node, signals);
            Signal result = switch (node.kind()) {
                case SPLIT -> new Bundle(site.entries(given, node.number()));
                case ENTRY -> ((Bundle) given).entries().get(node.number() - 1);
                case ELEMENT -> site.entries(given, 1).get(0);
                case TABLE -> given instanceof Bundle ? given : new Bundle(List.of(given));
                case MODULE, CRITERION -> site.child(position, Objects.requireNonNull(node.module()), given);
            };
            position += node.module() == null ? 0 : 1;
            signals.put(node, result);
        }
        List<Signal> outputs =
                graph.outputs().stream().map(node -> of(node, signals)).toList();
        return outputs.size() == 1 ? outputs.get(0) : new Bundle(outputs);
    }

    private static Signal of(Node node, Map<Node, Signal> signals) {
        return Objects.requireNonNull(signals.get(node));
    }

    /** What the node takes: what its parents give, or a part of the graph's input. */
    private static Signal given(Node node, Map<Node, Signal> signals) {
        List<Signal> given = new ArrayList<>();
        node.parents().forEach(parent -> given.add(of(parent, signals)));
        if (given.isEmpty()) {
            return of(node, signals);
        }
        return given.size() == 1 && node.kind() != Node.Kind.TABLE ? given.get(0) : new Bundle(given);
    }

    /**
     * Whether each node can be a vertex of its own. Parameters of a vertex are its own, targets are not computed with, and what takes a tensor apart
     * along a dimension is none.
     */
    private static boolean hasVertices(gModule graph, List<Node> nodes) {
        List<Module> modules = graph.modules();
        return new HashSet<>(modules).size() == modules.size()
                && nodes.stream()
                        .noneMatch(node -> node.kind() == Node.Kind.CRITERION || node.module() instanceof SplitTable);
    }

    private static Signal whole(gModule graph, Signal input, Site site) {
        if (graph.outputs().size() > 1) {
            throw site.refuse(
                    "gives a table of what its modules compute together",
                    "leave out what has no vertex of its own: modules at two nodes, criterions, SplitTable");
        }
        int inputs = graph.inputs().size();
        return Rules.host(graph, inputs == 1 ? input : new Bundle(site.entries(input, inputs)), site);
    }
}
