package org.rnn4j.bridge.layer;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A {@link NormStabilizerLayer} at work. Its state are the norms after the last step, {@link #NONE} for examples that
 * are absent there; in evaluation it has none.
 */
final class NormStabilizerRuntime extends StatefulRuntime<NormStabilizerLayer> {
    private static final String NORMS = "norms";
    private static final double NONE = -1;

    private final Tensor norms;
    private final Tensor gradInput;
    /** Whether the last forward has left norms. */
    private boolean counted;

    private @Nullable Tensor steps;
    /** The mask of the last forward in training. */
    private @Nullable Tensor present;

    private @Nullable Tensor normsBefore;

    NormStabilizerRuntime(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
        norms = TimeMajor.empty(type);
        gradInput = TimeMajor.empty(type);
    }

    @Override
    Tensor forward(Tensor input, Map<String, INDArray> initial, boolean training) {
        steps = training ? input : null;
        counted = training;
        if (training) {
            INDArray before = initial.get(NORMS);
            normsBefore = before == null ? null : Tensor.of(before).copy();
            present = maskArray == null
                    ? null
                    : StepMask.present(name(), input, maskArray).copy();
            norms.resize(input.size(1), input.size(2));
            Kernels.get().rowNorms(input.view(-1, input.size(3)), norms.view(-1));
        }
        return input;
    }

    @Override
    Map<String, INDArray> lastState() {
        if (!counted) {
            return Map.of();
        }
        Tensor last = norms.select(1, norms.size(1)).copy();
        int step = Math.toIntExact(norms.size(1) - 1);
        for (int row = 0; row < last.nElement(); row++) {
            if (!present(step, row)) {
                last.narrow(1, row + 1L, 1).fill(NONE);
            }
        }
        return Map.of(NORMS, TimeMajor.detached(last));
    }

    @Override
    Tensor backward(Tensor gradOutput) {
        Tensor input = steps;
        if (input == null) {
            throw new IllegalStateException(name() + ": expected a forward in training before backward, got none");
        }
        double scale = 2 * layerConf().getBeta() / (conf.isMiniBatch() ? 1 : input.size(2));
        Tensor rows = input.view(-1, input.size(3));
        Tensor gradRows = gradInput.resizeAs(gradOutput).copy(gradOutput).view(-1, input.size(3));
        double[] norm = norms.toDoubleArray();
        int batch = Math.toIntExact(input.size(2));
        for (int i = 0; i < norm.length; i++) {
            double factor = scale * relativeDifference(norm, i / batch, i % batch, batch);
            if (factor != 0) {
                gradRows.select(1, i + 1).add(factor, rows.select(1, i + 1));
            }
        }
        return gradInput;
    }

    /** {@code ((n(t) - n(t-1)) + (n(t) - n(t+1))) / n(t)} of one example; steps and rows count from 0 here. */
    private double relativeDifference(double[] norm, int step, int row, int batch) {
        if (!present(step, row)) {
            return 0;
        }
        int i = step * batch + row;
        double sum = 0;
        if (step > 0) {
            sum += present(step - 1, row) ? norm[i] - norm[i - batch] : 0;
        } else if (normsBefore != null && normsBefore.get(row + 1) != NONE) {
            sum += norm[i] - normsBefore.get(row + 1);
        }
        if (i + batch < norm.length && present(step + 1, row)) {
            sum += norm[i] - norm[i + batch];
        }
        return sum / norm[i];
    }

    private boolean present(int step, int row) {
        return present == null || present.get(row + 1L, step + 1L) != 0;
    }

    @Override
    public void clear() {
        super.clear();
        steps = null;
    }
}
