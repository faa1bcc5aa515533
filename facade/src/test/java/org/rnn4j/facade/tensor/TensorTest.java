package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.facade.tensor.Errors.refused;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnn4j.facade.kernels.ElementType;

class TensorTest {
    private static Stream<Arguments> layouts() {
        return Layout.all();
    }

    /** 1 2 3 / 4 5 6. */
    private static INDArray matrix(char order) {
        INDArray array = Nd4j.create(DataType.DOUBLE, new long[] {2, 3}, order);
        for (int i = 0; i < 6; i++) {
            array.putScalar(i / 3, i % 3, i + 1);
        }
        return array;
    }

    private static void same(INDArray array, Tensor tensor) {
        assertArrayEquals(array.shape(), tensor.size());
        double[] values = new double[(int) array.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.rank() == 1 ? array.getDouble(i) : array.getDouble(i / array.size(1), i % array.size(1));
        }
        assertArrayEquals(values, tensor.toDoubleArray());
    }

    @Nested
    class Arrays {
        @ParameterizedTest
        @EnumSource(Order.class)
        void areWrappedNotCopied(Order order) {
            INDArray array = matrix(order.letter);
            Tensor x = Tensor.of(array);
            same(array, x);
            x.put(7, 2, 1);
            assertEquals(7, array.getDouble(1, 0));
            array.putScalar(0, 2, 8);
            assertEquals(8, x.get(1, 3));
        }

        @ParameterizedTest
        @EnumSource(Order.class)
        void viewsOfArraysAreWrappedWithTheirOffset(Order order) {
            INDArray array = matrix(order.letter);
            INDArray part = array.get(NDArrayIndex.point(1), NDArrayIndex.interval(1, 3));
            Tensor x = Tensor.of(part);
            same(part, x);
            assertArrayEquals(new double[] {5, 6}, x.toDoubleArray());
            x.fill(9);
            assertEquals(28, array.sumNumber().doubleValue());
            Tensor transposed = Tensor.of(array.transpose());
            same(array.transpose(), transposed);
            transposed.put(-1, 3, 1);
            assertEquals(-1, array.getDouble(0, 2));
            Tensor column = Tensor.of(array.getColumn(1));
            column.fill(3);
            assertEquals(3, array.getDouble(0, 1));
            assertEquals(3, array.getDouble(1, 1));
        }

        @Test
        void scalarsBecomeOneElement() {
            INDArray array = Nd4j.scalar(5.0);
            Tensor x = Tensor.of(array);
            assertArrayEquals(new long[] {1}, x.size());
            x.fill(6);
            assertEquals(6, array.getDouble(0));
            INDArray element = matrix('c').get(NDArrayIndex.point(1), NDArrayIndex.point(2));
            assertEquals(6, Tensor.of(element).item());
        }

        @Test
        void emptyOnesAreEmpty() {
            assertEquals(0, Tensor.of(Nd4j.empty(DataType.FLOAT)).dim());
            assertEquals(
                    "torch.FloatTensor", Tensor.of(Nd4j.empty(DataType.FLOAT)).type());
            assertTrue(new Tensor(ElementType.LONG).array().isEmpty());
        }

        @ParameterizedTest
        @EnumSource(ElementType.class)
        void ofEveryTypeShareMemoryBothWays(ElementType type) {
            INDArray array = Nd4j.create(type.dataType(), 2, 3);
            Tensor x = Tensor.of(array);
            assertEquals(type, x.elementType());
            x.put(7, 2, 3);
            assertEquals(7, array.getDouble(1, 2));
            Tensor y = new Tensor(type, 2, 3);
            assertEquals(type.dataType(), y.array().dataType());
            y.put(5, 1, 2);
            assertEquals(5, y.array().getDouble(0, 1));
            y.array().putScalar(new long[] {1, 0}, 4);
            assertEquals(4, y.get(2, 1));
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.TensorTest#layouts")
        void tensorsOfEveryLayoutBecomeArraysOverTheirMemory(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            INDArray array = x.array();
            same(array, x);
            array.putScalar(new long[] {1, 2}, 9);
            assertEquals(9, x.get(2, 3));
            assertSame(array, x.array(), "made once");
            same(x.select(2, 3).array(), x.select(2, 3));
            Tensor expanded = x.narrow(1, 2, 1).expand(4, 3);
            same(expanded.array(), expanded);
        }

        /** ND4J would give the reshaped array other memory, and free this one's. */
        @Test
        void ofAnExpandedTensorHaveMemoryOfTheirOwn() {
            Tensor ones = Tensor.of(1.0, 2, 3, 4);
            Tensor expanded = ones.view(1, 4).expand(3, 4);
            INDArray array = expanded.array();
            assertEquals(30, array.reshape('c', 4, 3).sumNumber().doubleValue());
            array.addi(1);
            assertArrayEquals(new double[] {1, 2, 3, 4}, ones.toDoubleArray());
            ones.fill(5);
            assertEquals(60, expanded.array().sumNumber().doubleValue(), "the present values");
        }

        @Test
        void arithmeticOfNd4jOnThemIsRight() {
            Tensor x = Layout.NARROWED.of(2, 3, 1, 2, 3, 4, 5, 6);
            x.array().addi(1);
            assertArrayEquals(new double[] {2, 3, 4, 5, 6, 7}, x.toDoubleArray());
            assertEquals(27, x.t().array().sumNumber().doubleValue());
            Tensor y = Layout.TRANSPOSED.of(3, 2, 1, 2, 3, 4, 5, 6);
            assertArrayEquals(
                    x.mm(y).toDoubleArray(),
                    Tensor.of(x.array().mmul(y.array())).toDoubleArray());
        }

        @Test
        void followTheTensorWhenItGrows() {
            Tensor x = new Tensor(ElementType.DOUBLE, 2);
            INDArray before = x.array();
            x.resize(500).fill(2);
            assertNotSame(before, x.array());
            assertEquals(1000, x.array().sumNumber().doubleValue());
        }

        @Test
        void otherTypesOfNd4jAreRefused() {
            refused(
                    "ElementType: expected one of double, float, long, int, short, byte, char, got ND4J BOOL; cast the array first",
                    () -> Tensor.of(Nd4j.create(DataType.BOOL, 2)));
        }
    }

    enum Order {
        ROWS('c'),
        COLUMNS('f');

        private final char letter;

        Order(char letter) {
            this.letter = letter;
        }
    }

    @Nested
    class Copies {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.TensorTest#layouts")
        void acrossTypesAndLayouts(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            for (ElementType other : ElementType.values()) {
                for (Layout to : Layout.values()) {
                    Tensor y = to.of(other, 2, 3, 0, 0, 0, 0, 0, 0);
                    assertSame(y, y.copy(x));
                    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, y.toDoubleArray(), other + " " + to);
                }
                assertEquals(other, x.to(other).elementType());
                assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, x.to(other).toDoubleArray());
            }
            assertSame(x, x.to(type));
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.TensorTest#layouts")
        void shareNoMemory(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            Tensor y = x.clone();
            assertTrue(y.isContiguous());
            x.fill(0);
            assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, y.toDoubleArray());
            assertEquals(6, y.copy().get(2, 3));
            assertEquals(x.isContiguous(), x.contiguous() == x);
            assertTrue(x.contiguous().isContiguous());
        }

        @Test
        void betweenTypesConvertAsC() {
            Tensor x = Tensor.of(-1.7, 300.9, 3);
            assertArrayEquals(new double[] {-1, 300, 3}, x.toLong().toDoubleArray());
            assertArrayEquals(new double[] {-1, 300, 3}, x.toInt().toDoubleArray());
            assertArrayEquals(new double[] {-1, 300, 3}, x.toShort().toDoubleArray());
            assertArrayEquals(new double[] {255, 44, 3}, x.toByte().toDoubleArray());
            assertArrayEquals(new double[] {-1, 44, 3}, x.toChar().toDoubleArray());
            assertArrayEquals(new double[] {-1.7f, 300.9f, 3}, x.toFloat().toDoubleArray());
            assertSame(x, x.toDouble());
            assertEquals(ElementType.BYTE, x.toByte().elementType());
            assertArrayEquals(
                    new double[] {-1, 300, 3}, x.type("torch.IntTensor").toDoubleArray());
            assertEquals(ElementType.LONG, x.typeAs(Tensor.of(1L)).elementType());
        }

        @Test
        void longsStayExact() {
            Tensor x = Tensor.of(Long.MAX_VALUE, Long.MIN_VALUE).view(2, 1);
            assertArrayEquals(
                    new long[] {Long.MAX_VALUE, Long.MIN_VALUE},
                    new Tensor(ElementType.LONG, 1, 2).t().copy(x).toLongArray());
        }

        @Test
        void onlyTheNumberOfElementsMustFit() {
            Tensor x = new Tensor(ElementType.DOUBLE, 4).copy(Layout.TRANSPOSED.of(2, 2, 1, 2, 3, 4));
            assertArrayEquals(new double[] {1, 2, 3, 4}, x.toDoubleArray());
            refused("copy: expected 4 elements as [4] has, got [3]", () -> x.copy(Tensor.of(1.0, 2, 3)));
        }
    }

    @Nested
    class Filling {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.TensorTest#layouts")
        void reachesEveryElementAndNoOther(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            double outside = sumOfStorage(x) - 21;
            assertSame(x, x.fill(3));
            assertArrayEquals(new double[] {3, 3, 3, 3, 3, 3}, x.toDoubleArray());
            assertEquals(outside + 18, sumOfStorage(x));
            assertSame(x, x.zero());
            assertEquals(outside, sumOfStorage(x));
        }

        private double sumOfStorage(Tensor x) {
            double sum = 0;
            for (long i = 0; i < x.storage().size(); i++) {
                sum += x.storage().getDouble(i);
            }
            return sum;
        }
    }

    @Nested
    class UserFunctions {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.TensorTest#layouts")
        void areAppliedRowByRow(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            StringBuilder order = new StringBuilder();
            assertSame(x, x.apply(v -> {
                order.append((int) v);
                return v + 1;
            }));
            assertEquals("123456", order.toString());
            Tensor y = Layout.TRANSPOSED.of(type, 2, 3, 1, 1, 2, 2, 3, 3);
            assertSame(x, x.map(y, (a, b) -> a * b));
            assertArrayEquals(new double[] {2, 3, 8, 10, 18, 21}, x.toDoubleArray());
            assertSame(x, x.map2(y, y, (a, b, c) -> a - b * c));
            assertArrayEquals(new double[] {1, 2, 4, 6, 9, 12}, x.toDoubleArray());
        }

        @Test
        void mayUseTensorsThemselves() {
            Tensor x = new Tensor(ElementType.DOUBLE, 3000).fill(1);
            Tensor y = Tensor.of(1.0, 2).view(1, 2).t();
            x.apply(v -> v + y.add(0).sum());
            assertEquals(12000, x.sum());
        }
    }

    @Nested
    class Types {
        @Test
        void newTensorsAreDoublesUnlessToldOtherwise() {
            assertEquals(ElementType.DOUBLE, Tensor.defaultType());
            assertEquals("torch.DoubleTensor", new Tensor(2).type());
            try {
                Tensor.setDefaultType(ElementType.FLOAT);
                assertEquals("torch.FloatTensor", new Tensor(2).type());
            } finally {
                Tensor.setDefaultType(ElementType.DOUBLE);
            }
            refused(
                    "setdefaulttensortype: expected torch.FloatTensor or torch.DoubleTensor, got torch.IntTensor",
                    () -> Tensor.setDefaultType(ElementType.INT));
        }

        @Test
        void valuesMakeVectors() {
            assertEquals("torch.DoubleTensor", Tensor.of(1.0, 2).type());
            assertEquals("torch.FloatTensor", Tensor.of(1f, 2).type());
            assertEquals("torch.LongTensor", Tensor.of(1L, 2).type());
            assertEquals(0, Tensor.of(new double[0]).dim());
            assertFalse(new Tensor(2).equal(new Tensor(3)));
        }
    }
}
