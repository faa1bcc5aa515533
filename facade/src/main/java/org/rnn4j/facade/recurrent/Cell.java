package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * One step of a recurrent module, computed by kernels: maps {@code {x, h}} to h', or {@code {x, h, c}} to {@code {h', c'}}. It prints as the
 * module that it belongs to, so that messages name what the caller made.
 */
abstract class Cell extends Module {
    /** The tensor at {@code index} of the input, contiguous, after a check of its sizes and type. */
    final Tensor part(Activity input, int index, int size) {
        Tensor part = input.toTable().tensor(index);
        if ((part.dim() != 1 && part.dim() != 2) || part.size(part.dim()) != size) {
            throw expected("input of size " + size + " in the last of 1 or 2 dimensions", part);
        }
        if (part.elementType() != elementType()) {
            throw expected("input of type " + elementType().tensorName(), part);
        }
        return part.contiguous();
    }

    /** Inputs {@code [T, N, D]} of all steps, after the check that {@link #part} makes of one. */
    final Tensor sequence(Tensor steps, int size) {
        if (steps.size(steps.dim()) != size) {
            throw expected("input of size " + size + " in the last of 1 or 2 dimensions", steps.select(1, 1));
        }
        return steps;
    }

    /** Checks that input and hidden state are of the same batch. */
    final void checkBatch(Tensor input, Tensor hidden) {
        if (hidden.dim() != input.dim() || (input.dim() == 2 && hidden.size(1) != input.size(1))) {
            throw otherBatch(who(), input, hidden);
        }
    }

    /** The exception for a batch that does not fit the state. */
    static IllegalArgumentException otherBatch(String who, Tensor input, Tensor hidden) {
        return new IllegalArgumentException(who
                + ": expected a batch like that of the step before, whose hidden state is " + hidden.describe()
                + ", got " + input.describe() + "; call forget() before the batch size changes");
    }
}
