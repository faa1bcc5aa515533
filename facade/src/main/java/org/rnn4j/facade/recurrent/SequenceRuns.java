package org.rnn4j.facade.recurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs of one recurrent module whose steps are still together: the last one, and what is kept of those before. */
final class SequenceRuns {
    private @Nullable SequenceRun last;
    /** Oldest first. */
    private final Deque<SequenceRun> earlier = new ArrayDeque<>();

    /** The memory of copies that are no longer kept. */
    private final Deque<Copies> spare = new ArrayDeque<>();

    /** The run of the last forward; null if a single step or nothing has followed it. */
    @Nullable
    SequenceRun last() {
        return last;
    }

    /** The last run, or if there is none, what is kept of the one before; null if there is nothing. */
    @Nullable
    SequenceRun newest() {
        return last == null ? earlier.peekLast() : last;
    }

    /** All of them, oldest first. */
    List<SequenceRun> inOrder() {
        List<SequenceRun> all = new ArrayList<>(earlier);
        if (last != null) {
            all.add(last);
        }
        return all;
    }

    boolean holds(SequenceRun run) {
        return run == last || earlier.contains(run);
    }

    /** The run that has {@code step}; of those before the last one only steps behind {@code oldest} count. */
    @Nullable
    SequenceRun find(int step, int oldest) {
        if (last != null && last.covers(step)) {
            return last;
        }
        for (SequenceRun run : earlier) {
            if (step > oldest && run.covers(step)) {
                return run;
            }
        }
        return null;
    }

    /** Takes the run of another forward, before which {@link #retire} was called. */
    void add(SequenceRun next) {
        last = next;
    }

    /** Forgets all of them. */
    void clear() {
        last = null;
        earlier.clear();
    }

    /** Copies what will still be kept of the last run, and in it those inside, after {@code count} steps more: its memory is about to be used again. */
    void retire(int count) {
        SequenceRun past = last;
        if (past == null) {
            return;
        }
        Copies free = spare.poll();
        past.keepFrom(past.firstKeptAfter(count), free == null ? new Copies() : free);
        past.each(part -> part.module().runs().retired(part));
        while (!earlier.isEmpty() && earlier.getFirst().isGoneAfter(count)) {
            drop(earlier.getFirst());
        }
    }

    private void retired(SequenceRun part) {
        last = null;
        earlier.add(part);
    }

    private void drop(SequenceRun gone) {
        gone.each(part -> part.module().runs().earlier.remove(part));
        Copies unused = gone.copies();
        if (unused != null) {
            unused.clear();
            spare.add(unused);
        }
    }
}
