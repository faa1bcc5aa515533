package org.rnn4j.bridge.translate;

/**
 * A sequence. Its steps lie in the graph in one way whatever it is in Torch.
 *
 * @param step what there is at each time step
 * @param form what it is in Torch
 */
public record Sequence(Signal step, Form form) implements Signal {
    /** What a sequence is in Torch. */
    public enum Form {
        /** What the input of the net is: a table of steps, or a tensor {@code [T, N, ...]}. */
        GIVEN("a sequence"),
        /** A table of steps. */
        TABLE("a table of steps"),
        /** A tensor {@code [T, N, ...]}. */
        TIME_FIRST("a sequence with time first"),
        /** A tensor {@code [N, T, ...]}. */
        BATCH_FIRST("a sequence with the batch first");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        /** Whether modules that take this form take what has the other. */
        boolean takes(Form other) {
            return this == other || (this == GIVEN && other != BATCH_FIRST) || (other == GIVEN && this != BATCH_FIRST);
        }
    }

    /** A sequence that is what the input of the net is. */
    public Sequence(Signal step) {
        this(step, Form.GIVEN);
    }

    /** Whether it is a tensor, whatever the input of the net is. */
    public boolean isTensor() {
        return form == Form.TIME_FIRST || form == Form.BATCH_FIRST;
    }

    /** The same form of another sequence. */
    public Sequence with(Signal otherStep) {
        return new Sequence(otherStep, form);
    }

    @Override
    public String describe() {
        return form.words;
    }
}
