package org.rnn4j.facade.kernels;

/**
 * The weight of a product that every step of a sequence makes, in the form in which that is quickest: a copy by rows or by columns, if there are few rows
 * to multiply and enough steps to make up for the copying.
 *
 * <p>BLAS takes products of few rows as they lie there, in strips (see {@link Product}), and then it matters how. By rows is quicker where strips are wide enough
 * for it, by columns where they are not; and rows that lie a power of two apart all fall into the same corner of the cache. On a processor with AVX-512, an
 * LSTM of 32 sequences, 30 steps and 128 or 512 units gains 5 to 10 % of forward and backward.
 */
final class StepWeight {
    private static final int FEWEST_STEPS = 12;
    private static final int MOST_ROWS = 64;
    private static final int MOST_ROWS_BY_COLUMNS = 32;
    private static final long SMALLEST = 1 << 12;

    /** Columns in a strip from which on a weight by rows is quicker. */
    private static final long WIDE = 60;

    /** Sizes that are a multiple of this get a gap. */
    private static final long POWER = 256;

    private static final long GAP = 16;

    private final GrowingBuffer memory = new GrowingBuffer();

    /**
     * The weight, or a copy of it.
     *
     * @param weight {@code [K, M]}, of products with {@code rows} rows of K numbers
     * @param steps how many products there will be
     */
    View of(Kernels kernels, View weight, int rows, int steps) {
        long depth = weight.extent(0);
        long columns = weight.extent(1);
        if (rows < 2 || rows > MOST_ROWS || steps < FEWEST_STEPS || depth * columns < SMALLEST) {
            return weight;
        }
        boolean byRows = Product.UNPACKED / (rows * depth) >= WIDE;
        if (!byRows && rows > MOST_ROWS_BY_COLUMNS) {
            return weight;
        }
        long neighbours = byRows ? columns : depth;
        long gap = neighbours % POWER == 0 ? GAP : 0;
        if (weight.step(byRows ? 1 : 0) == 1 && (gap == 0 || !byRows)) {
            return weight;
        }
        Rows room = memory.rows(weight.storage().type(), byRows ? depth : columns, neighbours + gap);
        View copy = room.columns(0, neighbours);
        kernels.copy(byRows ? weight : Matrix.of("step weight", weight).transpose(), copy);
        return byRows ? copy : Matrix.of("step weight", copy).transpose();
    }
}
