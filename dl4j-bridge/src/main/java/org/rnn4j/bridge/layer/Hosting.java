package org.rnn4j.bridge.layer;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/** A layer configuration whose layers host a facade module. */
interface Hosting {
    /** Where the module comes from. */
    ModuleSource getSource();

    /** Marks as not set what Deeplearning4j's builders mark so: the graph's configuration then decides. */
    static void leaveToGraph(BaseLayer layer) {
        layer.setActivationFn(new ActivationIdentity());
        layer.setBiasInit(Double.NaN);
        layer.setGainInit(Double.NaN);
        layer.setGradientNormalization(null);
        layer.setGradientNormalizationThreshold(Double.NaN);
    }

    /** Sequences are {@code [N, D, T]}. */
    static void refuseTimeBeforeSize(BaseRecurrentLayer layer, InputType input) {
        if (input instanceof InputType.InputTypeRecurrent sequence && sequence.getFormat() == RNNFormat.NWC) {
            throw new UnsupportedOperationException(
                    layer.getLayerName() + ": sequences [N, T, D] (NWC); give sequences [N, D, T] (NCW)");
        }
    }

    /** Weight noise happens in layers that compute with arrays of their own. */
    static void refuseWeightNoise(BaseLayer layer) {
        if (layer.getWeightNoise() != null) {
            throw new UnsupportedOperationException(layer.getLayerName() + ": weight noise (" + layer.getWeightNoise()
                    + ") in a layer that hosts a module; leave it out, or use a module that adds noise");
        }
    }
}
