package org.rnn4j.facade.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** One parameter for many elements: stretched over the input on the way forward, summed up on the way back. */
public final class Broadcast {
    private Broadcast() {}

    /**
     * {@code parameter} in the sizes of {@code x}, sharing memory: element by element if both have as many; stretched where its size is 1
     * if both have as many dimensions; else the same for each sample of the batch that {@code x} is.
     *
     * @return null if it does not fit
     */
    public static @Nullable Tensor over(Tensor parameter, Tensor x) {
        if (parameter.nElement() == x.nElement()) {
            return parameter.viewAs(x);
        }
        if (x.dim() == 0) {
            return null;
        }
        if (parameter.dim() == x.dim() && stretches(parameter, x)) {
            return parameter.expandAs(x);
        }
        if (parameter.nElement() == 1) {
            return parameter.view(ones(x)).expandAs(x);
        }
        if (parameter.nElement() * x.size(1) != x.nElement()) {
            return null;
        }
        long[] sample = x.size();
        sample[0] = 1;
        return parameter.view(sample).expandAs(x);
    }

    private static long[] ones(Tensor x) {
        long[] ones = new long[x.dim()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static boolean stretches(Tensor parameter, Tensor x) {
        for (int d = 1; d <= x.dim(); d++) {
            if (parameter.size(d) != 1 && parameter.size(d) != x.size(d)) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@code vector} with one number for each channel of {@code x}, in its sizes, sharing memory. The channels are the elements of
     * {@code [C]} and the second dimension of {@code [N, C, ...]}.
     *
     * @return null if {@code x} has other channels
     */
    public static @Nullable Tensor overChannels(Tensor vector, Tensor x) {
        int channels = Math.min(x.dim(), 2);
        if (channels == 0 || x.size(channels) != vector.nElement()) {
            return null;
        }
        long[] sizes = ones(x);
        sizes[channels - 1] = vector.nElement();
        return vector.view(sizes).expandAs(x);
    }

    /**
     * Adds {@code scale * values} to {@code stretched}: where that has one number for many elements, it gets the sum of all of them.
     *
     * @param values contiguous, of the sizes of {@code stretched}
     * @param partial buffers, one for each dimension that is summed up at most; the caller keeps them
     */
    public static void addSums(double scale, Tensor values, Tensor stretched, Table partial) {
        Tensor numbers = stretched;
        int last = 0;
        for (int d = 1; d <= stretched.dim(); d++) {
            if (stretched.stride(d) == 0) {
                numbers = numbers.narrow(d, 1, 1);
                last = d;
            }
        }
        if (numbers.isContiguous() && isSampleOf(numbers, last)) {
            Kernels.get().addColumnSums(scale, values.view(-1, numbers.nElement()), numbers.view(-1));
            return;
        }
        Tensor sums = values;
        for (int d = 1; d <= last; d++) {
            if (stretched.stride(d) == 0) {
                Tensor sum = partial.find(d) instanceof Tensor old && old.elementType() == sums.elementType()
                        ? old
                        : new Tensor(sums.elementType());
                partial.set(d, sum);
                sums = sum.sum(sums, d);
            }
        }
        numbers.add(scale, sums);
    }

    /** Whether the first dimensions, up to {@code last}, have nothing but the batch in them. */
    private static boolean isSampleOf(Tensor numbers, int last) {
        for (int d = 1; d <= last; d++) {
            if (numbers.size(d) != 1) {
                return false;
            }
        }
        return true;
    }
}
