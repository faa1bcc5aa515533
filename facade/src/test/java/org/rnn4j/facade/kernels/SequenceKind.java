package org.rnn4j.facade.kernels;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tests of all recurrent sequences must know of one kind: a cell with certain options and its weights in a certain form.
 *
 * @param <P> the learned parameters
 */
interface SequenceKind<P> {
    /** All kinds, for parameterized tests. */
    String ALL = "org.rnn4j.facade.kernels.SequenceKind#all";

    static List<SequenceKind<?>> all() {
        List<SequenceKind<?>> kinds = new ArrayList<>();
        for (LstmGates layout : LstmGates.values()) {
            for (int options = 0; options < 4; options++) {
                kinds.add(new LstmKind(layout, options % 2 == 1, options > 1));
            }
        }
        for (GruKind.Weights weights : GruKind.Weights.values()) {
            kinds.add(new GruKind(weights));
        }
        for (Transfer function : Transfer.values()) {
            for (int options = 0; options < 4; options++) {
                kinds.add(new RnnKind(function, options % 2 == 1, options > 1));
            }
        }
        return kinds;
    }

    /** D. */
    int inputSize();

    /** H. */
    int units();

    /** R. */
    int outputSize();

    /** Whether there is a cell state beside the output. */
    boolean hasCell();

    /** A sequence of this kind. */
    RecurrentSequence<P> sequence(Kernels kernels);

    /** Parameters made of views that {@code named} has been told of, each once. */
    P parameters(Named named);

    /**
     * One step without a sequence.
     *
     * @param starts whether there is no state before it, in which case both states are zeros
     * @param x {@code [N, D]}
     * @param hidden {@code [N, R]}, of the step before on entry, of this one on return
     * @param cell {@code [N, H]}, likewise; null if there is none
     */
    void step(Kernels kernels, P parameters, boolean starts, View x, TestView hidden, @Nullable TestView cell);

    /** Takes note of a view of parameters, puts numbers there, and returns it. */
    interface Named {
        TestView name(String name, TestView view);
    }
}
