package org.rnn4j.facade.module;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Copies modules deeply, save for the tensors that the copies are to share. */
final class CloneFields extends TensorFields {
    private final boolean shareParameters;
    private final boolean shareGradients;
    private final boolean forStep;
    private final Map<Storage, Storage> storages = new IdentityHashMap<>();

    CloneFields(boolean shareParameters, boolean shareGradients, boolean forStep) {
        this.shareParameters = shareParameters;
        this.shareGradients = shareGradients;
        this.forStep = forStep;
    }

    @Override
    Tensor replace(Role role, Tensor tensor) {
        return switch (role) {
            case PARAMETER, STATISTIC -> shareParameters ? tensor : copyWithStorage(tensor);
            case GRADIENT -> shareGradients ? tensor : copyWithStorage(tensor);
            case STATE, BUFFER -> tensor.copy();
        };
    }

    /** Learned tensors that share one storage, as after getParameters(), go on doing so. */
    private Tensor copyWithStorage(Tensor tensor) {
        Storage copy = storages.computeIfAbsent(tensor.storage(), original -> {
            Storage fresh = new Storage(original.type(), original.size());
            fresh.copy(0, original, 0, original.size());
            return fresh;
        });
        return new Tensor(tensor.elementType()).set(copy, tensor.storageOffset(), tensor.size(), tensor.stride());
    }

    @Override
    Table replace(Role role, Table table) {
        return new Table();
    }

    @Override
    Module replace(Module module) {
        if (forStep && module.countsOwnSteps()) {
            return module;
        }
        Module copy = module.shallowCopy();
        if (forStep) {
            copy.copiedForStep();
        }
        return copy;
    }

    @Override
    Criterion replace(Criterion criterion) {
        return criterion.shallowCopy();
    }

    @Override
    boolean visitsInPlace() {
        return false;
    }

    @Override
    public <T> @Nullable T scratch(@Nullable T value) {
        return null;
    }
}
