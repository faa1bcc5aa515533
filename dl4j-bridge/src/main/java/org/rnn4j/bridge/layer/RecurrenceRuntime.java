package org.rnn4j.bridge.layer;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link RecurrenceLayer} at work. */
final class RecurrenceRuntime extends StatefulRuntime<RecurrenceLayer> implements Hosted {
    private final Carrier carrier;
    private final HostedModule hosted;
    private final InputKind kind;

    RecurrenceRuntime(NeuralNetConfiguration conf, DataType type, Module module, InputKind kind) {
        super(conf, type);
        carrier = Carrier.of(module);
        hosted = new HostedModule(carrier.module());
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
    Tensor forward(Tensor steps, Map<String, INDArray> initial, boolean training) {
        try {
            carrier.begin(initial, training);
        } catch (UnsupportedOperationException e) {
            throw Failures.at(name(), e);
        }
        Tensor output = hosted.forward(Indices.toTorch(name(), steps, kind), training);
        RecurrenceLayer.checkSteps(name(), output.size());
        return output;
    }

    @Override
    Map<String, INDArray> lastState() {
        return carrier.lastState();
    }

    @Override
    @Nullable
    Tensor backward(Tensor gradOutput) {
        Tensor gradInput = hosted.backward(gradOutput).toTensor();
        return kind == InputKind.VALUES ? gradInput : null;
    }

    @Override
    public void clear() {
        super.clear();
        hosted.clear();
    }
}
