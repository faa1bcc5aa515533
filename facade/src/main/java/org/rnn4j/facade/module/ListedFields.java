package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Lists the tensors whose role and Torch name are asked for, here and in all modules inside, and leaves everything as
 * it is.
 */
final class ListedFields extends TensorFields {
    private final BiPredicate<Role, String> wanted;
    private final List<Tensor> found = new ArrayList<>();

    private ListedFields(BiPredicate<Role, String> wanted) {
        this.wanted = wanted;
    }

    static List<Tensor> of(Module module, BiPredicate<Role, String> wanted) {
        ListedFields fields = new ListedFields(wanted);
        fields.module("module", module);
        return List.copyOf(fields.found);
    }

    @Override
    Tensor replace(Role role, String name, Tensor tensor) {
        if (wanted.test(role, Fields.torchName(name))) {
            found.add(tensor);
        }
        return tensor;
    }

    @Override
    Table replace(Role role, Table table) {
        return table;
    }

    @Override
    Part replace(Part part) {
        return part;
    }

    @Override
    boolean visitsInPlace() {
        return true;
    }
}
