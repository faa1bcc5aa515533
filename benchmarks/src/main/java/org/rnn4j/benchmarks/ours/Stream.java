package org.rnn4j.benchmarks.ours;

import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.tensor.Tensor;

/** A module in evaluation mode that keeps its state from call to call. */
public final class Stream implements Contender {
    private final Module module;
    private final Tensor input;

    /**
     * Sets the parameters of {@code module}.
     *
     * @param sequence whether it takes a sequence, of one step here, rather than a step
     * @param layout how it keeps them
     */
    public Stream(SequenceWork work, Module module, boolean sequence, Layout layout) {
        this.module = module;
        int batch = work.sizes().batch();
        Tensor step = Tensors.of(work.input(), batch, work.sizes().input());
        input = sequence ? step.view(1, batch, work.sizes().input()) : step;
        Tensors.set(module, work.net().pack(layout));
        if (sequence) {
            module.remember(Remember.BOTH);
        }
        module.evaluate();
    }

    @Override
    public void iterate() {
        module.forward(input);
    }

    @Override
    public Results results() {
        module.forget();
        Tensor output = new Tensor();
        for (int step = 1; step <= SequenceWork.STREAMED; step++) {
            output = module.forward(input).toTensor();
        }
        return new Results().put("output", Tensors.floats(output));
    }
}
