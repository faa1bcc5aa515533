package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.facade.tensor.Errors.refused;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;

class StridedTensorTest {
    @Nested
    class Sizes {
        @Test
        void countFromOne() {
            Tensor x = new Tensor(2, 3);
            assertEquals(2, x.dim());
            assertEquals(2, x.nDimension());
            assertEquals(6, x.nElement());
            assertEquals(6, x.numel());
            assertEquals(2, x.size(1));
            assertEquals(3, x.size(2));
            assertEquals(3, x.stride(1));
            assertEquals(1, x.stride(2));
            assertEquals(1, x.storageOffset());
            assertEquals(4, x.select(1, 2).storageOffset());
            assertArrayEquals(new long[] {3, 1}, x.stride());
            refused("size: expected a dimension from 1 to 2 of [2, 3], got 3", () -> x.size(3));
            refused("stride: expected a dimension from 1 to 2 of [2, 3], got 0", () -> x.stride(0));
        }

        @Test
        void withAZeroMakeAnEmptyTensor() {
            assertEquals(0, new Tensor(0L).dim());
            assertEquals(0, new Tensor(ElementType.LONG, 2, 0).dim());
            assertEquals(0, new Tensor(2, 3).resize(0).dim());
            assertEquals("empty", new Tensor(0L).describe());
        }

        @Test
        void negativeOrTooLargeOnesAreRefused() {
            refused("Tensor: expected sizes of at least 0, got [2, -3]", () -> new Tensor(2, -3));
            refused("Tensor: expected sizes of at least 0, got [-1]", () -> new Tensor(ElementType.LONG, -1));
            refused("Tensor: expected sizes of at least 0, got [-1]", () -> new Tensor(2).resize(-1));
            refused(
                    "Tensor: expected at most 9223372036854775807 elements, got [4611686018427387904, 4]",
                    () -> new Tensor(1L << 62, 4));
        }

        @Test
        void areTheSameOrNot() {
            Tensor x = new Tensor(2, 3);
            assertTrue(x.isSameSizeAs(new Tensor(ElementType.LONG, 2, 3)));
            assertFalse(x.isSameSizeAs(new Tensor(3, 2)));
            assertTrue(x.isSize(2, 3));
            assertFalse(x.isSize(2));
        }

        @Test
        void contiguousMeansOneAfterTheOther() {
            Tensor x = new Tensor(3, 4);
            assertTrue(x.isContiguous());
            assertTrue(x.narrow(1, 2, 2).isContiguous());
            assertFalse(x.narrow(2, 2, 2).isContiguous());
            assertFalse(x.t().isContiguous());
            assertTrue(x.narrow(1, 1, 1).t().isContiguous(), "strides of dimensions of size 1 do not matter");
            assertTrue(new Tensor().isContiguous());
        }
    }

    @Nested
    class Elements {
        @ParameterizedTest
        @EnumSource(ElementType.class)
        void areReadAndWritten(ElementType type) {
            Tensor x = new Tensor(type, 2, 3);
            assertSame(x, x.put(7, 2, 1));
            assertEquals(7, x.get(2, 1));
            assertEquals(7, x.getLong(2, 1));
            assertEquals(7, x.storage().getDouble(3));
            x.putLong(9, 1, 3);
            assertEquals(9, x.get(1, 3));
            assertEquals(9, x.select(1, 1).select(1, 3).item());
        }

        @Test
        void longsAreExact() {
            Tensor x = new Tensor(ElementType.LONG, 1).putLong(Long.MAX_VALUE, 1);
            assertEquals(Long.MAX_VALUE, x.getLong(1));
        }

        @Test
        void areConvertedAsInC() {
            assertEquals(255, new Tensor(ElementType.BYTE, 1).put(-1, 1).item());
            assertEquals(-1, new Tensor(ElementType.CHAR, 1).put(255, 1).item());
            assertEquals(-3, new Tensor(ElementType.INT, 1).put(-3.9, 1).item());
            assertEquals(1, new Tensor(ElementType.SHORT, 1).put(65537, 1).item());
            assertEquals(
                    1, new Tensor(ElementType.INT, 1).putLong((1L << 62) + 1, 1).item());
        }

        @Test
        void outsideAreRefused() {
            Tensor x = new Tensor(2, 3);
            refused("Tensor [2, 3]: expected an index from 1 to 3 in dimension 2, got 4", () -> x.get(1, 4));
            refused("Tensor [2, 3]: expected an index from 1 to 2 in dimension 1, got 0", () -> x.put(1, 0, 1));
            refused("Tensor [2, 3]: expected 2 indices, got [1]", () -> x.get(1));
            refused("Tensor: expected exactly one element, got [2, 3]", x::item);
        }
    }

    @Nested
    class Resizing {
        @Test
        void keepsTheFirstElementsAndGrowsTheStorage() {
            Tensor x = Tensor.of(1.0, 2, 3, 4);
            Storage storage = x.storage();
            assertSame(x, x.resize(2, 3));
            assertArrayEquals(new double[] {1, 2, 3, 4, 0, 0}, x.toDoubleArray());
            assertSame(storage, x.storage());
            assertEquals(6, storage.size());
            x.resize(2);
            assertEquals(6, storage.size(), "storages never shrink");
            assertArrayEquals(new double[] {1, 2, 3, 4}, x.resize(2, 2).toDoubleArray());
        }

        @Test
        void toTheSameSizesDoesNothing() {
            Tensor x = Layout.TRANSPOSED.of(2, 2, 1, 2, 3, 4);
            x.resize(2, 2);
            assertArrayEquals(new double[] {1, 2, 3, 4}, x.toDoubleArray());
            assertFalse(x.isContiguous());
        }

        @Test
        void ofAViewStaysWithinTheStorage() {
            Tensor x = Tensor.of(1.0, 2, 3, 4);
            Tensor view = x.narrow(1, 2, 1);
            assertArrayEquals(new double[] {2, 3}, view.resize(2).toDoubleArray());
            view.resizeAs(new Tensor(2, 2)).fill(7);
            assertArrayEquals(new double[] {1, 7, 7, 7}, x.toDoubleArray());
        }

        @Test
        void otherTensorsOverTheStorageSeeItGrow() {
            Tensor x = Tensor.of(1.0, 2);
            Tensor y = x.view(2);
            x.resize(1000).fill(3);
            assertArrayEquals(new double[] {3, 3}, y.toDoubleArray());
        }

        @Test
        void clearKeepsTheStorage() {
            Tensor x = Tensor.of(1.0, 2);
            assertEquals(0, x.clear().dim());
            assertArrayEquals(new double[] {1, 2}, x.resize(2).toDoubleArray());
        }
    }

    @Nested
    class Setting {
        @Test
        void sharesTheElementsOfAnother() {
            Tensor x = Layout.NARROWED.of(2, 2, 1, 2, 3, 4);
            Tensor y = new Tensor(ElementType.DOUBLE).set(x);
            assertTrue(y.isSetTo(x));
            assertFalse(y.isSetTo(x.t()));
            y.put(9, 1, 1);
            assertEquals(9, x.get(1, 1));
            refused(
                    "set: expected a torch.FloatTensor, got a torch.DoubleTensor",
                    () -> new Tensor(ElementType.FLOAT).set(x));
        }

        @Test
        void toPartsOfAStorage() {
            Storage storage = Tensor.of(1.0, 2, 3, 4, 5, 6).storage();
            Tensor x = new Tensor(ElementType.DOUBLE).set(storage, 2, new long[] {2, 2}, new long[] {3, 1});
            assertArrayEquals(new double[] {2, 3, 5, 6}, x.toDoubleArray());
            assertSame(storage, x.storage());
        }

        @Test
        void outsideTheStorageIsRefused() {
            Storage storage = Tensor.of(1.0, 2, 3, 4).storage();
            Tensor x = new Tensor(ElementType.DOUBLE);
            String expected = "set: expected sizes and strides within a storage of 4, got ";
            refused(
                    expected + "offset 2, sizes [2, 2], strides [2, 1]",
                    () -> x.set(storage, 2, new long[] {2, 2}, new long[] {2, 1}));
            refused(
                    expected + "offset 0, sizes [1], strides [1]",
                    () -> x.set(storage, 0, new long[] {1}, new long[] {1}));
            refused(
                    expected + "offset 1, sizes [2], strides []",
                    () -> x.set(storage, 1, new long[] {2}, new long[] {}));
            refused(
                    expected + "offset 1, sizes [3], strides [4611686018427387904]",
                    () -> x.set(storage, 1, new long[] {3}, new long[] {1L << 62}));
            refused(
                    expected + "offset 1, sizes [2], strides [-1]",
                    () -> x.set(storage, 1, new long[] {2}, new long[] {-1}));
            refused(
                    "set: expected a torch.FloatStorage, got a torch.DoubleStorage",
                    () -> new Tensor(ElementType.FLOAT).set(storage, 1, new long[] {1}, new long[] {1}));
            assertEquals(0, x.dim());
        }

        @Test
        void aStorageItselfIsShared() {
            Tensor x = new Tensor(2, 3);
            assertSame(x.storage(), x.t().storage());
            assertNotSame(x.storage(), x.copy().storage());
        }
    }
}
