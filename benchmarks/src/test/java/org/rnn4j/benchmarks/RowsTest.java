package org.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.benchmarks.libtorch.Libtorch;
import org.rnn4j.benchmarks.work.Pace;
import org.rnn4j.benchmarks.work.Sizes;

/** Every row, with small sizes. */
final class RowsTest {
    private static final Pace SHORT = new Pace(0, 0, 1);

    @BeforeAll
    static void configure() {
        Libtorch.configure(1);
    }

    /** Whole numbers of vectors and odd rests. */
    private static Sizes small(Sizes sizes) {
        return new Sizes(
                Math.min(sizes.batch(), 3),
                Math.min(sizes.input(), 17),
                Math.min(sizes.hidden(), 18),
                Math.min(sizes.steps(), 4));
    }

    static List<Row> smallRows() {
        return Rows.all(RowsTest::small);
    }

    static Set<Peer> present() {
        Set<Peer> present = EnumSet.allOf(Peer.class);
        if (!Libtorch.isPresent()) {
            present.remove(Peer.LIBTORCH);
        }
        return present;
    }

    /** That is: outputs, gradients, changes of parameters, whatever the row compares. */
    @ParameterizedTest
    @MethodSource("smallRows")
    void everybodyAgrees(Row row) {
        try (Race race = new Race(row, present())) {
            race.check();
            List<Line> lines = race.run(SHORT);
            assertEquals(row.variants().size(), lines.size());
            for (Line line : lines) {
                assertTrue(line.name().startsWith(row.name() + ", "), line::name);
                assertTrue(line.ours().best() <= line.ours().median());
            }
        }
    }

    @Test
    void namesAreUnique() {
        List<String> names = Rows.all().stream()
                .flatMap(row -> row.variants().keySet().stream().map(variant -> row.name() + ", " + variant))
                .toList();
        assertEquals(names.size(), names.stream().distinct().count());
    }

    @Test
    void everySizeThatWasAskedForHasARow() {
        String names = Rows.all().stream().map(Row::name).collect(Collectors.joining("\n"));
        for (String cell : List.of("LSTM", "GRU", "RNN")) {
            for (String sizes :
                    List.of("N80 I300 H300 T10", "N64 I128 H128 T20", "N128 I512 H512 T50", "N20 I250 H250 T100")) {
                assertTrue(names.contains(cell + " " + sizes), names);
            }
        }
    }
}
