package org.rnn4j.facade.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.graph.gModule;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Node;
import org.rnn4j.facade.module.Node.Kind;
import org.rnn4j.facade.tensor.LuaTable;

/**
 * Makes a graph of the nodes that a file has for {@code nn.gModule}. What a node does is in its table {@code data}: its module, and under {@code mapindex} the data of
 * its parents. The node {@code innode} stands for the input, {@code outnode} gathers what comes out.
 */
final class GraphReader {
    private final Function<@Nullable Object, Module> modules;
    private final LuaTable input;
    private final Map<LuaTable, Node> nodes = new IdentityHashMap<>();
    private final Map<Integer, Node> inputs = new TreeMap<>();

    private GraphReader(TorchObject graph, Function<@Nullable Object, Module> modules) {
        this.modules = modules;
        input = data(graph, "innode");
    }

    /**
     * The graph that {@code object} describes.
     *
     * @param modules makes a module of what the file has for it
     */
    static gModule read(TorchObject object, Function<@Nullable Object, Module> modules) {
        GraphReader reader = new GraphReader(object, modules);
        List<Node> outputs = new ArrayList<>();
        for (LuaTable parent : parents(data(object, "outnode"))) {
            outputs.add(reader.node(parent));
        }
        return new gModule(List.copyOf(reader.inputs.values()), outputs);
    }

    private static LuaTable data(TorchObject graph, String field) {
        if (graph.get(field) instanceof TorchObject node && node.get("data") instanceof LuaTable data) {
            return data;
        }
        throw new IllegalArgumentException("expected a node with data as " + field + ", got none");
    }

    private static List<LuaTable> parents(LuaTable data) {
        List<LuaTable> parents = new ArrayList<>();
        if (data.get("mapindex") instanceof LuaTable list) {
            for (int i = 1; i <= list.length(); i++) {
                parents.add(list.table(i));
            }
        }
        return parents;
    }

    /** The node of {@code wanted}, after those of all that it goes back to; graphs are deep, so that no call waits for another. */
    private Node node(LuaTable wanted) {
        Deque<LuaTable> open = new ArrayDeque<>();
        Map<LuaTable, Boolean> entered = new IdentityHashMap<>();
        open.push(wanted);
        while (!open.isEmpty()) {
            LuaTable data = open.element();
            List<LuaTable> before = nodes.containsKey(data) || isInput(data) ? List.of() : missing(data);
            if (before.isEmpty()) {
                open.pop();
                if (!nodes.containsKey(data)) {
                    nodes.put(data, made(data));
                }
            } else if (entered.put(data, true) != null) {
                throw new IllegalArgumentException(
                        "expected a graph without circles, got a node that goes back to itself");
            } else {
                before.forEach(open::push);
            }
        }
        return Objects.requireNonNull(nodes.get(wanted));
    }

    private List<LuaTable> missing(LuaTable data) {
        return parents(data).stream()
                .filter(parent -> !nodes.containsKey(parent) && inputNumber(parent) == 0)
                .toList();
    }

    /** Whether the graph's input, or one of its entries, is all that {@code data} gets. */
    private boolean isInput(LuaTable data) {
        List<LuaTable> parents = parents(data);
        return parents.size() == 1 && inputNumber(parents.get(0)) > 0;
    }

    /** Which of the inputs {@code data} stands for, from 1; 0 if for none. */
    private int inputNumber(LuaTable data) {
        if (data == input) {
            return 1;
        }
        boolean isEntry = data.get("module") == null && data.get("selectindex") != null;
        return isEntry && parents(data).equals(List.of(input)) ? data.integer("selectindex") : 0;
    }

    private Node made(LuaTable data) {
        Map<String, String> annotations = annotations(data);
        Object module = data.get("module");
        if (isInput(data)) {
            Module first = module == null ? new Identity() : modules.apply(module);
            Node node = Node.told(Kind.MODULE, first, 0, List.of(), annotations);
            if (inputs.put(inputNumber(parents(data).get(0)), node) != null) {
                throw new IllegalArgumentException("expected one node for each input, got several");
            }
            return node;
        }
        List<Node> parents = parents(data).stream()
                .map(parent -> Objects.requireNonNull(nodes.get(parent)))
                .toList();
        if (module instanceof TorchObject object && object.className().equals("nngraph.JustElement")) {
            return Node.told(Kind.ELEMENT, null, 0, parents, annotations);
        }
        if (module instanceof TorchObject object && object.className().equals("nngraph.JustTable")) {
            return Node.told(Kind.TABLE, null, 0, parents, annotations);
        }
        if (module != null) {
            return Node.told(Kind.MODULE, modules.apply(module), 0, parents, annotations);
        }
        if (data.has("selectindex")) {
            return Node.told(Kind.ENTRY, null, data.integer("selectindex"), parents, annotations);
        }
        return data.has("nSplitOutputs")
                ? Node.told(Kind.SPLIT, null, data.integer("nSplitOutputs"), parents, annotations)
                : Node.told(Kind.TABLE, null, 0, parents, annotations);
    }

    private static Map<String, String> annotations(LuaTable data) {
        if (!(data.get("annotations") instanceof LuaTable notes)) {
            return Map.of();
        }
        Map<String, String> annotations = new HashMap<>();
        notes.forEach((key, value) -> {
            if (key instanceof String name && value instanceof String text) {
                annotations.put(name, text);
            }
        });
        return Map.copyOf(annotations);
    }
}
