package org.rnn4j.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.translate.Placement;
import org.rnn4j.bridge.translate.Translation;
import org.rnn4j.bridge.translate.Translator;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.stochastic.Reinforce;
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
 * <p>Learned parameters: those of a copy of the original, in the same order and sizes, as are running statistics, with gradients that add up until
 * {@link #zeroGradParameters} as in any module. The graph works on their memory, also after {@code getParameters} has moved them. They
 * started with the values of the original and are otherwise independent of it; {@link Dl4j#copyParameters} goes back.
 *
 * <p>State: that of the recurrent layers; {@link #remember} and {@link #forget} work as with a Sequencer. {@code updateParameters} is
 * one step of plain gradient descent, whatever updater the graph has.
 *
 * <p>Copies: each has a graph of its own, made at its first forward, which goes on from the hidden states of this one; backward begins
 * with a forward. A module that remembers cannot be copied for the steps of a recurrence.
 */
public final class GraphModule extends Module {
    private final GraphOptions options;
    /** Has the parameters, and never runs. */
    private Module original;

    private Translation translation;
    private ElementType translatedType;
    /** For each placement the position of its parameter among those of the original, from 0. */
    private final List<Integer> positions;
    /** For each vertex that computes what one module does, the position of that module, from 0, as {@code apply} goes. */
    private final Map<String, Integer> modulePositions;

    private @Nullable GraphRuntime runtime;
    /** Where a new graph goes on. */
    private Map<String, Map<String, INDArray>> states = Map.of();

    private @Nullable Remember told;
    private boolean copiedForStep;

    GraphModule(Module module, GraphOptions options) {
        this.options = options.copy();
        original = module.clone();
        original.clearState();
        translatedType = original.elementType();
        translation = translated();
        positions = positions(original, translation.placements());
        modulePositions = modulePositions(original, translation.modules());
        type(translatedType);
        GraphRuntime first = new GraphRuntime(this::who, translation, translatedType);
        moveParameters(first.graph());
        first.graph().bind(weights());
        first.shareStatistics(placedModules());
        runtime = first;
    }

    private Translation translated() {
        return Translator.translate(
                original, options.defaults(original.elementType().dataType(), false, 0), options.input());
    }

    private static List<Integer> positions(Module module, List<Placement> placements) {
        List<Tensor> weights = module.parameters().weights();
        List<Integer> positions = new ArrayList<>();
        for (Placement placement : placements) {
            int position = 0;
            while (!weights.get(position).isSetTo(placement.parameter())) {
                position++;
            }
            positions.add(position);
        }
        return positions;
    }

    /** Moves the parameters of the original into the vector of the graph. Those that were shared inside go on being so. */
    private void moveParameters(BoundGraph graph) {
        List<Tensor> places = graph.parts(graph.params());
        List<Tensor> before = weights().stream()
                .map(weight -> new Tensor(weight.elementType()).set(weight))
                .toList();
        for (Tensor weight : original.parameters().weights()) {
            for (int i = 0; i < places.size(); i++) {
                if (weight.isSetTo(before.get(i))) {
                    weight.set(places.get(i).copy(weight));
                    break;
                }
            }
        }
    }

    private static Map<String, Integer> modulePositions(Module module, Map<String, Module> modules) {
        List<Module> all = all(module);
        Map<String, Integer> positions = new HashMap<>();
        modules.forEach((vertex, its) -> {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i) == its) {
                    positions.put(vertex, i);
                }
            }
        });
        return positions;
    }

    private static List<Module> all(Module module) {
        List<Module> all = new ArrayList<>();
        module.apply(all::add);
        return all;
    }

    /** For each vertex that computes what one module does, that module in the original. */
    private Map<String, Module> placedModules() {
        List<Module> all = all(original);
        Map<String, Module> modules = new HashMap<>();
        modulePositions.forEach((vertex, position) -> modules.put(vertex, all.get(position)));
        return modules;
    }

    /** For each placement the parameter of the original. */
    private List<Tensor> weights() {
        List<Tensor> weights = original.parameters().weights();
        return positions.stream().map(weights::get).toList();
    }

    /** The graph that does the work, on the present parameters. */
    public ComputationGraph graph() {
        return runtime().graph();
    }

    private GraphRuntime runtime() {
        GraphRuntime present = runtime;
        if (present == null) {
            if (translatedType != elementType()) {
                translation = translated();
                translatedType = elementType();
            }
            present = new GraphRuntime(this::who, translation, elementType());
            if (told != null) {
                present.remember(told);
            }
            present.shareStatistics(placedModules());
            present.setStates(states);
            runtime = present;
        }
        present.graph().bind(weights());
        return present;
    }

    // ---- forward and backward

    @Override
    public Activity updateOutput(Activity input) {
        GraphRuntime present = runtime();
        if (copiedForStep && present.remembers(isTraining())) {
            throw new UnsupportedOperationException(who()
                    + ": remembers, and is copied for each step of a recurrence, where every copy would remember for itself;"
                    + " compile the whole recurrence, or leave remember out");
        }
        return setOutput(present.forward(input, isTraining()));
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Activity output = lastOutput();
        return setGradInput(runtime().backward(input, gradOutput, output));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        List<Tensor> found = runtime().gradients();
        List<Tensor> sums = original.parameters().gradients();
        for (int i = 0; i < found.size(); i++) {
            sums.get(positions.get(i)).add(scale, found.get(i));
        }
    }

    // ---- parameters

    @Override
    public Parameters parameters() {
        return original.parameters();
    }

    @Override
    public void zeroGradParameters() {
        original.zeroGradParameters();
    }

    @Override
    public void updateParameters(double learningRate) {
        original.updateParameters(learningRate);
    }

    @Override
    public void reset() {
        original.reset();
    }

    @Override
    public void reset(double stdv) {
        original.reset(stdv);
    }

    @Override
    protected void parametersMoved() {
        if (runtime != null) {
            runtime();
        }
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
        states = Map.of();
        if (runtime != null) {
            runtime.forget();
        }
    }

    @Override
    public Module remember(Remember when) {
        told = when;
        if (runtime != null) {
            runtime.remember(when);
        }
        return this;
    }

    /**
     * Not supported for nets with modules that learn by reward: graphs do not hand rewards on.
     *
     * @throws UnsupportedOperationException if there is such a module
     */
    @Override
    public void reinforce(Activity reward) {
        super.reinforce(reward);
        for (Module module : all(original)) {
            if (module instanceof Reinforce) {
                throw new UnsupportedOperationException(
                        who() + ": reinforce, as " + module + " learns by reward; train the module without a graph");
            }
        }
    }

    @Override
    public Module clearState() {
        super.clearState();
        if (runtime != null) {
            runtime.clear();
        }
        forget();
        return this;
    }

    @Override
    protected void settle() {
        if (runtime != null) {
            states = runtime.states();
        }
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        Module before = original;
        original = fields.module("module", original);
        // The graph is that of the module that this is a copy of, or has another type.
        if (original != before || (runtime != null && runtime.type() != elementType())) {
            runtime = null;
        }
    }

    @Override
    protected void copiedForStep() {
        copiedForStep = true;
        states = Map.of();
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
