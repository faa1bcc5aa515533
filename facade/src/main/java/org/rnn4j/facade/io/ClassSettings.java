package org.rnn4j.facade.io;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a class that hold while one of its objects is made: Torch's {@code nn.FastLSTM.bn = true} calls the static method bn (or
 * setBn) with one parameter; the one without parameters tells the value to put back.
 */
final class ClassSettings implements AutoCloseable {
    private final Class<?> type;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    ClassSettings(Class<?> type) {
        this.type = type;
    }

    /** Changes a setting, until {@link #close}. */
    void put(String name, @Nullable Object value) {
        Object before = Binding.getStatic(type, name);
        Binding.setStatic(type, name, value);
        undo.push(() -> Binding.setStatic(type, name, before));
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
