package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * One step of a recurrent module, computed by kernels: maps {@code {x, h}} to h', or {@code {x, h, c}} to {@code {h', c'}}. It prints as the
 * module that it belongs to, so that messages name what the caller made.
 */
abstract class Cell extends Module {
    private static final String[] PARTS = {"input", "a hidden state", "a cell state"};

    /** The tensor at {@code index} of the input, contiguous, after a check of its sizes and type. */
    final Tensor part(Activity input, int index, int size) {
        Tensor part = tensor(PARTS[index - 1], input.toTable().get(index));
        check(PARTS[index - 1], part, size);
        return part.contiguous();
    }

    private void check(String name, Tensor part, int size) {
        if ((part.dim() != 1 && part.dim() != 2) || part.size(part.dim()) != size) {
            throw expected(name + " of size " + size + " in the last of 1 or 2 dimensions", part);
        }
        operand(name, part);
    }

    /** Puts the values that the gates had at a step in the place of those that have been computed once more; the hidden state has its value already. */
    void restoreGates(Tensor known) {}

    /** Puts the gradients of what went into the gates in the place of those that have been computed once more. */
    void restoreGradGates(Tensor known) {}

    /** Inputs {@code [T, N, D]} of all steps, after the check that {@link #part} makes of one. */
    final Tensor sequence(Tensor steps, int size) {
        check(PARTS[0], steps.select(1, 1), size);
        return steps;
    }

    /** Checks that input and hidden state are of the same batch. */
    final void checkBatch(Tensor input, Tensor hidden) {
        if (hidden.dim() != input.dim() || (input.dim() == 2 && hidden.size(1) != input.size(1))) {
            throw otherBatch(this, input, hidden);
        }
    }

    /** The exception for a batch that does not fit the state. */
    static IllegalArgumentException otherBatch(Module who, Tensor input, Tensor hidden) {
        return Failures.expected(
                who,
                "a batch like that of the step before, whose hidden state is " + hidden.describeSizes(),
                input,
                "; call forget() before the batch size changes");
    }
}
