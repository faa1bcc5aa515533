package org.rnn4j.facade.module;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Copies modules deeply, save for the tensors that the copies are to share. */
final class CloneFields extends TensorFields {
    /** Says of the fields of modules whether copies share what is there. */
    interface Sharing {
        /** Nothing is shared. */
        Sharing NOTHING = (role, name) -> false;

        /** What is learned, its gradients, and what is gathered from call to call. */
        Sharing PARAMETERS = of(true, true);

        /** The fields that Torch calls by these names. */
        static Sharing named(Set<String> names) {
            return (role, name) -> names.contains(Fields.torchName(name));
        }

        /** What is learned and gathered, if asked for, and gradients, if asked for. */
        static Sharing of(boolean parameters, boolean gradients) {
            return (role, name) -> switch (role) {
                case PARAMETER, STATISTIC -> parameters;
                case GRADIENT -> gradients;
                case STATE, BUFFER -> false;
            };
        }

        boolean shares(Role role, String name);
    }

    private final Sharing sharing;
    private final boolean forStep;
    private final boolean twins;
    private final Map<Storage, Storage> storages = new IdentityHashMap<>();

    /**
     * @param forStep whether modules that count their steps stay as they are
     * @param twins whether shared tensors are the very same, and go where those of the original go; else they look at the same memory
     */
    CloneFields(Sharing sharing, boolean forStep, boolean twins) {
        this.sharing = sharing;
        this.forStep = forStep;
        this.twins = twins;
    }

    @Override
    Tensor replace(Role role, String name, Tensor tensor) {
        if (sharing.shares(role, name)) {
            return twins ? tensor : new Tensor(tensor.elementType()).set(tensor);
        }
        return role == Role.STATE || role == Role.BUFFER ? tensor.copy() : copyWithStorage(tensor);
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
    Part replace(Part part) {
        if (forStep && part instanceof Module module && module.countsOwnSteps()) {
            return part;
        }
        Part copy = part.shallowCopy();
        if (forStep && copy instanceof Module module) {
            module.copiedForStep();
        }
        return copy;
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
