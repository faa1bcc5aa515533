package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Draws from many categories in a time that does not depend on how many there are: Walker's alias method, with the numbers and in the order of Torch's {@code
 * torch.AliasMultinomial}.
 *
 * <p>All categories have the same share of a line, which each one has, up to a point, for itself; the rest belongs to another one. Never changes.
 */
final class AliasTable {
    private final double[] probabilities;

    /** What part of its share each category has for itself. */
    private final double[] own;

    /** The category, from 1, that has the rest. */
    private final long[] other;

    /** For categories with these weights, whose sum need not be 1; float weights give what floats give. */
    AliasTable(Tensor weights) {
        int count = Math.toIntExact(weights.nElement());
        Tensor shares = weights.copy();
        shares.div(shares.sum());
        probabilities = shares.toDoubleArray();
        other = new long[count];
        int[] small = new int[count];
        int[] large = new int[count];
        int smalls = 0;
        int larges = 0;
        Storage parts = shares.storage();
        for (int i = 0; i < count; i++) {
            parts.putDouble(i, count * probabilities[i]);
            if (parts.getDouble(i) < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int below = small[--smalls];
            int above = large[--larges];
            other[below] = above + 1L;
            parts.putDouble(above, parts.getDouble(above) - (1 - parts.getDouble(below)));
            if (parts.getDouble(above) < 1) {
                small[smalls++] = above;
            } else {
                large[larges++] = above;
            }
        }
        double most = shares.max();
        if (most > 1) {
            shares.div(most);
        }
        own = shares.toDoubleArray();
        for (int i = 0; i < count; i++) {
            own[i] = other[i] == 0 ? 1 : own[i];
        }
    }

    /** The probability of {@code category}, from 1. */
    double probability(long category) {
        return probabilities[(int) category - 1];
    }

    /** Fills the {@code count} longs from {@code first} on with categories, from 1. */
    void draw(Storage categories, long first, long count) {
        Generator generator = Generator.global();
        for (long i = first; i < first + count; i++) {
            categories.putLong(i, generator.random(1, own.length));
        }
        for (long i = first; i < first + count; i++) {
            int category = (int) categories.getLong(i) - 1;
            if (generator.bernoulli(own[category]) == 0) {
                categories.putLong(i, other[category]);
            }
        }
    }
}
