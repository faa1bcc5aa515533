package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.graph.ModuleFromCriterion;
import org.rnn4j.facade.layer.graph.gModule;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Node;

/**
 * How the nodes of a graph are made, in JSON, in the order in which they are made:
 *
 * <pre>
 * {"nodes":[{"id":"x","module":{"nn":"Identity"}},
 *           {"id":"h","module":{"nn":"Linear","args":[3,4]},"from":["x"],"annotate":"hidden"},
 *           {"split":["a","b"],"from":"h"}, ...],
 *  "inputs":["x"], "outputs":["a","b"]}
 * </pre>
 *
 * <p>In the place of {@code module} there may be {@code sameAs} with the id of a node whose module is meant once more, {@code criterion} with a
 * spec, or {@code nest} with a list of ids and of lists of them.
 *
 * @param nodes the steps that make nodes
 * @param inputs the names of the inputs
 * @param outputs the names of the outputs
 */
record GraphSpec(List<Step> nodes, List<String> inputs, List<String> outputs) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> KINDS = List.of("module", "criterion", "sameAs", "nest", "split");

    /**
     * One step.
     *
     * @param kind its key
     * @param content what the key says: a ModuleSpec, a name, or a list of names and lists of them
     * @param id the name of the node; null for a split
     * @param from the names of the parents
     * @param annotations by key
     */
    record Step(String kind, Object content, @Nullable String id, List<String> from, Map<String, String> annotations) {}

    // ---- from and to modules

    /** That of {@code graph}. */
    static GraphSpec of(gModule graph) {
        List<Step> steps = new ArrayList<>();
        Map<Node, String> names = new IdentityHashMap<>();
        Map<Module, String> modules = new IdentityHashMap<>();
        for (Node node : graph.forwardnodes()) {
            names.put(node, "n" + (names.size() + 1));
        }
        for (Node node : graph.forwardnodes()) {
            String id = Objects.requireNonNull(names.get(node));
            List<String> from = names(node.parents(), names);
            Module module = node.module();
            Step step = switch (node.kind()) {
                case MODULE -> {
                    String same = modules.putIfAbsent(Objects.requireNonNull(module), id);
                    yield same == null
                            ? new Step("module", ModuleSpec.of(module), id, from, node.annotations())
                            : new Step("sameAs", same, id, from, node.annotations());
                }
                case CRITERION -> {
                    ModuleSpec criterion =
                            ModuleSpec.of(((ModuleFromCriterion) Objects.requireNonNull(module)).criterion());
                    yield new Step("criterion", criterion, id, from, node.annotations());
                }
                case TABLE -> new Step("nest", from, id, List.of(), node.annotations());
                case ELEMENT -> new Step("split", List.of(id), null, from, Map.of());
                case SPLIT -> new Step("split", names(entries(node), names), null, from, Map.of());
                case ENTRY -> null;
            };
            if (step != null) {
                steps.add(step);
            }
        }
        return new GraphSpec(steps, names(graph.inputs(), names), names(graph.outputs(), names));
    }

    private static List<Node> entries(Node split) {
        return split.users().stream()
                .sorted(Comparator.comparingInt(Node::number))
                .toList();
    }

    private static List<String> names(List<Node> nodes, Map<Node, String> names) {
        return nodes.stream()
                .map(node -> Objects.requireNonNull(names.get(node)))
                .toList();
    }

    /** Makes the graph, its modules in the order of the steps. */
    gModule build() {
        Map<String, Node> made = new HashMap<>();
        for (Step step : nodes) {
            if (step.kind.equals("split")) {
                List<?> names = (List<?>) step.content;
                List<Node> entries = node(step.from.get(0), made).split(names.size());
                for (int i = 0; i < entries.size(); i++) {
                    add((String) names.get(i), entries.get(i), made);
                }
                continue;
            }
            List<Node> from = nodes(step.from, made);
            Node node = switch (step.kind) {
                case "module" -> Node.of(((ModuleSpec) step.content).build(), from);
                case "criterion" -> Node.of(((ModuleSpec) step.content).buildCriterion(), from);
                case "sameAs" -> Node.of(module((String) step.content, made), from);
                default -> nested((List<?>) step.content, made);
            };
            step.annotations.forEach(node::annotate);
            add(Objects.requireNonNull(step.id), node, made);
        }
        return new gModule(nodes(inputs, made), nodes(outputs, made));
    }

    private static void add(String name, Node node, Map<String, Node> made) {
        if (made.put(name, node) != null) {
            throw new IllegalArgumentException(
                    "ModuleSpec: nn.gModule: expected each id once, got \"" + name + "\" twice");
        }
    }

    private static List<Node> nodes(List<String> names, Map<String, Node> made) {
        return names.stream().map(name -> node(name, made)).toList();
    }

    private static Node node(String name, Map<String, Node> made) {
        Node node = made.get(name);
        if (node == null) {
            throw new IllegalArgumentException(
                    "ModuleSpec: nn.gModule: expected the id of a node further up, got \"" + name + '"');
        }
        return node;
    }

    private static Module module(String name, Map<String, Node> made) {
        Module module = node(name, made).module();
        if (module == null) {
            throw new IllegalArgumentException(
                    "ModuleSpec: nn.gModule: expected the id of a node with a module as sameAs, got \"" + name + '"');
        }
        return module;
    }

    private static Node nested(List<?> entries, Map<String, Node> made) {
        return Node.table(entries.stream()
                .map(entry -> entry instanceof List<?> list ? nested(list, made) : node((String) entry, made))
                .toList());
    }

    // ---- from and to JSON

    static GraphSpec read(JsonNode json, String where) {
        SpecJson.only(json, Set.of("nodes", "inputs", "outputs"), where);
        List<Step> steps = new ArrayList<>();
        for (JsonNode node : json.path("nodes")) {
            steps.add(step(node, where + ".nodes[" + (steps.size() + 1) + "]"));
        }
        return new GraphSpec(
                List.copyOf(steps),
                names(json.path("inputs"), where + ".inputs"),
                names(json.path("outputs"), where + ".outputs"));
    }

    private static Step step(JsonNode json, String where) {
        List<String> kinds = KINDS.stream().filter(json::has).toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException(
                    where + ": expected one of " + KINDS + ", got " + SpecJson.abridged(json));
        }
        String kind = kinds.get(0);
        SpecJson.only(
                json,
                switch (kind) {
                    case "split" -> Set.of("split", "from");
                    case "nest" -> Set.of("nest", "id", "annotate");
                    default -> Set.of(kind, "id", "from", "annotate");
                },
                where);
        JsonNode content = json.get(kind);
        JsonNode from = json.path("from");
        return new Step(
                kind,
                switch (kind) {
                    case "module", "criterion" -> SpecJson.spec(content, where + "." + kind);
                    case "sameAs" -> name(content, where + ".sameAs");
                    case "split" -> names(content, where + ".split");
                    default -> nest(content, where + ".nest");
                },
                kind.equals("split") ? null : name(json.path("id"), where + ".id"),
                from.isMissingNode()
                        ? List.of()
                        : kind.equals("split") ? List.of(name(from, where + ".from")) : names(from, where + ".from"),
                annotations(json.path("annotate"), where + ".annotate"));
    }

    private static Map<String, String> annotations(JsonNode json, String where) {
        if (!json.isObject()) {
            return json.isMissingNode() ? Map.of() : Map.of("name", name(json, where));
        }
        Map<String, String> annotations = new LinkedHashMap<>();
        json.properties().forEach(entry -> annotations.put(entry.getKey(), name(entry.getValue(), where)));
        return annotations;
    }

    private static String name(JsonNode json, String where) {
        if (!json.isTextual()) {
            throw new IllegalArgumentException(where + ": expected a name, got " + SpecJson.abridged(json));
        }
        return json.textValue();
    }

    private static List<String> names(JsonNode json, String where) {
        return elements(json, where).stream().map(entry -> name(entry, where)).toList();
    }

    private static List<Object> nest(JsonNode json, String where) {
        List<Object> entries = new ArrayList<>();
        for (JsonNode entry : elements(json, where)) {
            entries.add(entry.isArray() ? nest(entry, where) : name(entry, where));
        }
        return List.copyOf(entries);
    }

    private static List<JsonNode> elements(JsonNode json, String where) {
        if (!json.isArray() || json.isEmpty()) {
            throw new IllegalArgumentException(where + ": expected a list of names, got " + SpecJson.abridged(json));
        }
        List<JsonNode> elements = new ArrayList<>();
        json.forEach(elements::add);
        return elements;
    }

    JsonNode write() {
        ObjectNode json = JSON.objectNode();
        ArrayNode steps = json.putArray("nodes");
        nodes.forEach(step -> steps.add(write(step)));
        json.set("inputs", SpecJson.writeList(inputs));
        json.set("outputs", SpecJson.writeList(outputs));
        return json;
    }

    private static ObjectNode write(Step step) {
        ObjectNode json = JSON.objectNode();
        if (step.id != null) {
            json.put("id", step.id);
        }
        json.set(step.kind, content(step.content));
        if (step.kind.equals("split")) {
            json.put("from", step.from.get(0));
        } else if (!step.from.isEmpty()) {
            json.set("from", SpecJson.writeList(step.from));
        }
        if (step.annotations.keySet().equals(Set.of("name"))) {
            json.put("annotate", step.annotations.get("name"));
        } else if (!step.annotations.isEmpty()) {
            ObjectNode annotations = json.putObject("annotate");
            step.annotations.forEach(annotations::put);
        }
        return json;
    }

    private static JsonNode content(Object content) {
        if (!(content instanceof List<?> list)) {
            return SpecJson.write(content);
        }
        ArrayNode array = JSON.arrayNode();
        list.forEach(entry -> array.add(content(entry)));
        return array;
    }
}
