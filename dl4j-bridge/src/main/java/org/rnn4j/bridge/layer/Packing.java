package org.rnn4j.bridge.layer;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.layer.StepMask.Run;
import org.rnn4j.facade.tensor.Tensor;

/**
 * How a recurrent layer sees a batch with absent steps: as one sequence for each {@link Run}, all of them beginning at
 * the first step, so that each starts from zero and gets the gradients that it has alone. Where no sequence begins late
 * the batch stays as it is, with what is behind the ends computed in vain.
 */
final class Packing {
    private final List<Run> runs;
    private final int batch;
    private final int steps;
    private final boolean asItIs;

    private Packing(List<Run> runs, int batch, int steps) {
        this.runs = runs;
        this.batch = batch;
        this.steps = steps;
        asItIs = runs.stream().allMatch(run -> run.first() == 1);
    }

    /** The packing of the steps {@code [T, N, D]}. */
    static Packing of(String who, Tensor steps, @Nullable INDArray mask) {
        return new Packing(
                StepMask.runs(who, steps, mask), Math.toIntExact(steps.size(2)), Math.toIntExact(steps.size(1)));
    }

    /** Whether the batch stays as it is. */
    boolean isAsItIs() {
        return asItIs;
    }

    /** From steps {@code [T, N, D]} to those of the sequences by themselves; zeros behind the ends. */
    Tensor pack(Tensor all) {
        if (asItIs) {
            return all;
        }
        long longest = runs.stream().mapToInt(Run::length).max().orElse(0);
        Tensor packed = new Tensor(all.elementType(), longest, runs.size(), all.size(3)).zero();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            part(packed, i, 1, run.length()).copy(part(all, run.row(), run.first(), run.length()));
        }
        return packed;
    }

    /** The way back, with zeros at absent steps. */
    Tensor unpack(Tensor packed) {
        if (asItIs) {
            return packed;
        }
        Tensor all = new Tensor(packed.elementType(), steps, batch, packed.size(3)).zero();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            part(all, run.row(), run.first(), run.length()).copy(part(packed, i, 1, run.length()));
        }
        return all;
    }

    private static Tensor part(Tensor steps, int row, int first, int length) {
        return steps.select(2, row + 1L).narrow(1, first, length);
    }

    /** The state before the first packed step: what is behind a gap, or begins late, starts anew. */
    Map<String, INDArray> initial(Map<String, INDArray> state) {
        if (asItIs || state.isEmpty() || States.isUnknown(state)) {
            return state;
        }
        Map<String, INDArray> initial = States.start(state, runs.size());
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).first() == 1) {
                States.copyRow(state, runs.get(i).row(), initial, i);
            }
        }
        return initial;
    }

    /** Whether all sequences here are the same ones as at the end of {@code before}, in the same places. */
    boolean goesOnFrom(Packing before) {
        return asItIs
                && before.asItIs
                && runs.stream()
                        .allMatch(run -> before.runs.stream()
                                .anyMatch(other -> other.row() == run.row() && other.last() == before.steps));
    }

    /** Packed steps after which a sequence goes on behind the last step, in order. */
    int[] ends() {
        return runs.stream()
                .filter(run -> run.last() == steps)
                .mapToInt(Run::length)
                .distinct()
                .sorted()
                .toArray();
    }

    /**
     * The state after the last step: that of the sequences that have reached it, the start of a new one for all others.
     *
     * @param after the state of the packed sequences after a packed step
     */
    Map<String, INDArray> last(IntFunction<Map<String, INDArray>> after) {
        int[] ends = ends();
        Map<String, INDArray> some = after.apply(ends.length == 0 ? 1 : ends[ends.length - 1]);
        boolean allGoOn = asItIs
                && runs.size() == batch
                && ends.length == 1
                && runs.stream().allMatch(run -> run.last() == steps);
        if (allGoOn || States.isUnknown(some)) {
            return some;
        }
        Map<String, INDArray> last = States.start(some, batch);
        for (int end : ends) {
            Map<String, INDArray> state = after.apply(end);
            for (int i = 0; i < runs.size(); i++) {
                Run run = runs.get(i);
                if (run.last() == steps && run.length() == end) {
                    States.copyRow(state, asItIs ? run.row() : i, last, run.row());
                }
            }
        }
        return Map.copyOf(last);
    }
}
