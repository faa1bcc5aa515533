package org.rnn4j.facade.layer.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Modules that take tables apart, put them together, or give their entries to modules. */
@ExtendWith(InDouble.class)
final class TableModulesTest {
    private final Tensor a = Tensor.of(1.0, 2);
    private final Tensor b = Tensor.of(3.0, 4);

    @Nested
    class Joining {
        @Test
        void splitUndoesJoin() {
            JoinTable join = new JoinTable(1, 1);
            SplitTable split = new SplitTable(1);
            Tensor x = Expect.matrix(2, 1, 2, 3, 4);
            Table rows = split.updateOutput(x);
            assertEquals("{[2], [2]}", rows.describe());
            Expect.values(join.forward(rows), 1, 2, 3, 4);
            Expect.values(split.updateGradInput(x, rows), 1, 2, 3, 4);
        }

        @Test
        void slicesShareTheMemoryOfTheInput() {
            Tensor x = Expect.matrix(2, 1, 2, 3, 4);
            Table columns = new SplitTable(-1).updateOutput(x);
            x.put(9, 2, 1);
            Expect.values(columns.get(1), 1, 9);
        }

        @Test
        void whatDoesNotFitIsRefused() {
            Expect.refused(
                    "JoinTable: expected tensors of the same size but for dimension 1 as input, got {[2, 2], [2, 3]}",
                    () -> new JoinTable(1).forward(Table.of(new Tensor(2, 2), new Tensor(2, 3))));
            Expect.refused(
                    "JoinTable: expected tensors with a dimension 3 as input, got {[2], [2]}",
                    () -> new JoinTable(3).forward(Table.of(a, b)));
            Expect.refused(
                    "JoinTable: expected a table of tensors as input, got {}",
                    () -> new JoinTable(1).forward(new Table()));
            Expect.refused(
                    "SplitTable: expected input with a dimension -2, got [2]", () -> new SplitTable(-2).forward(a));
            Expect.refused(
                    "SplitTable: expected gradOutput with 2 entries for input [2], got {[2]}",
                    () -> new SplitTable(1).updateGradInput(a, Table.of(a)));
        }
    }

    @Nested
    class Picking {
        private final Table nested = Table.of(a, Table.of(b, Tensor.of(5.0)), Tensor.of(6L));

        @Test
        void theEntryItselfComesOut() {
            assertSame(a, new SelectTable(1).forward(nested));
            assertSame(nested.get(2), new SelectTable(-2).forward(nested));
            assertSame(a, new NarrowTable(1, 2).updateOutput(nested).get(1));
        }

        @Test
        void otherEntriesHaveZeroGradient() {
            Table gradInput = new SelectTable(1).updateGradInput(nested, a);
            assertEquals("{[2], {[2], [1]}, LongTensor [1]}", gradInput.describe());
            Expect.values(gradInput.get(1), 1, 2);
            Expect.values(gradInput.table(2).get(1), 0, 0);
        }

        @Test
        void theGradientIsACopyThatTheNextCallMayOverwrite() {
            SelectTable select = new SelectTable(1);
            Table input = Table.of(a, b);
            select.updateGradInput(input, a);
            select.updateGradInput(input, b);
            Expect.values(a, 1, 2);
        }

        @Test
        void aNegativeLengthCountsFromTheEnd() {
            assertEquals(3, new NarrowTable(1, -1).updateOutput(nested).size());
            assertEquals(1, new NarrowTable(2, -2).updateOutput(nested).size());
        }

        @Test
        void flatAndNestedAgain() {
            FlattenTable flatten = new FlattenTable();
            Table flat = flatten.updateOutput(nested);
            assertEquals("{[2], [2], [1], LongTensor [1]}", flat.describe());
            Table gradInput = flatten.updateGradInput(nested, flat).toTable();
            assertEquals(nested.describe(), gradInput.describe());
            assertSame(b, gradInput.table(2).get(1));
        }

        @Test
        void aTypeChangeLeavesTheTableOfTheInput() {
            SelectTable select = new SelectTable(2);
            select.forward(nested);
            select.toFloat();
            assertEquals("torch.DoubleTensor", nested.table(2).tensor(1).type());
        }

        @Test
        void whatIsNotThereIsRefused() {
            Expect.refused(
                    "SelectTable(4): expected an entry 4 in the input table, got {[2], {[2], [1]}, LongTensor [1]}",
                    () -> new SelectTable(4).forward(nested));
            Expect.refused(
                    "NarrowTable: expected a table with entries from 3 on, 2 of them, as input, got {[2], {[2], [1]},"
                            + " LongTensor [1]}",
                    () -> new NarrowTable(3, 2).forward(nested));
            Expect.refused(
                    "NarrowTable: expected an offset from 1 on and a length other than 0, got 0 and 1",
                    () -> new NarrowTable(0));
            Expect.refused(
                    "FlattenTable: expected gradOutput with 4 entries, one for each tensor of the input, got {[2]}",
                    () -> new FlattenTable().updateGradInput(nested, Table.of(a)));
        }
    }

    @Nested
    class Ordering {
        private final Table pairs = Table.of(Table.of(a, b), Table.of(b, a), Table.of(a, a));

        @Test
        void theLastEntryComesFirst() {
            ReverseTable reverse = new ReverseTable();
            Table reversed = reverse.forward(Table.of(a, b)).toTable();
            assertSame(b, reversed.get(1));
            assertSame(a, reversed.get(2));
            assertSame(
                    b,
                    reverse.updateGradInput(Table.of(a, b), Table.of(a, b))
                            .toTable()
                            .get(1));
            assertEquals(1, reverse.forward(Table.of(a)).toTable().size());
        }

        @Test
        void aTensorIsReversedInTime() {
            ReverseTable reverse = new ReverseTable();
            Tensor steps = Expect.matrix(3, 1, 2, 3, 4, 5, 6);
            Expect.values(reverse.forward(steps), 5, 6, 3, 4, 1, 2);
            Expect.values(reverse.updateGradInput(steps, Expect.matrix(3, 1, 2, 3)), 3, 2, 1);
            assertEquals("{[2], [2]}", reverse.forward(Table.of(a, b)).describe());
            Expect.values(reverse.forward(steps), 5, 6, 3, 4, 1, 2);
        }

        @Test
        void zippingTwiceChangesNothing() {
            ZipTable zip = new ZipTable();
            Table zipped = zip.updateOutput(pairs);
            assertEquals("{{[2], [2], [2]}, {[2], [2], [2]}}", zipped.describe());
            assertSame(b, zipped.table(1).get(2));
            assertSame(a, zipped.table(2).get(2));
            Table again = zip.updateGradInput(pairs, zipped);
            assertEquals(pairs.describe(), again.describe());
            assertSame(b, again.table(2).get(1));
            assertEquals("{{[2]}}", zip.updateOutput(Table.of(Table.of(a))).describe());
        }

        @Test
        void whatDoesNotFitIsRefused() {
            Expect.refused(
                    "ReverseTable: expected gradOutput with 2 entries, got {[2]}",
                    () -> new ReverseTable().updateGradInput(Table.of(a, b), Table.of(a)));
            Expect.refused(
                    "ReverseTable: expected gradOutput of as many time steps as the input, 2, got [1]",
                    () -> new ReverseTable().updateGradInput(a, Tensor.of(1.0)));
            Expect.refused(
                    "ReverseTable: expected a table as gradOutput, got [2]",
                    () -> new ReverseTable().updateGradInput(Table.of(a, b), a));
            Expect.refused(
                    "ReverseTable: expected a table, or a tensor whose first dimension is time, got empty",
                    () -> new ReverseTable().forward(new Tensor()));
            Expect.refused(
                    "ZipTable: expected a table of tables with as many entries each as input, got {{[2], [2]}, {[2]}}",
                    () -> new ZipTable().forward(Table.of(Table.of(a, b), Table.of(a))));
            Expect.refused(
                    "ZipTable: expected a table of tables with as many entries each as input, got {[2], [2]}",
                    () -> new ZipTable().forward(Table.of(a, b)));
            Expect.refused(
                    "ZipTable: expected a table of at least one table as input, got {}",
                    () -> new ZipTable().forward(new Table()));
            Expect.refused(
                    "ZipTable: expected gradOutput with 2 tables of 3 entries, got {{[2]}}",
                    () -> new ZipTable().updateGradInput(pairs, Table.of(Table.of(a))));
        }
    }

    @Nested
    class Containers {
        @Test
        void concatAddsTheGradientsOfItsModules() {
            ConcatTable module = new ConcatTable().add(new Identity()).add(new MulConstant(10));
            Table output = module.updateOutput(a);
            Expect.values(output.get(2), 10, 20);
            assertSame(output, module.updateOutput(b));
            Expect.values(module.backward(b, Table.of(a, b)), 31, 42);
            Expect.values(module.backward(b, Table.of(a, b)), 31, 42);
            Expect.values(a, 1, 2);
        }

        @Test
        void concatOfTablesAddsEntryByEntry() {
            ConcatTable module = new ConcatTable().add(new Identity()).add(new SelectTable(2));
            Table input = Table.of(a, b);
            module.forward(input);
            Table gradInput =
                    module.backward(input, Table.of(Table.of(a, a), b)).toTable();
            Expect.values(gradInput.get(1), 1, 2);
            Expect.values(gradInput.get(2), 4, 6);
        }

        @Test
        void parallelGivesEachEntryToItsModule() {
            ParallelTable module = new ParallelTable().add(new Identity()).add(new MulConstant(10));
            Table input = Table.of(a, b);
            Expect.values(module.updateOutput(input).get(2), 30, 40);
            Expect.values(module.backward(input, input, 1).get(2), 30, 40);
        }

        @Test
        void branchesThatFailAreNamed() {
            Expect.refused(
                    "ParallelTable[2] > LookupTable: expected indices from 1 to 3, got 4 in [2]",
                    () -> new ParallelTable()
                            .add(new Identity())
                            .add(new LookupTable(3, 2))
                            .forward(Table.of(a, b)));
            Expect.refused(
                    "ParallelTable: expected input with 1 entries, one for each module, got {[2], [2]}",
                    () -> new ParallelTable().add(new Identity()).forward(Table.of(a, b)));
            Expect.refused(
                    "ConcatTable: expected a table as gradOutput, got [2]",
                    () -> new ConcatTable().add(new Identity()).updateGradInput(a, a));
        }

        @Test
        void mapSharesItsParameters() {
            MapTable map = new MapTable(new Linear(2, 1));
            Table input = Table.of(a, b, a);
            map.forward(input);
            assertEquals(3, map.size());
            map.zeroGradParameters();
            map.backward(input, Table.of(Tensor.of(1.0), Tensor.of(1.0), Tensor.of(1.0)));
            Expect.values(map.parameters().gradients().get(0), 5, 8);
            map.parameters().weights().get(0).fill(0);
            map.updateParameters(0.1);
            Expect.values(map.parameters().weights().get(2), -0.5, -0.8);
            assertEquals(1, map.forward(Table.of(a)).toTable().size());
            assertEquals(3, map.size());
            assertEquals(1, map.resize(1).size());
        }

        @Test
        void mapKeepsWhatItsCopiesHaveLearnt() {
            MapTable map = new MapTable(new Linear(2, 1), false);
            map.forward(Table.of(a, b));
            map.get(2).parameters().weights().get(0).fill(7);
            Table one = Table.of(a);
            Activity gradInput = map.backward(one, map.forward(one).copy());
            assertEquals(1, gradInput.toTable().size());
            map.forward(Table.of(a, b));
            Expect.values(map.get(2).parameters().weights().get(0), 7, 7);
        }

        @Test
        void mapWithoutSharingCopies() {
            MapTable map = new MapTable(new Linear(2, 1), false);
            map.forward(Table.of(a, b));
            map.parameters().weights().get(0).fill(7);
            assertEquals(14.0, map.parameters().weights().get(0).sum());
            assertEquals(false, map.parameters().weights().get(2).max() == 7);
        }

        @Test
        void mapHasOneModule() {
            Expect.tooEarly(
                    "MapTable: expected a module; give it one with add", () -> new MapTable().forward(Table.of(a)));
            Expect.tooEarly(
                    "MapTable: expected no module before add, got nn.Identity already",
                    () -> new MapTable().add(new Identity()).add(new Identity()));
            assertEquals("nn.MapTable {\n  nn.Linear(4 -> 3)\n}", new MapTable(new Linear(4, 3)).toString());
            assertEquals("nn.MapTable { }", new MapTable().toString());
        }
    }

    @Nested
    class Mixture {
        @Test
        void expertsAreWeighted() {
            MixtureTable mixture = new MixtureTable();
            Tensor gater = Tensor.of(0.25, 0.75);
            Table input = Table.of(gater, Table.of(a, b));
            Expect.values(mixture.forward(input), 2.5, 3.5);
            Table gradInput = mixture.updateGradInput(input, a);
            Expect.values(gradInput.get(1), 5, 11);
            Expect.values(gradInput.table(2).get(2), 0.75, 1.5);
            Expect.values(mixture.forward(Table.of(gater, Expect.matrix(2, 1, 2, 3, 4))), 2.5, 3.5);
        }

        @Test
        void expertsAndGaterFit() {
            Tensor gater = Tensor.of(0.25, 0.5, 0.25);
            Expect.refused(
                    "MixtureTable: expected 3 experts, as the gater has, got {[2], [2]}",
                    () -> new MixtureTable().forward(Table.of(gater, Table.of(a, b))));
            Expect.refused(
                    "MixtureTable: expected 3 experts in dimension 1, as the gater has, got [2, 2]",
                    () -> new MixtureTable().forward(Table.of(gater, new Tensor(2, 2))));
        }
    }
}
