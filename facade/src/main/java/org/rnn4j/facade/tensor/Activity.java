package org.rnn4j.facade.tensor;

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
}
