package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jetbrains.annotations.Contract;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Lists the tensors in the fields of a module that have certain names in Torch. */
final class NamedFields implements Fields {
    private final Set<String> names;
    private final Map<String, List<Tensor>> found = new LinkedHashMap<>();

    private NamedFields(Set<String> names) {
        this.names = names;
    }

    static NamedFields of(Module module, Set<String> names) {
        NamedFields fields = new NamedFields(names);
        module.fields(fields);
        return fields;
    }

    @Override
    @Contract("_, _, !null -> !null")
    public <A extends Activity> @Nullable A activity(Role role, String name, @Nullable A value) {
        if (value instanceof Tensor tensor && names.contains(Fields.torchName(name))) {
            found.computeIfAbsent(name, first -> new ArrayList<>()).add(tensor);
        }
        return value;
    }

    /** Makes these tensors look at the memory of those of {@code others}. */
    void lookAt(NamedFields others) {
        found.forEach((name, tensors) -> {
            List<Tensor> theirs = others.found.getOrDefault(name, List.of());
            for (int i = 0; i < Math.min(tensors.size(), theirs.size()); i++) {
                tensors.get(i).set(theirs.get(i));
            }
        });
    }
}
