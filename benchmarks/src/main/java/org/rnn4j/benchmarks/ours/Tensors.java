package org.rnn4j.benchmarks.ours;

import java.util.List;
import org.rnn4j.benchmarks.work.Floats;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** Between tensors and arrays. */
final class Tensors {
    private Tensors() {}

    static Tensor of(float[] values, long... sizes) {
        return Tensor.of(values).view(sizes);
    }

    static float[] floats(Tensor tensor) {
        return Floats.of(tensor.toDoubleArray());
    }

    /** Sets the parameters of a module. */
    static void set(Module module, List<float[]> values) {
        List<Tensor> parameters = module.parameters().weights();
        if (parameters.size() != values.size()) {
            throw new IllegalArgumentException(
                    module.who() + ": expected " + parameters.size() + " parameters, got " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            parameters.get(i).copy(of(values.get(i), parameters.get(i).size()));
        }
    }

    /** What the parameters are now, less what they were. */
    static List<float[]> changes(Module module, List<float[]> start) {
        List<float[]> now =
                module.parameters().weights().stream().map(Tensors::floats).toList();
        return Floats.differences(now, start);
    }

    static List<float[]> gradients(Module module) {
        return module.parameters().gradients().stream().map(Tensors::floats).toList();
    }
}
