package org.rnn4j.bridge.layer;

import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link NormStabilizerLayer} at work. Its state are the norms after the last step. */
final class NormStabilizerRuntime extends BaseRecurrentLayer<NormStabilizerLayer> implements StatefulLayer {
    private static final String NORMS = "norms";

    private Remember remember = Remember.NEITHER;
    private Map<String, INDArray> remembered = Map.of();
    private @Nullable Tensor norms;
    private @Nullable Tensor normsBefore;

    NormStabilizerRuntime(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    // ---- forward

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        boolean carry = training && remember.in(training);
        INDArray output = run(carry ? remembered : Map.of(), training, workspaces);
        remembered = carry ? lastState() : Map.of();
        return output;
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
            INDArray steps, boolean training, boolean storeLast, LayerWorkspaceMgr workspaces) {
        setInput(steps, workspaces);
        INDArray output = run(stateMap, training, workspaces);
        if (storeLast && training) {
            rnnSetTBPTTState(lastState());
        }
        return output;
    }

    @Override
    public INDArray rnnTimeStep(INDArray steps, LayerWorkspaceMgr workspaces) {
        setInput(steps, workspaces);
        return run(Map.of(), false, workspaces);
    }

    /** Norms are for backward, so there are none in evaluation. */
    private INDArray run(Map<String, INDArray> initial, boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        Tensor steps = TimeMajor.tensor(input);
        if (training) {
            computeNorms(steps, initial.get(NORMS));
        }
        return TimeMajor.sequence(steps, ArrayType.ACTIVATIONS, workspaces);
    }

    private void computeNorms(Tensor steps, @Nullable INDArray before) {
        Tensor rows = steps.view(-1, steps.size(3));
        Tensor result = norms == null ? new Tensor(steps.elementType()) : norms;
        Kernels.get().rowNorms(rows, result.resize(steps.size(1), steps.size(2)).view(-1));
        norms = result;
        normsBefore = before == null ? null : Tensor.of(before).copy();
    }

    private Map<String, INDArray> lastState() {
        Tensor all = computedNorms();
        return Map.of(NORMS, TimeMajor.detached(all.select(1, all.size(1))));
    }

    private Tensor computedNorms() {
        if (norms == null) {
            throw new IllegalStateException(layerId() + ": expected forward before backward");
        }
        return norms;
    }

    // ---- backward

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Tensor steps = TimeMajor.tensor(input);
        INDArray result = TimeMajor.sequence(TimeMajor.tensor(epsilon), ArrayType.ACTIVATION_GRAD, workspaces);
        Tensor gradient = TimeMajor.tensor(result);
        double scale = 2 * layerConf().getBeta() / (conf.isMiniBatch() ? 1 : steps.size(2));
        for (int step = 0; step < steps.size(1); step++) {
            for (int row = 0; row < steps.size(2); row++) {
                double factor = scale * relativeDifference(step, row);
                if (factor != 0) {
                    gradient.select(1, step + 1)
                            .select(1, row + 1)
                            .add(factor, steps.select(1, step + 1).select(1, row + 1));
                }
            }
        }
        return new Pair<>(new DefaultGradient(), result);
    }

    /** {@code ((n(t) - n(t-1)) + (n(t) - n(t+1))) / n(t)} of one example; everything counts from 0. */
    private double relativeDifference(int step, int row) {
        Tensor all = computedNorms();
        if (!present(step, row)) {
            return 0;
        }
        double norm = all.get(step + 1, row + 1);
        double sum = 0;
        if (step > 0) {
            sum += norm - all.get(step, row + 1);
        } else if (normsBefore != null) {
            sum += norm - normsBefore.get(row + 1);
        }
        if (step + 1 < all.size(1) && present(step + 1, row)) {
            sum += norm - all.get(step + 2, row + 1);
        }
        return sum / norm;
    }

    private boolean present(int step, int row) {
        return maskArray == null || maskArray.getDouble(row, step) != 0;
    }

    @Override
    public Pair<Gradient, INDArray> tbpttBackpropGradient(
            INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaces) {
        return backpropGradient(epsilon, workspaces);
    }

    // ---- state

    @Override
    public void remember(Remember when) {
        remember = when;
    }

    @Override
    public void forget() {
        remembered = Map.of();
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
            @Nullable INDArray mask, MaskState state, int batch) {
        maskArray = mask;
        maskState = state;
        return mask == null ? null : new Pair<>(mask, MaskState.Passthrough);
    }

    @Override
    public Type type() {
        return Type.RECURRENT;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
