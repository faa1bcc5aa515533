package org.rnn4j.bridge.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a hosted module as Deeplearning4j sees them: one after the other in the module's own order, each
 * row by row. The n-th one is called {@code Wn}, or {@code bn} if it is what Torch calls a bias, whatever its
 * dimensions. A {@code [H, D]} matrix appears as {@code [D, H]} in column order, as the weights of Deeplearning4j's
 * dense layers do.
 */
final class HostedParameters implements ParamInitializer {
    static final HostedParameters INSTANCE = new HostedParameters();

    private HostedParameters() {}

    /** How many numbers a parameter of these sizes has. */
    static long elements(long[] sizes) {
        long product = 1;
        for (long size : sizes) {
            product *= size;
        }
        return product;
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return count(((Hosting) layer).getSource());
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        ModuleSource source = ((Hosting) layer).getSource();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < source.getParameterSizes().length; i++) {
            keys.add(key(source, i));
        }
        return keys;
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return paramKeys(layer).stream()
                .filter(key -> isWeightParam(layer, key))
                .toList();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return paramKeys(layer).stream().filter(key -> isBiasParam(layer, key)).toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return !isBias(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return isBias(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, @Nullable INDArray view, boolean initialize) {
        if (view == null) {
            return Map.of();
        }
        if (initialize) {
            ModuleSource source = ((Hosting) conf.getLayer()).getSource();
            new HostedModule(source.createAnew(view.dataType())).writeParameters(view);
        }
        Map<String, INDArray> parameters = getGradientsFromFlattened(conf, view);
        parameters.keySet().forEach(conf::addVariable);
        return Collections.synchronizedMap(parameters);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        return arrays(((Hosting) conf.getLayer()).getSource(), view);
    }

    /** The parameters by name, or their gradients, over the memory of {@code view}. */
    static Map<String, INDArray> arrays(ModuleSource source, INDArray view) {
        INDArray flat = view.reshape(view.length());
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        long offset = 0;
        for (long[] sizes : source.getParameterSizes()) {
            long elements = elements(sizes);
            INDArray part = flat.get(NDArrayIndex.interval(offset, offset + elements));
            arrays.put(key(source, arrays.size()), sizes.length == 1 ? part : part.reshape('f', reversed(sizes)));
            offset += elements;
        }
        return arrays;
    }

    /** How many numbers the parameters have together. */
    static long count(ModuleSource source) {
        long sum = 0;
        for (long[] size : source.getParameterSizes()) {
            sum += elements(size);
        }
        return sum;
    }

    /** The name of the parameter at a position from 0. */
    static String key(ModuleSource source, int position) {
        return (source.isBias(position) ? "b" : "W") + (position + 1);
    }

    /** Whether what is called so is a bias. */
    static boolean isBias(String key) {
        return key.startsWith("b");
    }

    private static long[] reversed(long[] sizes) {
        long[] result = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            result[i] = sizes[sizes.length - 1 - i];
        }
        return result;
    }

    /** What backpropGradient returns for gradients that lie in the flat array; both are null where there are no parameters. */
    static Gradient gradient(@Nullable INDArray flat, @Nullable Map<String, INDArray> views) {
        if (flat == null || views == null) {
            return new DefaultGradient();
        }
        Gradient gradient = new DefaultGradient(flat);
        views.forEach(gradient::setGradientFor);
        return gradient;
    }
}
