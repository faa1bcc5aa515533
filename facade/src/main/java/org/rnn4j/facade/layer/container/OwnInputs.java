package org.rnn4j.facade.layer.container;

import org.rnn4j.facade.tensor.Table;

/** A container each of whose modules gets an input of its own; there may be more modules than inputs. */
public abstract class OwnInputs extends Branches {
    /** No modules yet. */
    protected OwnInputs() {}

    /** Fills {@code outputs} with what the modules make of {@code inputs}. */
    protected final Table outputs(Table inputs, Table outputs) {
        outputs.truncate(inputs.size());
        for (int i = 1; i <= inputs.size(); i++) {
            outputs.set(i, updateOutput(i, inputs.get(i)));
        }
        return outputs;
    }

    /** Fills {@code gradInputs} with the gradients that the modules give. */
    protected final Table gradInputs(Table inputs, Table gradients, Table gradInputs) {
        gradInputs.truncate(inputs.size());
        for (int i = 1; i <= inputs.size(); i++) {
            gradInputs.set(i, updateGradInput(i, inputs.get(i), gradients.get(i)));
        }
        return gradInputs;
    }

    /** {@link #gradInputs}, and the gradients of the parameters in the same go. */
    protected final Table backwards(Table inputs, Table gradients, double scale, Table gradInputs) {
        gradInputs.truncate(inputs.size());
        for (int i = 1; i <= inputs.size(); i++) {
            gradInputs.set(i, backward(i, inputs.get(i), gradients.get(i), scale));
        }
        return gradInputs;
    }

    /** Adds the gradients of the parameters of all modules. */
    protected final void gradParameters(Table inputs, Table gradients, double scale) {
        for (int i = 1; i <= inputs.size(); i++) {
            accGradParameters(i, inputs.get(i), gradients.get(i), scale);
        }
    }
}
