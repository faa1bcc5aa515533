package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.annotations.Contract;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Lists what a module and the modules that it tells have learned, and leaves everything as it is. */
final class ParameterFields implements Fields {
    private final List<Tensor> weights = new ArrayList<>();
    private final List<Tensor> gradients = new ArrayList<>();

    Parameters found() {
        return weights.isEmpty() ? Parameters.NONE : new Parameters(weights, gradients);
    }

    @Override
    @Contract("_, _, !null -> !null")
    public <A extends Activity> @Nullable A activity(Role role, String name, @Nullable A value) {
        if (value instanceof Tensor tensor && role == Role.PARAMETER) {
            weights.add(tensor);
        } else if (value instanceof Tensor tensor && role == Role.GRADIENT) {
            gradients.add(tensor);
        }
        return value;
    }

    @Override
    @Contract("_, !null -> !null")
    public <M extends Module> @Nullable M module(String name, @Nullable M value) {
        if (value != null) {
            add(value.parameters());
        }
        return value;
    }

    @Override
    public <M extends Module> List<M> modules(String name, List<M> value) {
        value.forEach(module -> add(module.parameters()));
        return value;
    }

    private void add(Parameters parameters) {
        weights.addAll(parameters.weights());
        gradients.addAll(parameters.gradients());
    }
}
