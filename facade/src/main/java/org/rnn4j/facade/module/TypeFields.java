package org.rnn4j.facade.module;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jetbrains.annotations.Contract;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Changes the type of all floating-point tensors; integer tensors stay what they are. */
final class TypeFields extends TensorFields {
    private final ElementType type;
    private final Map<Storage, Storage> storages = new IdentityHashMap<>();

    TypeFields(ElementType type) {
        this.type = type;
    }

    @Override
    Tensor replace(Role role, String name, Tensor tensor) {
        if (tensor.elementType() == type || !tensor.elementType().isFloatingPoint()) {
            return tensor;
        }
        if (role == Role.STATE || role == Role.BUFFER) {
            return tensor.to(type);
        }
        Storage converted = storages.computeIfAbsent(tensor.storage(), original -> {
            Storage fresh = new Storage(type, original.size());
            fresh.copy(0, original, 0, original.size());
            return fresh;
        });
        return new Tensor(type).set(converted, tensor.storageOffset(), tensor.size(), tensor.stride());
    }

    /** Another one, as an output may be a part of what the caller gave. */
    @Override
    Table replace(Role role, Table table) {
        return new Table();
    }

    @Override
    Part replace(Part part) {
        part.setElementType(type);
        return part;
    }

    @Override
    @Contract("_, !null -> !null")
    public <M extends Module> @Nullable M uncast(String name, @Nullable M value) {
        return value;
    }

    @Override
    boolean visitsInPlace() {
        return true;
    }

    @Override
    public <T> @Nullable T scratch(@Nullable T value) {
        return null;
    }
}
