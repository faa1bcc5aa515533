package org.rnn4j.facade.tensor;

/**
 * What Torch returns as two results: elements, and where they were found.
 *
 * @param values the elements
 * @param indices their positions along the dimension searched, from 1, as a LongTensor of the same sizes
 */
public record Indexed(Tensor values, Tensor indices) {
    /** Both, one after the other, as Torch prints two results. */
    @Override
    public String toString() {
        return values + "\n" + indices;
    }
}
