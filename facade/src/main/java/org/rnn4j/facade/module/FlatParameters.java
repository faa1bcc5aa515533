package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.module.Parameters.Place;
import org.rnn4j.facade.tensor.Tensor;

/**
 * All parameters of a network as one vector, and all gradients as another.
 *
 * @param parameters the learned numbers, in the order of {@link Module#parameters}
 * @param gradParameters their gradients
 */
public record FlatParameters(Tensor parameters, Tensor gradParameters) {
    static FlatParameters flatten(Parameters parameters) {
        if (parameters.size() == 0) {
            return new FlatParameters(new Tensor(), new Tensor());
        }
        return new FlatParameters(flatten(parameters.weights()), flatten(parameters.gradients()));
    }

    /** Moves the tensors into one storage; tensors that shared memory before share it afterwards. */
    private static Tensor flatten(List<Tensor> tensors) {
        ElementType type = tensors.get(0).elementType();
        Map<Place, Long> starts = new HashMap<>();
        List<Long> offsets = new ArrayList<>();
        long size = 0;
        for (Tensor tensor : tensors) {
            if (tensor.elementType() != type) {
                throw new IllegalArgumentException("getParameters: expected parameters of one type, got "
                        + type.tensorName() + " and " + tensor.type());
            }
            Place place = Place.of(tensor);
            if (starts.keySet().stream().anyMatch(place::overlaps)) {
                throw new UnsupportedOperationException(
                        "getParameters: parameters that share a part of their memory, such as " + tensor.describe());
            }
            Long start = starts.putIfAbsent(place, size);
            offsets.add(start == null ? size : start);
            size += start == null ? place.elements() : 0;
        }
        Storage flat = new Storage(type, size);
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            Tensor moved = new Tensor(type)
                    .set(flat, offsets.get(i) + 1, tensor.size(), new Tensor(type, tensor.size()).stride());
            tensor.set(moved.copy(tensor));
        }
        return new Tensor(type).set(flat, 1, new long[] {size}, new long[] {1});
    }
}
