package org.rnn4j.bridge.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/** A {@link RecurrenceLayer} at work. */
final class RecurrenceRuntime extends StatefulRuntime<RecurrenceLayer> implements Hosted {
    private final Carrier carrier;
    private final HostedModule hosted;
    private final InputKind kind;
    /** That of the last forward. */
    private @Nullable Packing packing;
    /** Of the last forward, if it was in evaluation: states after packed steps. */
    private final Map<Integer, Map<String, INDArray>> statesAfter = new HashMap<>();

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
        Packing current = Packing.of(name(), steps, maskArray);
        if (packing != null && States.isUnknown(initial) && !current.goesOnFrom(packing)) {
            throw new UnsupportedOperationException(name()
                    + ": a mask by which sequences begin within a segment, around a module that has no way to tell or set its state, as Recurrent has none;"
                    + " Recurrence can do more");
        }
        packing = current;
        statesAfter.clear();
        Tensor packed = current.pack(steps);
        Map<String, INDArray> first = current.initial(initial);
        if (!training && !current.isAsItIs()) {
            return current.unpack(inPieces(packed, first, current.ends()));
        }
        return current.unpack(run(packed, first, training));
    }

    private Tensor run(Tensor steps, Map<String, INDArray> initial, boolean training) {
        try {
            carrier.begin(initial, training);
        } catch (UnsupportedOperationException e) {
            throw Failures.at(name(), e);
        }
        Tensor output = hosted.forward(Indices.toTorch(name(), steps, kind), training);
        RecurrenceLayer.checkSteps(name(), output.size());
        return output;
    }

    /** In evaluation modules keep the state after their last step only: a forward for each that is needed. */
    private Tensor inPieces(Tensor steps, Map<String, INDArray> initial, int[] ends) {
        List<Tensor> pieces = new ArrayList<>();
        Map<String, INDArray> state = initial;
        int done = 0;
        for (int i = 0; i <= ends.length; i++) {
            int end = i < ends.length ? ends[i] : Math.toIntExact(steps.size(1));
            if (end > done) {
                pieces.add(run(steps.narrow(1, done + 1L, end - done), state, false)
                        .copy());
                state = carrier.lastState();
                statesAfter.put(end, state);
                done = end;
            }
        }
        return torch.cat(pieces, 1);
    }

    @Override
    Map<String, INDArray> lastState() {
        Packing current = Objects.requireNonNull(packing, "expected a forward before its state is asked for");
        return current.last(step -> {
            Map<String, INDArray> known = statesAfter.get(step);
            return known != null ? known : current.isAsItIs() ? carrier.lastState() : carrier.stateAfter(step);
        });
    }

    @Override
    @Nullable
    Tensor backward(Tensor gradOutput) {
        Packing current = Objects.requireNonNull(packing, "expected a forward before backward");
        if (!hosted.module().isTraining()) {
            throw new UnsupportedOperationException(name()
                    + ": backward behind a forward in evaluation, as FrozenLayerWithBackprop makes it; freeze layers at the beginning of a net by"
                    + " FrozenLayer, others by an updater with learning rate 0");
        }
        Tensor gradInput = hosted.backward(current.pack(gradOutput)).toTensor();
        return kind == InputKind.VALUES ? current.unpack(gradInput) : null;
    }

    @Override
    public void clear() {
        super.clear();
        hosted.clear();
    }
}
