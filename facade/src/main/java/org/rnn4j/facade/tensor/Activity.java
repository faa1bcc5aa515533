package org.rnn4j.facade.tensor;

import org.rnn4j.facade.kernels.ElementType;

/** What flows through modules: a tensor, or a table of activities. */
public sealed interface Activity permits Tensor, Table {
    /**
     * This activity as the tensor it is.
     *
     * @throws IllegalArgumentException if it is a table
     */
    Tensor toTensor();

    /**
     * This activity as the table it is.
     *
     * @throws IllegalArgumentException if it is a tensor
     */
    Table toTable();

    /** A copy that shares no memory with this activity. */
    Activity copy();

    /** One line that says what this is: {@code [2, 5]} for a tensor of that size, {@code {[2, 5], [3]}} for a table. */
    String describe();

    /** {@link #describe()} that names every type but {@code usual}: {@code FloatTensor [2, 5]} among doubles. */
    String describe(ElementType usual);

    /** The sizes alone: {@code [2, 5]} for a tensor of any type, {@code {[2, 5], [3]}} for a table. */
    String describeSizes();
}
