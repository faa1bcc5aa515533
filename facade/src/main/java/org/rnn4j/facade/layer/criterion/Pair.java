package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.module.Complaining;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** The input of criterions that compare two tensors of the same size, contiguous. */
record Pair(Tensor first, Tensor second) {
    /** {@code input} as a table of two tensors of the same size, or the exception that says that it should be one. */
    static Pair of(Complaining who, Activity input) {
        Table both = Failures.table(who, "input", input);
        if (both.size() != 2) {
            throw Failures.expected(who, "a table of two tensors as input", input);
        }
        Tensor first = Failures.operand(who, "the first input", both.get(1));
        return new Pair(first, Failures.operand(who, "the second input", both.get(2), first));
    }
}
