package org.rnn4j.facade.layer.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.module.Combining;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Node;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * A graph of modules as one module: what lies between the nodes {@code inputs} and {@code outputs}.
 *
 * <p>Input: what the input takes, or a table with one entry for each of several inputs. Output: that of the output, or a table likewise; several gradients of
 * one node add up. A node with several parents gets a table, which its module fills anew at each call.
 *
 * <p>The modules inside come in nngraph's order, once for each node, and so do parameters: those of a module at two nodes are there twice. Such a module has one
 * output and one gradInput, those of its last call, as in Torch.
 *
 * <p>State: forward keeps what each node was given, updateGradInput the gradient of each node's output. Backward goes by these, and not by the input that it
 * is given.
 *
 * <p>Differs from Torch: nodes may be used in several graphs, and a node without parents has to be an input.
 *
 * @see <a href="https://github.com/torch/nngraph">nngraph manual</a>
 */
public final class gModule extends Container implements RowWise {
    private final GraphPlan plan;

    /** What each node was given, by position; a table of the graph's own where there are several parents. */
    private @Nullable Activity[] inputs;

    /** The gradient of each node's output, by position. */
    private @Nullable Activity[] gradients;

    /** Memory for gradients that are sums, or tables of the gradients of entries. */
    private @Nullable Activity[] sums;

    /** What is handed out of several outputs. */
    private Table outputs = new Table();

    /** The outputs, whatever is done to the table that was handed out. */
    private Table results = new Table();

    private @Nullable Passage passage;
    private @Nullable List<@Nullable Node> nodes;
    private @Nullable String name;

    /** What is on its way through the graph during one call. */
    private static final class Passage {
        private final @Nullable Activity[] outputs;
        private final @Nullable Activity[] gradients;
        private final int[] counts;

        Passage(GraphPlan plan) {
            outputs = new @Nullable Activity[plan.size()];
            gradients = new @Nullable Activity[plan.uses()];
            counts = new int[plan.size()];
        }

        void clear() {
            Arrays.fill(outputs, null);
            Arrays.fill(gradients, null);
            Arrays.fill(counts, 0);
        }
    }

    /**
     * The graph between {@code inputs} and {@code outputs}.
     *
     * @param inputs nodes without parents, each of which leads to an output; several take a table
     * @param outputs nodes that lead to the inputs; several give a table
     * @throws IllegalArgumentException if a node leads to no output, or begins without being an input
     */
    public gModule(List<Node> inputs, List<Node> outputs) {
        List<@Nullable Node> nodes = new ArrayList<>();
        plan = GraphPlan.of(inputs, outputs, nodes);
        for (Node node : nodes) {
            Module module = node == null ? null : moduleOf(node);
            if (module != null) {
                super.add(module);
            }
        }
        this.inputs = new @Nullable Activity[plan.size()];
        gradients = new @Nullable Activity[plan.size()];
        sums = new @Nullable Activity[plan.size()];
    }

    private static @Nullable Module moduleOf(Node node) {
        if (node.module() != null) {
            return node.module();
        }
        return switch (node.kind()) {
            case CRITERION -> new ModuleFromCriterion(Objects.requireNonNull(node.criterion()));
            case TABLE -> node.parents().size() == 1 ? new JustTable() : new Identity();
            case ELEMENT -> new JustElement();
            case MODULE, SPLIT, ENTRY -> null;
        };
    }

    // ---- all steps of a sequence in one call

    /** The number that the first module says which does not take any. */
    @Override
    public int sampleDimensions() {
        for (Module module : modules()) {
            if (module instanceof RowWise rows && rows.sampleDimensions() != ANY) {
                return rows.sampleDimensions();
            }
        }
        return ANY;
    }

    /** Whether all modules are row by row, or combine rows, between one input and one output. */
    @Override
    public boolean isRowWise() {
        return plan.inputs().length == 1
                && plan.outputs().length == 1
                && modules().stream().allMatch(gModule::goesByRows);
    }

    private static boolean goesByRows(Module module) {
        if (module instanceof RowWise rows) {
            return rows.isRowWise();
        }
        return module instanceof Combining && !(module instanceof CAddTable sum && sum.inPlace());
    }

    /** Whether each module takes what the one before gives, as in a Sequential. */
    public boolean isChain() {
        return plan.isChain();
    }

    // ---- forward and backward

    @Override
    public Activity updateOutput(Activity input) {
        Passage passage = passage();
        Activity[] values = passage.outputs;
        for (int position = 0; position < plan.size(); position++) {
            GraphPlan.Place place = plan.place(position);
            Activity given = position == GraphPlan.INPUT ? input : given(place, inputs[position], values);
            inputs[position] = given;
            values[position] = place.module() > 0 ? updateOutput(place.module(), given) : routed(place, given);
        }
        int[] ends = plan.outputs();
        Activity output = values[ends[0]];
        if (ends.length > 1) {
            for (int i = 0; i < ends.length; i++) {
                outputs.set(i + 1, values[ends[i]]);
                results.set(i + 1, values[ends[i]]);
            }
            output = outputs;
        }
        passage.clear();
        return setOutput(output);
    }

    private Passage passage() {
        if (passage == null) {
            passage = new Passage(plan);
        } else {
            passage.clear();
        }
        return passage;
    }

    /** What the parents have given: one value, or a table of them in {@code table}. */
    private static Activity given(GraphPlan.Place place, @Nullable Activity table, Activity[] values) {
        if (place.parents().size() == 1) {
            return values[place.parent()];
        }
        Table entries = table instanceof Table known ? known : new Table();
        for (int i = 0; i < place.parents().size(); i++) {
            entries.set(i + 1, values[place.parents().get(i)]);
        }
        return entries;
    }

    /** What a place without a module gives. */
    private Activity routed(GraphPlan.Place place, Activity given) {
        if (place.kind() == Node.Kind.ENTRY) {
            return ((Table) given).get(place.number());
        }
        if (place.kind() != Node.Kind.SPLIT) {
            return given;
        }
        if (!(given instanceof Table entries) || entries.size() != place.number()) {
            String what = place.label() == null ? "input" : "what goes into " + place.label();
            throw expected("a table of " + place.number() + " entries as " + what, given);
        }
        for (int i = 1; i < entries.size(); i++) {
            if (entries.find(i) == null) {
                throw expected("a table without holes", given);
            }
        }
        return entries;
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        checkGradients(gradOutput);
        Passage passage = passage();
        int[] ends = plan.outputs();
        for (int i = 0; i < ends.length; i++) {
            send(
                    passage,
                    ends[i],
                    ends.length == 1 ? gradOutput : gradOutput.toTable().get(i + 1));
        }
        for (int position : plan.backward()) {
            GraphPlan.Place place = plan.place(position);
            Activity gradient = total(passage, position, place);
            gradients[position] = gradient;
            if (place.kind() == Node.Kind.ENTRY) {
                sendEntry(passage, place, gradient);
            } else if (place.module() > 0) {
                Activity gradInput = updateGradInput(place.module(), inputs[position], gradient);
                sendToParents(passage, place, gradInput);
            } else if (position != GraphPlan.INPUT) {
                send(passage, place.parent(), gradient);
            }
        }
        passage.clear();
        return setGradInput(gradients[GraphPlan.INPUT]);
    }

    private void checkGradients(Activity gradOutput) {
        Activity output = lastOutput();
        Failures.like(this, "gradOutput", gradOutput, plan.outputs().length == 1 ? output : results);
    }

    private void sendToParents(Passage passage, GraphPlan.Place place, Activity gradInput) {
        int parents = place.parents().size();
        if (parents == 1) {
            send(passage, place.parent(), gradInput);
            return;
        }
        Table entries = gradInput.toTable();
        for (int i = 0; i < parents; i++) {
            send(passage, place.parents().get(i), entries.get(i + 1));
        }
    }

    /** The gradient of one entry goes to its place in a table of all, and with the first one, the table to the place that was split. */
    private void sendEntry(Passage passage, GraphPlan.Place place, Activity gradient) {
        int split = place.parent();
        Table table = sums[split] instanceof Table known ? known : new Table();
        table.set(place.number(), gradient);
        sums[split] = table;
        if (passage.counts[split] == 0) {
            send(passage, split, table);
        }
    }

    private void send(Passage passage, int position, Activity gradient) {
        passage.gradients[plan.place(position).firstUse() + passage.counts[position]++] = gradient;
    }

    /** The sum of the gradients that came in at {@code position}, computed only now: a module at two nodes gives twice the same tensor. */
    private Activity total(Passage passage, int position, GraphPlan.Place place) {
        int count = passage.counts[position];
        Activity first = passage.gradients[place.firstUse()];
        if (count == 0 || first == null) {
            throw new IllegalStateException(who() + ": expected a gradient for " + place.label() + ", got none");
        }
        if (count == 1) {
            return first;
        }
        Activity sum = Activities.copy(sums[position], first);
        for (int i = 1; i < count; i++) {
            Activities.add(sum, passage.gradients[place.firstUse() + i]);
        }
        sums[position] = sum;
        return sum;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        checkGradients(gradOutput);
        if (gradients[GraphPlan.INPUT] == null) {
            throw new IllegalStateException(who() + ": expected updateGradInput before accGradParameters");
        }
        for (int position : plan.backward()) {
            GraphPlan.Place place = plan.place(position);
            if (place.module() > 0) {
                accGradParameters(place.module(), inputs[position], gradients[position], scale);
            }
        }
    }

    // ---- structure

    /**
     * The nodes in the order in which forward visits them, with the modules that this graph has now: Torch's {@code forwardnodes}, without those
     * that stand for the input and the output as a whole.
     */
    public List<Node> forwardnodes() {
        return told().stream().filter(node -> node != null).toList();
    }

    /** The nodes that take the input, of {@link #forwardnodes}. */
    public List<Node> inputs() {
        return Arrays.stream(plan.inputs()).mapToObj(told()::get).toList();
    }

    /** The nodes that give the output, of {@link #forwardnodes}. */
    public List<Node> outputs() {
        return Arrays.stream(plan.outputs()).mapToObj(told()::get).toList();
    }

    /** The node at each position, without those that stand for the input. */
    private List<@Nullable Node> told() {
        if (nodes != null) {
            return nodes;
        }
        List<@Nullable Node> told = new ArrayList<>();
        for (GraphPlan.Place place : plan.places()) {
            boolean standsForInput = place.label() == null;
            List<Node> parents = place.parents().stream()
                    .map(told::get)
                    .filter(parent -> parent != null)
                    .toList();
            Module module = place.module() > 0 ? get(place.module()) : null;
            told.add(
                    standsForInput
                            ? null
                            : Node.told(
                                    Objects.requireNonNull(place.kind()),
                                    module,
                                    place.number(),
                                    parents,
                                    place.annotations()));
        }
        nodes = told;
        return told;
    }

    /**
     * Not supported: a module belongs to a node.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Container add(Module module) {
        throw new UnsupportedOperationException(who() + ": add; make a node of the module before the graph is made");
    }

    /** None: the nodes are arguments. */
    @Override
    public List<Module> added() {
        return List.of();
    }

    @Override
    public Module replace(UnaryOperator<Module> callback) {
        nodes = null;
        return super.replace(callback);
    }

    // ---- state

    @Override
    public Module clearState() {
        super.clearState();
        Arrays.fill(inputs, null);
        Arrays.fill(gradients, null);
        Arrays.fill(sums, null);
        return this;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        inputs = told(fields, "inputs", inputs);
        gradients = told(fields, "gradients", gradients);
        sums = told(fields, "sums", sums);
        outputs = fields.buffer("outputs", outputs);
        results = fields.buffer("results", results);
        passage = fields.scratch(passage);
        nodes = fields.scratch(nodes);
    }

    private static @Nullable Activity[] told(Fields fields, String name, @Nullable Activity[] values) {
        @Nullable Activity[] told = new @Nullable Activity[values.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = fields.buffer(name, values[i]);
        }
        return told;
    }

    /** The name of this graph, or null. */
    public @Nullable String name() {
        return name;
    }

    /** Gives this graph a name, which is what it prints; null takes it away. */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** The name, if there is one. */
    @Override
    public String toString() {
        return name == null ? super.toString() : name;
    }
}
