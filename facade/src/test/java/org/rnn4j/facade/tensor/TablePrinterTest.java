package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.rnn4j.facade.kernels.ElementType;

class TablePrinterTest {
    @Test
    void empty() {
        assertEquals("{}", new Table().toString());
    }

    @Test
    void tensorsAreTheirTypesAndSizes() {
        Table table = Table.of(
                Tensor.of(1.0, 2, 3), new Tensor(ElementType.FLOAT, 2, 3), Tensor.of(1L), new Tensor(ElementType.BYTE));
        assertEquals("""
                {
                  1 : DoubleTensor - size: 3
                  2 : FloatTensor - size: 2x3
                  3 : LongTensor - size: 1
                  4 : ByteTensor - empty
                }""", table.toString());
    }

    @Test
    void tablesAreIndented() {
        Table inner = Table.of(Tensor.of(1.0), Table.of(Tensor.of(2.0, 3)));
        assertEquals("""
                {
                  1 :\s
                    {
                      1 : DoubleTensor - size: 1
                      2 :\s
                        {
                          1 : DoubleTensor - size: 2
                        }
                    }
                  2 : DoubleTensor - size: 4
                  3 : {...}
                }""", Table.of(inner, Tensor.of(1.0, 2, 3, 4), new Table()).toString());
    }

    @Test
    void holesAreLeftOut() {
        Table table = new Table().set(3, Tensor.of(1.0));
        assertEquals("{\n  3 : DoubleTensor - size: 1\n}", table.toString());
    }

    @Test
    void aTableWithinItselfEndsSomewhere() {
        Table table = new Table();
        table.insert(table);
        assertTrue(table.toString().contains("1 : {...}"));
    }
}
