package org.rnn4j.bridge.layer;

import java.util.function.Function;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * How the output of a hosted module looks, found out by asking the module: it runs in evaluation mode on one example, before there is a graph. What it does not
 * take is refused then.
 */
final class Trial {
    private Trial() {}

    /**
     * The sizes of the output. Finding them changes no module and draws no random numbers.
     *
     * @param name the layer
     * @param forward runs the module
     */
    static long[] outputSizes(@Nullable String name, ModuleSource source, Function<Module, Activity> forward) {
        Tensor randomState = Generator.global().getRNGState();
        try {
            Module module = source.create(DataType.DOUBLE);
            module.evaluate();
            return HostedModule.tensor(module, forward.apply(module)).size();
        } catch (RuntimeException e) {
            throw Failures.at(String.valueOf(name), e);
        } finally {
            Generator.global().setRNGState(randomState);
        }
    }

    /** One example of {@code type}, at one time step if it is a sequence: ones, or the second word. */
    static Tensor example(@Nullable String name, InputType type, InputKind kind) {
        long size = type instanceof InputType.InputTypeRecurrent sequence
                ? sequence.getSize()
                : type.arrayElementsPerExample();
        return Indices.toTorch(String.valueOf(name), new Tensor(ElementType.DOUBLE, 1, size).fill(1), kind);
    }

    /** Sets the sizes of {@code layer}, unless somebody has set others. */
    static void setSize(FeedForwardLayer layer, long outputSize) {
        if (layer.getNOut() > 0 && layer.getNOut() != outputSize) {
            throw new IllegalArgumentException(layer.getLayerName() + ": expected nOut " + outputSize
                    + ", as the module inside gives, got " + layer.getNOut());
        }
        layer.setNOut(outputSize);
    }
}
