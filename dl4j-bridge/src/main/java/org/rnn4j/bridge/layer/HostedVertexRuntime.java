package org.rnn4j.bridge.layer;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link HostedVertex} at work. */
final class HostedVertexRuntime extends BaseGraphVertex implements Bindable, Hosted {
    private final HostedVertex configuration;
    private final HostedModule hosted;
    private @Nullable INDArray parameters;
    private @Nullable INDArray gradients;
    private Map<String, INDArray> parameterTable = Map.of();
    private @Nullable Map<String, INDArray> gradientTable;

    HostedVertexRuntime(ComputationGraph graph, String name, int index, DataType type, HostedVertex configuration) {
        super(graph, name, index, null, null, type);
        this.configuration = configuration;
        Module module = configuration.getSource().create(type);
        hosted = new HostedModule(
                configuration.isOverTime() ? new Sequencer(module).type(module.elementType()) : module);
    }

    @Override
    public Module hostedModule() {
        return hosted.module();
    }

    void bindParameters(INDArray view, boolean initialize) {
        if (initialize) {
            new HostedModule(configuration.getSource().createAnew(view.dataType())).writeParameters(view);
        }
        bindParameters(view);
    }

    @Override
    public void bindParameters(INDArray view) {
        parameters = view;
        parameterTable = HostedParameters.arrays(configuration.getSource(), view);
        hosted.bindParameters(view);
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray view) {
        gradients = view;
        gradientTable = HostedParameters.arrays(configuration.getSource(), view);
        hosted.bindGradients(view);
    }

    // ---- forward and backward

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        Table entries = new Table();
        for (int i = 0; i < inputs.length; i++) {
            entries.insert(entry(i));
        }
        if (!configuration.isOverTime()) {
            return TimeMajor.copy(hosted.forward(entries, training), ArrayType.ACTIVATIONS, workspaces);
        }
        Tensor output = joined(hosted.forwardToTable(steps(entries), training));
        return TimeMajor.sequence(output, ArrayType.ACTIVATIONS, workspaces);
    }

    private Tensor entry(int index) {
        Tensor array = configuration.isOverTime()
                ? TimeMajor.tensor(inputs[index], dataType)
                : TimeMajor.contiguous(inputs[index], dataType);
        return Indices.toTorch(vertexName, array, configuration.getInputKinds()[index]);
    }

    /** From a table of sequences to a sequence of tables. */
    private static Table steps(Table entries) {
        Table steps = new Table();
        for (long t = 1; t <= entries.tensor(1).size(1); t++) {
            Table step = new Table();
            for (int i = 1; i <= entries.size(); i++) {
                step.insert(entries.tensor(i).select(1, t));
            }
            steps.insert(step);
        }
        return steps;
    }

    private static Tensor joined(Table steps) {
        ElementType type = steps.tensor(1).elementType();
        return Objects.requireNonNull(
                Activities.stack(steps, type, new Tensor(type)), "expected steps of the same size");
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        if (epsilon == null) {
            throw new IllegalStateException(vertexName + ": expected a gradient of the output, got none");
        }
        INDArray[] gradInputs = configuration.isOverTime() ? backwardOverTime(workspaces) : backward(workspaces);
        return new Pair<>(HostedParameters.gradient(gradients, gradientTable), gradInputs);
    }

    private INDArray[] backward(LayerWorkspaceMgr workspaces) {
        Table gradients =
                hosted.backward(TimeMajor.contiguous(epsilon, dataType)).toTable();
        INDArray[] result = new INDArray[inputs.length];
        for (int i = 0; i < result.length; i++) {
            if (configuration.getInputKinds()[i] == InputKind.VALUES) {
                result[i] = TimeMajor.copy(gradients.tensor(i + 1), ArrayType.ACTIVATION_GRAD, workspaces);
            }
        }
        return result;
    }

    private INDArray[] backwardOverTime(LayerWorkspaceMgr workspaces) {
        Table steps =
                hosted.backward(unjoined(TimeMajor.tensor(epsilon, dataType))).toTable();
        INDArray[] result = new INDArray[inputs.length];
        for (int i = 0; i < result.length; i++) {
            if (configuration.getInputKinds()[i] == InputKind.VALUES) {
                Table entry = new Table();
                for (int t = 1; t <= steps.size(); t++) {
                    entry.insert(steps.table(t).get(i + 1));
                }
                result[i] = TimeMajor.sequence(joined(entry), ArrayType.ACTIVATION_GRAD, workspaces);
            }
        }
        return result;
    }

    private static Table unjoined(Tensor all) {
        Table steps = new Table();
        for (long t = 1; t <= all.size(1); t++) {
            steps.insert(all.select(1, t));
        }
        return steps;
    }

    @Override
    public void clear() {
        super.clear();
        hosted.clear();
    }

    // ---- parameters

    @Override
    public @Nullable INDArray params() {
        return parameters;
    }

    @Override
    public Map<String, INDArray> paramTable(boolean backpropOnly) {
        return parameterTable;
    }

    @Override
    public @Nullable INDArray getGradientsViewArray() {
        return gradients;
    }

    @Override
    public @Nullable TrainingConfig getConfig() {
        return parameters == null ? null : configuration;
    }

    // ---- what a vertex is

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public @Nullable Layer getLayer() {
        return null;
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
            INDArray @Nullable [] masks, MaskState state, int batch) {
        return masks == null || masks[0] == null ? null : new Pair<>(masks[0], state);
    }

    /** Here because the interface has an ellipsis and the class between has none, of which the compiler warns. */
    @Override
    @SuppressWarnings("overrides")
    public void setInputs(INDArray... arrays) {
        super.setInputs(arrays);
    }

    @Override
    public String toString() {
        return "HostedVertex(" + vertexName + ")";
    }
}
