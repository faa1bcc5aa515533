package org.rnn4j.bridge.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link HostedLayer} at work. */
final class HostedRuntime extends BaseLayer<HostedLayer> implements Reusing, Hosted {
    private final HostedModule hosted;
    private final InputKind kind;
    private final Results results = new Results();

    HostedRuntime(NeuralNetConfiguration conf, DataType type, HostedModule hosted, InputKind kind) {
        super(conf, type);
        this.hosted = hosted;
        this.kind = kind;
    }

    @Override
    public Module hostedModule() {
        return hosted.module();
    }

    @Override
    public void setParamsViewArray(INDArray view) {
        super.setParamsViewArray(view);
        hosted.bindParameters(view);
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray view) {
        super.setBackpropGradientsViewArray(view);
        hosted.bindGradients(view);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaces);
        Tensor x = TimeMajor.contiguous(input, dataType);
        return results.copy(hosted.forward(Indices.toTorch(layerConf().getLayerName(), x, kind), training), workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Tensor gradInput =
                hosted.backward(TimeMajor.contiguous(epsilon, dataType)).toTensor();
        return new Pair<>(
                HostedParameters.gradient(gradientsFlattened, gradientViews),
                kind == InputKind.VALUES ? passOn(gradInput, workspaces) : null);
    }

    private INDArray passOn(Tensor gradInput, LayerWorkspaceMgr workspaces) {
        return backpropDropOutIfPresent(TimeMajor.copy(gradInput, ArrayType.ACTIVATION_GRAD, workspaces));
    }

    @Override
    public void reuseMemory() {
        results.reuse();
    }

    @Override
    public void clear() {
        super.clear();
        hosted.clear();
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
