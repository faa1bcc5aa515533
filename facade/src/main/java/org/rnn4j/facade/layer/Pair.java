package org.rnn4j.facade.layer;

import org.rnn4j.facade.module.Complaining;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The input of modules and criterions that compare two tensors of the same size.
 *
 * @param first the first one, contiguous
 * @param second the second one, contiguous
 */
public record Pair(Tensor first, Tensor second) {
    /** {@code input} as a table of two tensors of the same size, or the exception that says that it should be one. */
    public static Pair of(Complaining who, Activity input) {
        Table both = Failures.table(who, "input", input);
        if (both.size() != 2) {
            throw Failures.expected(who, "a table of two tensors as input", input);
        }
        Tensor first = Failures.operand(who, "the first input", both.get(1));
        return new Pair(first, Failures.operand(who, "the second input", both.get(2), first));
    }

    /** {@link #of} where both are vectors, {@code [D]}, or rows of vectors, {@code [N, D]}. */
    public static Pair ofVectors(Complaining who, Activity input) {
        Pair pair = of(who, input);
        if (pair.first.dim() > 2 || pair.first.nElement() == 0) {
            throw Failures.expected(who, "vectors, or rows of them, as input", input);
        }
        return pair;
    }

    /** Both as rows of vectors: a vector is a single row. Nothing is copied. */
    public Pair rows() {
        return first.dim() == 1 ? new Pair(first.view(1, -1), second.view(1, -1)) : this;
    }
}
