package org.rnn4j.facade.sequencer;

import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** What modules that take a sequence of either kind, table or tensor, ask of it. */
final class Sequences {
    private Sequences() {}

    /** Number of time steps. */
    static long length(Activity sequence) {
        if (sequence instanceof Table table) {
            return table.size();
        }
        return sequence.toTensor().dim() == 0 ? 0 : sequence.toTensor().size(1);
    }

    /**
     * What was computed for each step, as one tensor.
     *
     * @param who the module, which complains
     * @param what what was expected
     * @param buffer where they go, if it is of {@code type}
     */
    static Tensor stacked(Module who, String what, Table steps, ElementType type, Tensor buffer) {
        Tensor stack = Activities.stack(steps, type, buffer);
        if (stack == null) {
            throw Failures.expected(who, what, steps, "; give a table of steps for others");
        }
        return stack;
    }

    /**
     * Checks that backward gets sequences of the kind and length that forward had.
     *
     * @param who the module, which complains
     * @param output the result of the last forward
     */
    static void checkBackward(Module who, Activity input, Activity gradOutput, Activity output) {
        checkKind(who, "input of the kind of the last forward", input, output);
        checkKind(who, "gradOutput of the kind of the input", gradOutput, input);
        long steps = length(output);
        if (length(input) != steps) {
            throw Failures.expected(who, "input of as many time steps as in the last forward, " + steps, input);
        }
        if (length(gradOutput) != steps) {
            throw Failures.expected(who, "gradOutput of as many time steps as the input, " + steps, gradOutput);
        }
        Failures.like(who, "gradOutput", gradOutput, output);
    }

    private static void checkKind(Module who, String what, Activity got, Activity like) {
        if (got instanceof Table != like instanceof Table) {
            throw Failures.expected(who, what + ", a " + (like instanceof Table ? "table" : "tensor"), got);
        }
    }
}
