package org.rnn4j.benchmarks.ours;

import java.util.Objects;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** Forward and backward of a module that takes whole sequences, {@code [T, N, I]}. */
public final class ModuleSequence implements Contender {
    private final SequenceWork work;
    private final Module module;
    private final Layout layout;
    private final Tensor input;
    private final Tensor gradOutput;

    /**
     * Sets the weights of {@code module}.
     *
     * @param layout how each of its layers keeps them
     */
    public ModuleSequence(SequenceWork work, Module module, Layout layout) {
        this.work = work;
        this.module = module;
        this.layout = layout;
        Sizes sizes = work.sizes();
        input = Tensors.of(work.input(), sizes.steps(), sizes.batch(), sizes.input());
        gradOutput = Tensors.of(work.gradOutput(), sizes.steps(), sizes.batch(), work.outputSize());
        Tensors.set(module, work.net().pack(layout));
    }

    @Override
    public void iterate() {
        module.zeroGradParameters();
        module.forward(input);
        module.backward(input, gradOutput);
    }

    @Override
    public Results results() {
        Results results = new Results();
        results.put(
                "output", Tensors.floats(Objects.requireNonNull(module.output()).toTensor()));
        results.put(
                "gradInput",
                Tensors.floats(Objects.requireNonNull(module.gradInput()).toTensor()));
        work.net().addTo(results, layout, Tensors.gradients(module));
        return results;
    }
}
