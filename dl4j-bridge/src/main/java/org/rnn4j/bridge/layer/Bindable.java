package org.rnn4j.bridge.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex at work whose parameters can move, as those of layers can by {@code setParamsViewArray}. */
public interface Bindable {
    /** Works on the parameters in {@code view} from now on. */
    void bindParameters(INDArray view);
}
