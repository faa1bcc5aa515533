package org.rnn4j.bridge;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.rnn4j.bridge.translate.Translation;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;

/**
 * Makes of Torch's inputs and targets what a graph is trained and asked with: {@code graph.fit(data.dataSet(input, target))}. See
 * {@link Dl4j#data}.
 *
 * <p>What becomes what: a batch {@code [N, D]} stays; a sequence {@code [T, N, D]}, or a table of T steps {@code [N, D]}, becomes
 * {@code [N, D, T]}; word indices, {@code [N]} from 1, become {@code [N, 1]} from 0, and sequences of them
 * {@code [N, 1, T]}; classes become indicators, {@code [N, C]} or {@code [N, C, T]} with a one for the class, so that {@code graph.evaluate}
 * takes them, and those of padding, 0, are masked; a table becomes one array for each entry. Where the graph takes an input as it is, the array shares its memory.
 */
public final class TorchData {
    private final Boundary boundary;

    TorchData(Module module, Translation translation) {
        boundary = new Boundary(module::who, translation, module.elementType(), false);
    }

    /**
     * A data set for {@code fit}.
     *
     * @throws IllegalArgumentException if the target does not fit the input, or has no class or number where there must be one
     */
    public MultiDataSet dataSet(Activity input, Activity target) {
        INDArray[] features = features(input);
        INDArray[] labels = labels(target);
        boundary.checkFit(features, labels, target);
        INDArray mask = boundary.labelMask(labels);
        return new MultiDataSet(features, labels, null, mask == null ? null : new INDArray[] {mask});
    }

    /** The input as arrays, in the order of the inputs of the graph. */
    public INDArray[] features(Activity input) {
        return boundary.input(input);
    }

    /** The target of the criterion as labels. */
    public INDArray[] labels(Activity target) {
        return boundary.labels(target);
    }

    /** What the graph gave for the input made last, in Torch's sizes. */
    public Activity output(INDArray... arrays) {
        return boundary.output(List.of(arrays));
    }
}
