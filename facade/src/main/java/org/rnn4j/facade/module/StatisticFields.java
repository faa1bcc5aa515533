package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Finds what is gathered from call to call, and leaves everything as it is. */
final class StatisticFields extends TensorFields {
    private final List<Tensor> found = new ArrayList<>();

    List<Tensor> found() {
        return List.copyOf(found);
    }

    @Override
    Tensor replace(Role role, String name, Tensor tensor) {
        if (role == Role.STATISTIC) {
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
