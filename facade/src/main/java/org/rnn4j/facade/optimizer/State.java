package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/** The tensors that optimisers remember in a table from step to step. */
final class State {
    private State() {}

    /**
     * The tensor that is remembered under {@code name}; made when there is none yet, in the type of {@code like} and with the sizes of
     * {@code sizes}.
     */
    static Tensor remember(LuaTable state, String name, Tensor like, Tensor sizes) {
        if (!state.has(name)) {
            state.put(name, new Tensor(like.elementType(), sizes.size()));
        }
        return remembered(state, name, like);
    }

    /** The tensor that is remembered under {@code name}, which has to be of the type of {@code like} and as large. */
    static Tensor remembered(LuaTable state, String name, Tensor like) {
        Tensor tensor = state.tensor(name);
        if (tensor.elementType() != like.elementType() || tensor.elements() != like.elements()) {
            ElementType usual = ElementType.DOUBLE;
            throw new IllegalArgumentException("optim: expected " + name + " to be as the parameters, "
                    + like.describe(usual) + ", got " + tensor.describe(usual) + "; begin with a new state");
        }
        return tensor;
    }
}
