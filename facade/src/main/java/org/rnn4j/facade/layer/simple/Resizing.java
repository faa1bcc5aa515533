package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Gives the elements of its input other sizes. The output shares the memory of the input if that is contiguous. */
public abstract class Resizing extends Module {
    /** The sizes that {@code input} gets, checked; one of them may be -1 for what is left. */
    abstract long[] sizes(Tensor input);

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = tensor("input", input);
        long[] sizes = sizes(x);
        return setOutput(x.contiguous().view(sizes));
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = tensor("input", input);
        Tensor gradient = tensor("gradOutput", gradOutput);
        if (gradient.nElement() != x.nElement()) {
            throw expected("gradOutput with as many elements as the input " + x.describeSizes(), gradOutput);
        }
        return setGradInput(gradient.contiguous().viewAs(x));
    }
}
