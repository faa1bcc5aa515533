package org.rnn4j.bridge.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.FlatParameters;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** A facade module whose parameters and gradients lie in the flat arrays of a graph. */
final class HostedModule {
    private final Module module;
    private final List<Tensor> weights;
    private final List<Tensor> gradients;
    /** For each parameter its position in the flat array, from 0. */
    private final long[] offsets;

    private @Nullable Activity input;

    HostedModule(Module module) {
        this.module = module;
        FlatParameters flat = module.getParameters();
        weights = module.parameters().weights();
        gradients = module.parameters().gradients();
        offsets = weights.stream()
                .mapToLong(tensor -> tensor.offset() - flat.parameters().offset())
                .toArray();
    }

    Module module() {
        return module;
    }

    /** Writes the values of the parameters to the flat array {@code view}. */
    void writeParameters(INDArray view) {
        if (!weights.isEmpty()) {
            Tensor target = Tensor.of(view);
            for (int i = 0; i < offsets.length; i++) {
                part(target, i).copy(weights.get(i));
            }
        }
    }

    /** The module uses the parameters in {@code view} from now on. */
    void bindParameters(INDArray view) {
        bind(view, weights);
    }

    /** The module adds its gradients to {@code view} from now on. */
    void bindGradients(INDArray view) {
        bind(view, gradients);
    }

    private void bind(INDArray view, List<Tensor> tensors) {
        if (!tensors.isEmpty()) {
            Tensor target = Tensor.of(view);
            for (int i = 0; i < offsets.length; i++) {
                tensors.get(i).set(part(target, i));
            }
        }
    }

    private Tensor part(Tensor flat, int index) {
        Tensor weight = weights.get(index);
        return flat.view(flat.nElement())
                .narrow(1, offsets[index] + 1, weight.nElement())
                .view(weight.size());
    }

    /** The output for {@code x}, in the mode given; x is kept for {@link #backward}. */
    Tensor forward(Activity x, boolean training) {
        return tensor(module, compute(x, training));
    }

    /** The output of {@code module}, which must be a tensor. */
    static Tensor tensor(Module module, Activity output) {
        if (output instanceof Tensor tensor) {
            return tensor;
        }
        throw new UnsupportedOperationException(
                module.who() + ": a table as output, where a graph has one array; register a rule that gives"
                        + " each entry a vertex of its own");
    }

    /** The output of a module that gives a table. */
    Table forwardToTable(Activity x, boolean training) {
        return compute(x, training).toTable();
    }

    private Activity compute(Activity x, boolean training) {
        setTraining(training);
        input = x;
        return module.forward(x);
    }

    private void setTraining(boolean training) {
        setTraining(module, training);
    }

    /** Puts {@code module} into the mode given, if it is not in it. */
    static void setTraining(Module module, boolean training) {
        if (training && !module.isTraining()) {
            module.training();
        } else if (!training && module.isTraining()) {
            module.evaluate();
        }
    }

    /** The gradient with respect to the last input. The gradients of the parameters are set, whatever was there before. */
    Activity backward(Activity gradOutput) {
        Activity x = input;
        if (x == null) {
            throw new IllegalStateException(
                    module.who() + ": expected forward before backward, got none since the last clear()");
        }
        module.zeroGradParameters();
        return module.backward(x, likeOutput(gradOutput));
    }

    /** Deeplearning4j gives a gradient of vectors where the output was one number for each example. */
    private Activity likeOutput(Activity gradOutput) {
        return gradOutput instanceof Tensor gradient
                        && module.output() instanceof Tensor output
                        && gradient.dim() != output.dim()
                        && gradient.nElement() == output.nElement()
                ? gradient.viewAs(output)
                : gradOutput;
    }

    /** Lets go of the last input. */
    void clear() {
        input = null;
    }
}
