package org.rnn4j.bridge.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.bridge.layer.InputKind;

/** An input of which nothing is known until a module says what it takes. */
public final class Open implements Signal {
    private final Draft draft;
    private final String name;
    private final boolean timed;
    private @Nullable Signal decided;

    Open(Draft draft, String name, boolean timed) {
        this.draft = draft;
        this.name = name;
        this.timed = timed;
    }

    /** What it was decided to be, or null. */
    @Nullable
    Signal decided() {
        return decided;
    }

    /** Decides for one array, the output of a tap behind a new input of the graph. */
    Signal edge(InputKind kind, long size) {
        decided = draft.input(name, timed ? Edge.Layout.SEQUENCE : Edge.Layout.PLAIN, kind, size);
        return decided;
    }

    /** Decides for a table. */
    Signal bundle(int size) {
        List<Signal> entries = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            entries.add(new Open(draft, name + "." + i, timed));
        }
        decided = new Bundle(entries);
        return decided;
    }

    /** Decides for a sequence, or gives null if this is a step of one already. */
    @Nullable
    Signal sequence(Sequence.Form form) {
        if (timed) {
            return null;
        }
        decided = new Sequence(new Open(draft, name, true), form);
        return decided;
    }

    @Override
    public String describe() {
        return "an input of which nothing is known";
    }
}
