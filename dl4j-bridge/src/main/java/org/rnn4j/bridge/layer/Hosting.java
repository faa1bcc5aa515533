package org.rnn4j.bridge.layer;

import java.util.Arrays;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.learning.config.IUpdater;

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

    /**
     * The memory of what hosts a module: parameters, what the updater keeps of each, and the module's own output and
     * gradient of the input, which the graph copies. What the module needs inside is not known before it runs, and not
     * in it.
     *
     * @param updater the updater of a parameter
     */
    static LayerMemoryReport memoryReport(
            @Nullable String name,
            Class<?> type,
            ModuleSource source,
            Function<String, IUpdater> updater,
            InputType output,
            InputType... inputs) {
        long parameters = 0;
        long updaterState = 0;
        long[][] sizes = source.getParameterSizes();
        for (int i = 0; i < sizes.length; i++) {
            long elements = HostedParameters.elements(sizes[i]);
            parameters += elements;
            updaterState += updater.apply(HostedParameters.key(source, i)).stateSize(elements);
        }
        long own = elements(output);
        long gradients = Arrays.stream(inputs).mapToLong(Hosting::elements).sum();
        return new LayerMemoryReport.Builder(name, type, inputs[0], output)
                .standardMemory(parameters, updaterState)
                .workingMemory(0, own, 0, own + gradients)
                .cacheMemory(0, 0)
                .build();
    }

    /** How many numbers an example has; of sequences of unknown length, a time step. */
    static long elements(InputType type) {
        return type instanceof InputType.InputTypeRecurrent sequence && sequence.getTimeSeriesLength() <= 0
                ? sequence.getSize()
                : type.arrayElementsPerExample();
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
