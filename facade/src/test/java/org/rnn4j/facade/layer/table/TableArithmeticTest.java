package org.rnn4j.facade.layer.table;

import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class TableArithmeticTest {
    private final Tensor a = Tensor.of(1.0, 0, 3);
    private final Tensor b = Tensor.of(4.0, 0, 2);
    private final Tensor c = Tensor.of(4.0, 5, -1);
    private final Tensor gradOutput = Tensor.of(1.0, 10, 100);

    private static void assertGradients(Module module, Table input, Tensor gradOutput, double[]... expected) {
        Table gradients = module.backward(input, gradOutput).toTable();
        for (int i = 1; i <= expected.length; i++) {
            Expect.values(gradients.get(i), expected[i - 1]);
        }
    }

    private static double[] row(double... values) {
        return values;
    }

    @Test
    void sum() {
        CAddTable module = new CAddTable();
        Table input = Table.of(a, b, c);
        Expect.values(module.forward(input), 9, 5, 4);
        assertGradients(module, input, gradOutput, row(1, 10, 100), row(1, 10, 100), row(1, 10, 100));
    }

    @Test
    void sumInPlaceOverwritesTheFirstEntry() {
        assertSame(a, new CAddTable(true).forward(Table.of(a, b)));
        Expect.values(a, 5, 0, 5);
    }

    @Test
    void difference() {
        CSubTable module = new CSubTable();
        Table input = Table.of(a, b);
        Expect.values(module.forward(input), -3, 0, 1);
        assertGradients(module, input, gradOutput, row(1, 10, 100), row(-1, -10, -100));
    }

    @Test
    void productHasGradientsWhereFactorsAreZero() {
        CMulTable module = new CMulTable();
        Table input = Table.of(a, b, c);
        Expect.values(module.forward(input), 16, 0, -6);
        assertGradients(module, input, gradOutput, row(16, 0, -200), row(4, 0, -300), row(4, 0, 600));
        assertGradients(module, Table.of(a, c), gradOutput, row(4, 50, -100), row(1, 0, 300));
    }

    @Test
    void quotient() {
        CDivTable module = new CDivTable();
        Table input = Table.of(a, c);
        Expect.values(module.forward(input), 0.25, 0, -3);
        assertGradients(module, input, gradOutput, row(0.25, 2, -100), row(-1 / 16.0, 0, -300));
    }

    @Test
    void ofEqualEntriesTheFirstTakesTheGradient() {
        CMaxTable largest = new CMaxTable();
        Table input = Table.of(a, b, c);
        Expect.values(largest.forward(input), 4, 5, 3);
        assertGradients(largest, input, gradOutput, row(0, 0, 100), row(1, 0, 0), row(0, 10, 0));
        CMinTable smallest = new CMinTable();
        Expect.values(smallest.forward(input), 1, 0, -1);
        assertGradients(smallest, input, gradOutput, row(1, 10, 0), row(0, 0, 0), row(0, 0, 100));
    }

    @Test
    void shorterInputsGiveShorterGradients() {
        CAddTable module = new CAddTable();
        module.forward(Table.of(a, b, c));
        module.backward(Table.of(a, b, c), gradOutput);
        module.forward(Table.of(a, b));
        assertSame(2, module.backward(Table.of(a, b), gradOutput).toTable().size());
    }

    @Nested
    class Errors {
        @Test
        void tablesAreChecked() {
            Expect.refused(
                    "CSubTable: expected a table of exactly 2 tensors as input, got {[3]}",
                    () -> new CSubTable().forward(Table.of(a)));
            Expect.refused(
                    "CAddTable: expected a table of at least 1 tensors as input, got {}",
                    () -> new CAddTable().forward(new Table()));
            Expect.refused(
                    "CAddTable: expected a table of torch.DoubleTensors of the same size as input, got {[3], [2]}",
                    () -> new CAddTable().forward(Table.of(a, new Tensor(2L))));
            Expect.refused(
                    "CMulTable: expected a table of torch.DoubleTensors of the same size as input, got {[3], FloatTensor [3]}",
                    () -> new CMulTable().forward(Table.of(a, b.to(ElementType.FLOAT))));
            Expect.refused("CAddTable: expected a table as input, got [3]", () -> new CAddTable().forward(a));
        }
    }
}
