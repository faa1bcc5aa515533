package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.kernels.ElementType;

class TableTest {
    private static final Tensor A = Tensor.of(1.0);
    private static final Tensor B = Tensor.of(2.0, 3);
    private static final Tensor C = Tensor.of(4L);

    @Nested
    class Entries {
        @Test
        void countFromOne() {
            Table table = Table.of(A, B);
            assertSame(A, table.get(1));
            assertSame(B, table.tensor(2));
            assertEquals(2, table.size());
            assertNull(table.find(0));
            assertNull(table.find(3));
        }

        @Test
        void settingBehindTheEndLeavesAHole() {
            Table table = Table.of(A).set(4, B);
            assertEquals(4, table.size());
            assertNull(table.find(2));
            assertNull(table.find(3));
            assertSame(B, table.get(4));
        }

        @Test
        void tableEndsAtItsLastEntry() {
            Table table = new Table().set(2, A).set(5, B).set(5, null);
            assertEquals(2, table.size());
            assertEquals(0, table.set(2, null).size());
            assertEquals(0, new Table().set(Integer.MAX_VALUE, null).size());
        }

        @Test
        void insertGoesBehindTheLast() {
            Table table = new Table().set(2, A).insert(B);
            assertSame(B, table.get(3));
        }

        @Test
        void truncateAndClearRemoveFromTheEnd() {
            Table cut = Table.of(A, B, C);
            cut.truncate(1);
            assertEquals(1, cut.size());
            cut.truncate(5);
            assertEquals(1, cut.size());
            cut.clear();
            assertEquals(0, cut.size());
        }

        /** Against a sorted map from positions to entries. */
        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void anySequenceOfChangesKeepsTheEntries(long seed) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Table table = new Table();
            TreeMap<Integer, Activity> expected = new TreeMap<>();
            for (int i = 0; i < 500; i++) {
                int index = random.nextInt(1, 12);
                Activity entry = Tensor.of((double) i);
                int last = expected.isEmpty() ? 0 : expected.lastKey();
                switch (random.nextInt(4)) {
                    case 0 -> {
                        table.set(index, null);
                        expected.remove(index);
                    }
                    case 1 -> {
                        table.insert(entry);
                        expected.put(last + 1, entry);
                    }
                    case 2 -> {
                        table.truncate(index);
                        expected.tailMap(index, false).clear();
                    }
                    default -> {
                        table.set(index, entry);
                        expected.put(index, entry);
                    }
                }
                assertEquals(expected.isEmpty() ? 0 : expected.lastKey(), table.size(), "change " + i);
                for (int k = 1; k <= 20; k++) {
                    assertSame(expected.get(k), table.find(k), "change " + i + ", entry " + k);
                }
            }
        }
    }

    @Nested
    class Walking {
        @Test
        void goesThroughAllEntries() {
            List<Activity> walked = new ArrayList<>();
            Table.of(A, B, C).forEach(walked::add);
            assertEquals(List.of(A, B, C), walked);
        }

        @Test
        void stopsAtAHole() {
            Iterator<Activity> iterator = Table.of(A).set(3, B).iterator();
            assertSame(A, iterator.next());
            assertMessage("Table: expected an entry at 2, got a table of 3: {[1], nil, [2]}", iterator::next);
        }

        @Test
        void endsBehindTheLast() {
            assertThrows(
                    NoSuchElementException.class, () -> new Table().iterator().next());
        }
    }

    @Nested
    class Copies {
        @Test
        void shareNoMemory() {
            Table original =
                    Table.of(Tensor.of(1.0, 2), Table.of(Tensor.of(3.0))).set(4, Tensor.of(5L));
            Table copy = original.copy();
            original.tensor(1).put(9, 1);
            original.table(2).tensor(1).put(9, 1);
            assertArrayEquals(new double[] {1, 2}, copy.tensor(1).toDoubleArray());
            assertArrayEquals(new double[] {3}, copy.table(2).tensor(1).toDoubleArray());
            assertNotSame(original.table(2), copy.table(2));
            assertNull(copy.find(3));
            assertEquals(ElementType.LONG, copy.tensor(4).elementType());
        }
    }

    @Nested
    class Descriptions {
        @Test
        void nameSizesAndHoles() {
            assertEquals("{}", new Table().describe());
            assertEquals(
                    "{[1], {[2], LongTensor [1]}}", Table.of(A, Table.of(B, C)).describe());
            assertEquals("{nil, nil, [1]}", new Table().set(3, A).describe());
            assertEquals("{empty}", Table.of(new Tensor()).describe());
            assertEquals("{DoubleTensor [1], LongTensor [1]}", Table.of(A, C).describe(ElementType.FLOAT));
            assertEquals("{[1], LongTensor [1]}", Table.of(A, C).describe(ElementType.DOUBLE));
            assertEquals("{[1], [1]}", Table.of(A, C).describeSizes());
        }
    }

    @Nested
    class Errors {
        @Test
        void missingEntries() {
            assertMessage(
                    "Table: expected an entry at 3, got a table of 2: {[1], [2]}",
                    () -> Table.of(A, B).get(3));
            assertMessage("Table: expected an entry at 0, got a table of 0: {}", () -> new Table().get(0));
            assertMessage("Table: expected an index from 1 on, got 0", () -> new Table().set(0, A));
            assertMessage(
                    "Table: expected a size of at least 0, got -1",
                    () -> Table.of(A).truncate(-1));
        }

        @Test
        void tablesAreNoTensors() {
            assertMessage(
                    "expected a tensor, got a table {[1]}", () -> Table.of(A).toTensor());
            assertMessage(
                    "expected a table, got a tensor [2]", () -> Table.of(B).table(1));
            assertSame(A, A.toTensor());
            Table table = new Table();
            assertSame(table, table.toTable());
        }
    }

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
