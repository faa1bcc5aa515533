package org.rnn4j.facade.module;

import org.rnn4j.facade.kernels.ElementType;

/** Who refuses input by means of {@link Failures}: a module or a criterion. */
public interface Complaining {
    /** What messages call it. */
    String who();

    /** The type of the tensors that it takes, which messages do not name. */
    ElementType elementType();
}
