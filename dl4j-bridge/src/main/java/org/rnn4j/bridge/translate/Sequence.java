package org.rnn4j.bridge.translate;

/**
 * A sequence: a tensor whose first dimension is time, or a table of steps.
 *
 * @param step what there is at each time step
 */
public record Sequence(Signal step) implements Signal {
    @Override
    public String describe() {
        return "a sequence";
    }
}
