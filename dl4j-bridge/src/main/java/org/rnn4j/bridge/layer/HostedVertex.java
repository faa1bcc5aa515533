package org.rnn4j.bridge.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Table;

/**
 * A vertex that computes with a facade module which takes a table: its inputs are the entries, its output is the module's tensor.
 *
 * <p>Over time, inputs and output are sequences {@code [N, D, T]}, and the module is called for one time step after the other. It must not
 * carry anything from step to step: Deeplearning4j has no hidden states in vertices.
 *
 * <p>The parameters are the module's, in its own order. What a graph's configuration says of training does not reach
 * vertices: they have an updater, regularization and gradient normalization of their own.
 */
public final class HostedVertex extends GraphVertex implements TrainingConfig, Hosting {
    private ModuleSource source = new ModuleSource();
    private InputKind[] inputKinds = {};
    private boolean overTime;
    private IUpdater updater = new Sgd();
    private @Nullable IUpdater biasUpdater;
    private List<Regularization> regularization = List.of();
    private List<Regularization> regularizationBias = List.of();
    private GradientNormalization gradientNormalization = GradientNormalization.None;
    private double gradientNormalizationThreshold = 1;
    private @Nullable String layerName;

    /** For reading from JSON. */
    public HostedVertex() {}

    /**
     * A vertex that computes with modules like {@code module}.
     *
     * @param inputKinds for each entry of its input what its numbers mean; word indices are {@code [N, 1]} in the graph
     * @param overTime whether inputs and output are sequences
     * @param updater what {@code fit} changes the parameters by
     */
    public HostedVertex(Module module, InputKind[] inputKinds, boolean overTime, IUpdater updater) {
        this(new ModuleSource(module), inputKinds, overTime, updater);
    }

    private HostedVertex(ModuleSource source, InputKind[] inputKinds, boolean overTime, IUpdater updater) {
        this.source = source;
        this.inputKinds = inputKinds.clone();
        this.overTime = overTime;
        this.updater = updater;
    }

    @Override
    public ModuleSource getSource() {
        return source;
    }

    /** Sets where the module comes from. */
    public void setSource(ModuleSource source) {
        this.source = source;
    }

    /** For each input what its numbers mean. */
    public InputKind[] getInputKinds() {
        return inputKinds.clone();
    }

    /** Sets for each input what its numbers mean. */
    public void setInputKinds(InputKind[] inputKinds) {
        this.inputKinds = inputKinds.clone();
    }

    /** Whether inputs and output are sequences. */
    public boolean isOverTime() {
        return overTime;
    }

    /** Sets whether inputs and output are sequences. */
    public void setOverTime(boolean overTime) {
        this.overTime = overTime;
    }

    /** What {@code fit} changes the parameters by. */
    public IUpdater getUpdater() {
        return updater;
    }

    /** Sets what {@code fit} changes the parameters by. */
    public void setUpdater(IUpdater updater) {
        this.updater = updater;
    }

    /** What {@code fit} changes the biases by; null for {@link #getUpdater}. */
    public @Nullable IUpdater getBiasUpdater() {
        return biasUpdater;
    }

    /** Sets what {@code fit} changes the biases by. */
    public void setBiasUpdater(@Nullable IUpdater biasUpdater) {
        this.biasUpdater = biasUpdater;
    }

    /** What is added to the gradients of the weights. */
    public List<Regularization> getRegularization() {
        return regularization;
    }

    /** Sets what is added to the gradients of the weights. */
    public void setRegularization(List<Regularization> regularization) {
        this.regularization = List.copyOf(regularization);
    }

    /** What is added to the gradients of the biases. */
    public List<Regularization> getRegularizationBias() {
        return regularizationBias;
    }

    /** Sets what is added to the gradients of the biases. */
    public void setRegularizationBias(List<Regularization> regularizationBias) {
        this.regularizationBias = List.copyOf(regularizationBias);
    }

    /** Sets how gradients are scaled or clipped. */
    public void setGradientNormalization(GradientNormalization gradientNormalization) {
        this.gradientNormalization = gradientNormalization;
    }

    /** Sets what gradients are clipped at. */
    public void setGradientNormalizationThreshold(double threshold) {
        gradientNormalizationThreshold = threshold;
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph,
            String name,
            int index,
            @Nullable INDArray view,
            boolean initialize,
            DataType type) {
        layerName = name;
        HostedVertexRuntime vertex = new HostedVertexRuntime(graph, name, index, type, this);
        if (view != null) {
            vertex.bindParameters(view, initialize);
        }
        return vertex;
    }

    @Override
    public long numParams(boolean backprop) {
        return HostedParameters.count(source);
    }

    @Override
    public int minVertexInputs() {
        return 1;
    }

    @Override
    public int maxVertexInputs() {
        return Integer.MAX_VALUE;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType... inputs) {
        String name = layerName == null ? "HostedVertex" : layerName;
        if (inputs.length != inputKinds.length) {
            throw new IllegalArgumentException(
                    name + ": expected " + inputKinds.length + " inputs, got " + inputs.length);
        }
        long[] sizes = Trial.outputSizes(name, source, module -> {
            Table entries = new Table();
            for (int i = 0; i < inputs.length; i++) {
                entries.insert(Trial.example(name, inputs[i], inputKinds[i]));
            }
            return module.forward(entries);
        });
        if (sizes.length != 2) {
            return InputType.inferInputType(Nd4j.zeros(DataType.FLOAT, sizes));
        }
        return overTime && inputs[0] instanceof InputType.InputTypeRecurrent sequence
                ? InputType.recurrent(sizes[1], sequence.getTimeSeriesLength(), sequence.getFormat())
                : InputType.feedForward(sizes[1]);
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputs) {
        return Hosting.memoryReport(
                layerName, HostedVertex.class, source, this::getUpdaterByParam, getOutputType(-1, inputs), inputs);
    }

    // ---- what the updater asks

    @Override
    public @Nullable String getLayerName() {
        return layerName;
    }

    /** Sets the name, which is that of the vertex. */
    public void setLayerName(@Nullable String layerName) {
        this.layerName = layerName;
    }

    @Override
    public List<Regularization> getRegularizationByParam(String key) {
        return HostedParameters.isBias(key) ? regularizationBias : regularization;
    }

    @Override
    public boolean isPretrainParam(String key) {
        return false;
    }

    @Override
    public IUpdater getUpdaterByParam(String key) {
        return biasUpdater != null && HostedParameters.isBias(key) ? biasUpdater : updater;
    }

    @Override
    public GradientNormalization getGradientNormalization() {
        return gradientNormalization;
    }

    @Override
    public double getGradientNormalizationThreshold() {
        return gradientNormalizationThreshold;
    }

    @Override
    public void setDataType(DataType type) {}

    @Override
    public GraphVertex clone() {
        HostedVertex clone = new HostedVertex(source, inputKinds, overTime, updater.clone());
        clone.layerName = layerName;
        clone.biasUpdater = biasUpdater == null ? null : biasUpdater.clone();
        clone.regularization =
                regularization.stream().map(Regularization::clone).toList();
        clone.regularizationBias =
                regularizationBias.stream().map(Regularization::clone).toList();
        clone.gradientNormalization = gradientNormalization;
        clone.gradientNormalizationThreshold = gradientNormalizationThreshold;
        return clone;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostedVertex that
                && source.equals(that.source)
                && Arrays.equals(inputKinds, that.inputKinds)
                && overTime == that.overTime
                && updater.equals(that.updater)
                && Objects.equals(biasUpdater, that.biasUpdater)
                && regularization.equals(that.regularization)
                && regularizationBias.equals(that.regularizationBias)
                && gradientNormalization == that.gradientNormalization
                && gradientNormalizationThreshold == that.gradientNormalizationThreshold;
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, Arrays.hashCode(inputKinds), overTime, updater);
    }
}
