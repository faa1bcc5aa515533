package org.rnn4j.facade.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.rnn4j.facade.kernels.ElementType;

/** Ways in which the same matrix can lie in memory. */
enum Layout {
    CONTIGUOUS {
        @Override
        Tensor place(ElementType type, long rows, long columns) {
            return new Tensor(type, rows, columns);
        }
    },
    TRANSPOSED {
        @Override
        Tensor place(ElementType type, long rows, long columns) {
            return new Tensor(type, columns, rows).t();
        }
    },
    /** Within a larger matrix, with an offset and gaps behind the rows. */
    NARROWED {
        @Override
        Tensor place(ElementType type, long rows, long columns) {
            return new Tensor(type, rows + 2, columns + 3)
                    .fill(99)
                    .narrow(1, 2, rows)
                    .narrow(2, 3, columns);
        }
    },
    /** No two elements next to each other. */
    SCATTERED {
        @Override
        Tensor place(ElementType type, long rows, long columns) {
            return new Tensor(type, rows, columns, 2).fill(99).select(3, 2);
        }
    };

    abstract Tensor place(ElementType type, long rows, long columns);

    /** A matrix of these numbers, row by row. */
    Tensor of(ElementType type, long rows, long columns, double... values) {
        Tensor tensor = place(type, rows, columns);
        int i = 0;
        for (long row = 1; row <= rows; row++) {
            for (long column = 1; column <= columns; column++) {
                tensor.put(values[i++], row, column);
            }
        }
        return tensor;
    }

    /** A matrix of these numbers as one of doubles. */
    Tensor of(long rows, long columns, double... values) {
        return of(ElementType.DOUBLE, rows, columns, values);
    }

    /** All types in all layouts. */
    static Stream<Arguments> all() {
        return combine(List.of(ElementType.values()));
    }

    /** Floats and doubles in all layouts. */
    static Stream<Arguments> floating() {
        return combine(List.of(ElementType.FLOAT, ElementType.DOUBLE));
    }

    private static Stream<Arguments> combine(List<ElementType> types) {
        return types.stream().flatMap(type -> Arrays.stream(values()).map(layout -> Arguments.of(type, layout)));
    }
}
