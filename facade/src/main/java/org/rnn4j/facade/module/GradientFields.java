package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.annotations.Contract;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Lists the gradients that a module tells, apart for each part of it that Torch has a module for. */
final class GradientFields implements Fields {
    private final Map<String, List<Tensor>> parts = new LinkedHashMap<>();

    Collection<List<Tensor>> found() {
        return parts.values();
    }

    @Override
    @Contract("_, _, !null -> !null")
    public <A extends Activity> @Nullable A activity(Role role, String name, @Nullable A value) {
        if (role == Role.GRADIENT && value instanceof Tensor gradient) {
            String part = name.substring(0, name.lastIndexOf('.') + 1);
            parts.computeIfAbsent(part, first -> new ArrayList<>()).add(gradient);
        }
        return value;
    }
}
