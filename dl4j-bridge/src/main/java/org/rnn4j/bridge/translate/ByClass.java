package org.rnn4j.bridge.translate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Values by class; a subclass without a value of its own has that of its nearest superclass. */
final class ByClass<V> {
    private final Map<Class<?>, V> values = new ConcurrentHashMap<>();

    void put(Class<?> type, V value) {
        values.put(type, value);
    }

    @Nullable
    V find(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            V value = values.get(c);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
