package org.rnn4j.facade.layer.container;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/** A container whose modules all get the same input; the gradients of the input add up. */
public abstract class SharedInput extends Branches {
    /** No modules yet. */
    protected SharedInput() {}

    /** Fills {@code outputs} with what the modules make of {@code input}. */
    protected final Table outputs(Activity input, Table outputs) {
        outputs.truncate(size());
        for (int i = 1; i <= size(); i++) {
            outputs.set(i, updateOutput(i, input));
        }
        noteInput(input);
        return outputs;
    }

    /** The sum of the gradients that the modules give for {@code gradients}, one entry each. */
    protected final Activity gradInputs(Activity input, Table gradients) {
        checkInput(input);
        for (int i = 1; i <= size(); i++) {
            collect(i, updateGradInput(i, input, gradients.get(i)));
        }
        return collected(input);
    }

    /** {@link #gradInputs}, and the gradients of the parameters in the same go. */
    protected final Activity backwards(Activity input, Table gradients, double scale) {
        checkInput(input);
        for (int i = 1; i <= size(); i++) {
            collect(i, backward(i, input, gradients.get(i), scale));
        }
        return collected(input);
    }

    /** Adds the gradients of the parameters of all modules. */
    protected final void gradParameters(Activity input, Table gradients, double scale) {
        checkInput(input);
        for (int i = 1; i <= size(); i++) {
            accGradParameters(i, input, gradients.get(i), scale);
        }
    }

    /** Adds the gradient that the module at {@code index} gave; the first one starts anew. */
    private void collect(int index, Activity gradient) {
        @Nullable Activity sum = gradInput();
        if (index == 1 || sum == null) {
            setGradInput(Activities.copy(sum, gradient));
        } else {
            Activities.add(sum, gradient);
        }
    }

    private Activity collected(Activity input) {
        Activity sum = gradInput();
        return sum == null || size() == 0 ? setGradInput(Activities.zeros(sum, input)) : sum;
    }
}
