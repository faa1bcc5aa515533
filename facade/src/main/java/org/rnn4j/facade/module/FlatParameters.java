package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
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

    /** Where a tensor begins and how much of its storage it covers. */
    private record Place(long offset, long elements) {}

    /** Moves the tensors into one storage; tensors that shared memory before share it afterwards. */
    private static Tensor flatten(List<Tensor> tensors) {
        ElementType type = tensors.get(0).elementType();
        Map<Storage, Map<Place, Long>> starts = new IdentityHashMap<>();
        List<Long> offsets = new ArrayList<>();
        long size = 0;
        for (Tensor tensor : tensors) {
            if (tensor.elementType() != type) {
                throw new IllegalArgumentException("getParameters: expected parameters of one type, got "
                        + type.tensorName() + " and " + tensor.type());
            }
            Place place = new Place(tensor.offset(), tensor.elements());
            Long start = starts.computeIfAbsent(tensor.storage(), storage -> new LinkedHashMap<>())
                    .putIfAbsent(place, size);
            offsets.add(start == null ? size : start);
            if (start == null) {
                refuseOverlap(starts.get(tensor.storage()), place, tensor);
                size += tensor.elements();
            }
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

    private static void refuseOverlap(Map<Place, Long> places, Place place, Tensor tensor) {
        for (Place other : places.keySet()) {
            boolean apart =
                    other.offset + other.elements <= place.offset || place.offset + place.elements <= other.offset;
            if (!apart && !other.equals(place)) {
                throw new UnsupportedOperationException(
                        "getParameters: parameters that share a part of their memory, such as " + tensor.describe());
            }
        }
    }
}
