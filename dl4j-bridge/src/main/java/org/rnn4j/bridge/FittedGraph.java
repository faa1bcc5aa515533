package org.rnn4j.bridge;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.rnn4j.bridge.layer.Indices;
import org.rnn4j.bridge.layer.StepLossLayer;
import org.rnn4j.bridge.layer.StepMask;
import org.rnn4j.bridge.layer.TimeMajor;
import org.rnn4j.bridge.loss.CheckedLoss;
import org.rnn4j.bridge.loss.Labels;
import org.rnn4j.bridge.translate.Edge;
import org.rnn4j.bridge.translate.Translation;
import org.rnn4j.bridge.translate.Translator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A graph with a criterion, which looks at all that it is to be trained on before it computes anything. Deeplearning4j itself looks at
 * less and later: at segments of sequences one after the other, and not at all at sequences whose labels have another length.
 */
final class FittedGraph extends ComputationGraph {
    private final List<Edge> inputs;
    private final List<Edge> outputs;
    /** Whether fits in segments leave the state to the next one. */
    private final boolean remember;
    /** Labels that have been set and not looked at. */
    private transient INDArray @Nullable [] unseen;
    /** Whether what has been looked at is being cut into segments. */
    private transient boolean inSegments;

    FittedGraph(ComputationGraphConfiguration configuration, Translation translation, boolean remember) {
        this(configuration, Translator.edges(translation.input()), Translator.edges(translation.output()), remember);
    }

    private FittedGraph(
            ComputationGraphConfiguration configuration, List<Edge> inputs, List<Edge> outputs, boolean remember) {
        super(configuration);
        this.inputs = inputs;
        this.outputs = outputs;
        this.remember = remember;
    }

    /** A graph that looks at its data, too. */
    @Override
    public ComputationGraph clone() {
        ComputationGraph plain = super.clone();
        FittedGraph clone = new FittedGraph(plain.getConfiguration(), inputs, outputs, remember);
        clone.init(plain.params(), false);
        INDArray updaterState = plain.getUpdater().getStateViewArray();
        if (updaterState != null) {
            clone.getUpdater().setStateViewArray(updaterState);
        }
        clone.setListeners(plain.getListeners());
        return clone;
    }

    /** Deeplearning4j leaves out vertices that have parameters. */
    @Override
    public double calcRegularizationScore(boolean backpropParamsOnly) {
        double sum = super.calcRegularizationScore(backpropParamsOnly);
        for (GraphVertex vertex : getVertices()) {
            TrainingConfig training = vertex.hasLayer() ? null : vertex.getConfig();
            if (training == null) {
                continue;
            }
            for (Map.Entry<String, INDArray> parameter :
                    vertex.paramTable(backpropParamsOnly).entrySet()) {
                for (Regularization penalty : training.getRegularizationByParam(parameter.getKey())) {
                    sum += penalty.score(parameter.getValue(), getIterationCount(), getEpochCount());
                }
            }
        }
        return sum;
    }

    // ---- what fit does one after the other

    @Override
    public void setInputs(INDArray... features) {
        super.setInputs(features);
        unseen = null;
    }

    @Override
    public void setLabels(INDArray... labels) {
        super.setLabels(labels);
        unseen = labels;
    }

    @Override
    public void setLayerMaskArrays(INDArray @Nullable [] featureMasks, INDArray @Nullable [] labelMasks) {
        INDArray[] labels = unseen;
        unseen = null;
        if (labels != null && !inSegments) {
            check(getInputs(), labels, featureMasks, labelMasks);
        }
        super.setLayerMaskArrays(featureMasks, labelMasks);
    }

    @Override
    protected void doTruncatedBPTT(
            INDArray[] features,
            INDArray[] labels,
            INDArray @Nullable [] featureMasks,
            INDArray @Nullable [] labelMasks,
            LayerWorkspaceMgr workspaces) {
        inSegments = true;
        try {
            super.doTruncatedBPTT(features, labels, featureMasks, labelMasks, workspaces);
        } finally {
            inSegments = false;
        }
    }

    /** Deeplearning4j clears the state before the first segment of a fit and behind the last. */
    @Override
    public void rnnClearPreviousState() {
        if (!(remember && inSegments)) {
            super.rnnClearPreviousState();
        }
    }

    // ---- checks

    private void check(
            INDArray[] features,
            INDArray[] labels,
            INDArray @Nullable [] featureMasks,
            INDArray @Nullable [] labelMasks) {
        long batch = features[0].size(0);
        long steps = 0;
        for (int i = 0; i < features.length; i++) {
            String name = getConfiguration().getNetworkInputs().get(i);
            checkFeatures(name, inputs.get(i), features[i], batch, steps);
            if (inputs.get(i).layout() == Edge.Layout.SEQUENCE) {
                steps = features[i].size(2);
            }
            INDArray mask = featureMasks == null ? null : featureMasks[i];
            if (mask != null) {
                checkMask(name, mask, batch, inputs.get(i).layout() == Edge.Layout.SEQUENCE ? steps : 1);
            }
        }
        for (int i = 0; i < labels.length; i++) {
            String name = getConfiguration().getNetworkOutputs().get(i);
            Layer layer = getLayer(name).conf().getLayer();
            INDArray mask = labelMasks == null ? null : labelMasks[i];
            if (layer instanceof StepLossLayer overTime) {
                Labels.checkSteps(name, labels[i], batch, steps, mask);
                if (overTime.getLossFn() instanceof CheckedLoss loss) {
                    loss.check(name, TimeMajor.rows(labels[i]), outputs.get(i).size(), StepMask.rows(mask));
                }
            } else if (layer instanceof LossLayer plain) {
                Labels.checkRows(name, labels[i], batch, mask);
                if (plain.getLossFn() instanceof CheckedLoss loss) {
                    loss.check(name, labels[i], outputs.get(i).size(), mask);
                }
            }
        }
    }

    /** Of arrays that are no sequences nothing is known but the batch, and what the first layers find out. */
    private static void checkFeatures(String name, Edge edge, INDArray array, long batch, long steps) {
        boolean sequence = edge.layout() == Edge.Layout.SEQUENCE;
        String length = sequence ? ", " + (steps == 0 ? "T" : steps) : "";
        String size = edge.isIndices() ? "1" : edge.size() == Edge.UNKNOWN ? "D" : Long.toString(edge.size());
        boolean fits = array.rank() >= 2
                && array.size(0) == batch
                && (!sequence || (array.rank() == 3 && (steps == 0 || array.size(2) == steps)))
                && (size.equals("D") || array.size(1) == Long.parseLong(size));
        if (!fits) {
            throw new IllegalArgumentException(name + ": expected features [" + batch + ", " + size + length + "], got "
                    + Tensor.of(array).describe());
        }
        if (edge.isIndices()) {
            Indices.check(name, Tensor.of(array), edge.kind(), edge.size());
        }
    }

    private static void checkMask(String name, INDArray mask, long batch, long steps) {
        if (mask.rank() != 2 || mask.size(0) != batch || mask.size(1) != steps) {
            throw new IllegalArgumentException(name + ": expected a mask of the features [" + batch + ", " + steps
                    + "], got " + Tensor.of(mask).describe());
        }
        Labels.finite(name, "mask", Tensor.of(mask));
    }
}
