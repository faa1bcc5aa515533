package org.rnn4j.facade.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class BroadcastTest {
    private final Tensor x = new Samples(1).parse("[3,2,4]").toTensor();

    private Tensor over(long... sizes) {
        return Objects.requireNonNull(Broadcast.over(new Tensor(sizes), x));
    }

    private static void assertSizeAndStride(Tensor tensor, long[] size, long[] stride) {
        assertArrayEquals(size, tensor.size());
        assertArrayEquals(stride, tensor.stride());
    }

    @Test
    void asManyElementsGoOneByOne() {
        assertSizeAndStride(over(24), new long[] {3, 2, 4}, new long[] {8, 4, 1});
    }

    @Test
    void sizesOfOneStretch() {
        assertSizeAndStride(over(1, 2, 1), new long[] {3, 2, 4}, new long[] {0, 1, 0});
    }

    @Test
    void aSampleGoesOverTheBatch() {
        assertSizeAndStride(over(8), new long[] {3, 2, 4}, new long[] {0, 4, 1});
        assertSizeAndStride(over(2, 4), new long[] {3, 2, 4}, new long[] {0, 4, 1});
    }

    @Test
    void oneNumberGoesEverywhere() {
        Expect.values(Broadcast.over(Tensor.of(7.0), new Tensor(2, 2)), 7, 7, 7, 7);
    }

    @Test
    void whatDoesNotFitIsNull() {
        assertNull(Broadcast.over(new Tensor(5L), x));
        assertNull(Broadcast.over(new Tensor(1, 3, 1), x));
        assertNull(Broadcast.overChannels(new Tensor(3L), x));
    }

    @Test
    void channelsAreTheSecondDimensionUnlessThereIsJustOne() {
        assertSizeAndStride(
                Objects.requireNonNull(Broadcast.overChannels(new Tensor(2L), x)),
                new long[] {3, 2, 4},
                new long[] {0, 1, 0});
        assertSizeAndStride(
                Objects.requireNonNull(Broadcast.overChannels(new Tensor(2L), new Tensor(2L))),
                new long[] {2},
                new long[] {1});
        assertSizeAndStride(
                Objects.requireNonNull(Broadcast.overChannels(new Tensor(2L), new Tensor(5, 2))),
                new long[] {5, 2},
                new long[] {0, 1});
    }

    @Test
    void sumsComeTogetherInEveryShape() {
        Table partial = new Table();
        for (long[] sizes :
                new long[][] {{24}, {8}, {1, 2, 4}, {1, 1, 4}, {3, 1, 1}, {1, 2, 1}, {3, 1, 4}, {1, 1, 1}}) {
            Tensor sums = new Tensor(sizes).fill(1);
            Broadcast.addSums(2, x, Objects.requireNonNull(Broadcast.over(sums, x)), partial);
            Tensor expected = new Tensor(sizes).fill(1);
            Tensor stretched = Objects.requireNonNull(Broadcast.over(expected, x));
            for (int i = 1; i <= 3; i++) {
                for (int j = 1; j <= 2; j++) {
                    for (int k = 1; k <= 4; k++) {
                        stretched.put(stretched.get(i, j, k) + 2 * x.get(i, j, k), i, j, k);
                    }
                }
            }
            Samples.assertClose("sums over " + expected.describe(), expected, sums, 1e-14);
        }
    }
}
