package org.rnn4j.facade.module;

import org.jetbrains.annotations.Contract;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Drops the buffers of one module; inner modules clear themselves. */
final class ClearFields implements Fields {
    @Override
    @SuppressWarnings("unchecked")
    @Contract("_, _, !null -> !null")
    public <A extends Activity> @Nullable A activity(Role role, String name, @Nullable A value) {
        if (role != Role.BUFFER || value == null) {
            return value;
        }
        // A fresh object, not an emptied one: the old one may be the caller's input.
        return value instanceof Tensor tensor ? (A) new Tensor(tensor.elementType()) : (A) new Table();
    }

    @Override
    public <T> @Nullable T scratch(@Nullable T value) {
        return null;
    }
}
