package org.rnn4j.facade.tensor;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.Transfer;

/**
 * Loops over the elements of tensors, row by row: for modules whose function has no kernel of its own. All tensors of one call have as
 * many elements, of any type and in any order in memory; what is computed in double is rounded once. Results may be operands.
 */
public final class Elementwise {
    private Elementwise() {}

    /** {@code y = f(x)}. */
    public static void map(DoubleUnaryOperator f, Tensor x, Tensor y) {
        Blocks blocks = Blocks.borrow();
        Positions fromX = Blocks.walk(x);
        Positions to = Blocks.walk(y);
        double[] a = blocks.x;
        long count = x.elements();
        for (long done = 0; done < count; done += Blocks.SIZE) {
            int n = Blocks.size(done, count);
            blocks.read(x, fromX, done, a, n);
            for (int i = 0; i < n; i++) {
                a[i] = f.applyAsDouble(a[i]);
            }
            blocks.write(y, to, done, a, n);
        }
        blocks.giveBack();
    }

    /** {@code z = f(x, y)}. */
    public static void map(DoubleBinaryOperator f, Tensor x, Tensor y, Tensor z) {
        Blocks blocks = Blocks.borrow();
        Positions fromX = Blocks.walk(x);
        Positions fromY = Blocks.walk(y);
        Positions to = Blocks.walk(z);
        double[] a = blocks.x;
        double[] b = blocks.y;
        long count = x.elements();
        for (long done = 0; done < count; done += Blocks.SIZE) {
            int n = Blocks.size(done, count);
            blocks.read(x, fromX, done, a, n);
            blocks.read(y, fromY, done, b, n);
            for (int i = 0; i < n; i++) {
                a[i] = f.applyAsDouble(a[i], b[i]);
            }
            blocks.write(z, to, done, a, n);
        }
        blocks.giveBack();
    }

    /** The sum of {@code f(x, y)} over all elements. */
    public static double sum(DoubleBinaryOperator f, Tensor x, Tensor y) {
        Blocks blocks = Blocks.borrow();
        Positions fromX = Blocks.walk(x);
        Positions fromY = Blocks.walk(y);
        double[] a = blocks.x;
        double[] b = blocks.y;
        long count = x.elements();
        double sum = 0;
        for (long done = 0; done < count; done += Blocks.SIZE) {
            int n = Blocks.size(done, count);
            blocks.read(x, fromX, done, a, n);
            blocks.read(y, fromY, done, b, n);
            for (int i = 0; i < n; i++) {
                sum += f.applyAsDouble(a[i], b[i]);
            }
        }
        blocks.giveBack();
        return sum;
    }

    /** Whether there are kernels for the tensor that need no walk. */
    private static boolean plain(StridedTensor tensor) {
        return tensor.isContiguous() && tensor.elementType().isFloatingPoint() && tensor.elements() > 0;
    }

    /** {@code value} as C converts it to a number of {@code type}, short of wrapping around. */
    static double scalar(ElementType type, double value) {
        return switch (type) {
            case DOUBLE -> value;
            case FLOAT -> (float) value;
            default -> (double) (long) value;
        };
    }

    /** {@code result = source}, whatever the types. */
    static void copy(StridedTensor source, StridedTensor result) {
        Blocks blocks = Blocks.scratch();
        Positions from = Blocks.walk(source);
        Positions to = Blocks.walk(result);
        boolean floating = source.elementType().isFloatingPoint();
        long count = source.elements();
        for (long done = 0; done < count; done += Blocks.SIZE) {
            int n = Blocks.size(done, count);
            if (floating) {
                blocks.read(source, from, done, blocks.x, n);
                blocks.write(result, to, done, blocks.x, n);
            } else {
                blocks.read(source, from, done, blocks.i, n);
                blocks.write(result, to, done, blocks.i, n);
            }
        }
    }

    /** {@code result = value}. */
    static void fill(StridedTensor result, double value) {
        if (plain(result)) {
            Kernels.get().fill(result, value);
            return;
        }
        Blocks blocks = Blocks.scratch();
        Positions to = Blocks.walk(result);
        long count = result.elements();
        Arrays.fill(blocks.x, 0, Blocks.size(0, count), value);
        for (long done = 0; done < count; done += Blocks.SIZE) {
            blocks.write(result, to, done, blocks.x, Blocks.size(done, count));
        }
    }

    /** {@code result = f(source)}. */
    static void map(UnaryFunction function, StridedTensor source, StridedTensor result) {
        Transfer transfer = function.transfer();
        if (transfer != null && plain(source) && plain(result)) {
            Kernels.get().transfer(transfer, source, result);
            return;
        }
        map(function::apply, function::apply, source, result);
    }

    /** {@code result = f(source)}, where the function is applied to the first numbers of an array. */
    static void map(
            ObjIntConsumer<double[]> ofDoubles,
            ObjIntConsumer<long[]> ofLongs,
            StridedTensor source,
            StridedTensor result) {
        Blocks blocks = Blocks.scratch();
        Positions from = Blocks.walk(source);
        Positions to = Blocks.walk(result);
        boolean floating = source.elementType().isFloatingPoint();
        long count = source.elements();
        for (long done = 0; done < count; done += Blocks.SIZE) {
            int n = Blocks.size(done, count);
            if (floating) {
                blocks.read(source, from, done, blocks.x, n);
                ofDoubles.accept(blocks.x, n);
                blocks.write(result, to, done, blocks.x, n);
            } else {
                blocks.read(source, from, done, blocks.i, n);
                ofLongs.accept(blocks.i, n);
                blocks.write(result, to, done, blocks.i, n);
            }
        }
    }

    /** {@code result = f(a, value)}; the value is a number of the type of {@code a}. */
    static void combine(BinaryFunction function, StridedTensor a, double value, StridedTensor result) {
        combine(function, a, null, value, result);
    }

    /** {@code result = f(a, b)}; both have the same type. */
    static void combine(BinaryFunction function, StridedTensor a, StridedTensor b, StridedTensor result) {
        combine(function, a, b, 0, result);
    }

    private static void combine(
            BinaryFunction function, StridedTensor a, @Nullable StridedTensor b, double value, StridedTensor result) {
        if (function == BinaryFunction.MULTIPLY && plain(a) && plain(result)) {
            if (b == null && a == result) {
                Kernels.get().scale(result, value);
                return;
            }
            if (b != null && plain(b)) {
                Kernels.get().multiply(a, b, result);
                return;
            }
        }
        Blocks blocks = Blocks.scratch();
        Positions fromA = Blocks.walk(a);
        Positions fromB = b == null ? null : Blocks.walk(b);
        Positions to = Blocks.walk(result);
        boolean floating = a.elementType().isFloatingPoint();
        long count = a.elements();
        if (b == null) {
            Arrays.fill(blocks.y, 0, Blocks.size(0, count), value);
            Arrays.fill(blocks.j, 0, Blocks.size(0, count), (long) value);
        }
        for (long done = 0; done < count; done += Blocks.SIZE) {
            int n = Blocks.size(done, count);
            if (floating) {
                blocks.read(a, fromA, done, blocks.x, n);
                if (b != null) {
                    blocks.read(b, fromB, done, blocks.y, n);
                }
                function.apply(blocks.x, blocks.y, n);
                blocks.write(result, to, done, blocks.x, n);
            } else {
                blocks.read(a, fromA, done, blocks.i, n);
                if (b != null) {
                    blocks.read(b, fromB, done, blocks.j, n);
                }
                function.apply(blocks.i, blocks.j, n);
                blocks.write(result, to, done, blocks.i, n);
            }
        }
    }

    /** {@code result = c + f(factor a, b)}, or {@code c + factor a} if there is no b; all of the same type. */
    static void addScaled(
            StridedTensor c,
            double factor,
            StridedTensor a,
            BinaryFunction function,
            @Nullable StridedTensor b,
            StridedTensor result) {
        if (b == null && c == result && plain(a) && plain(result)) {
            Kernels.get().axpy(factor, a, result);
            return;
        }
        Blocks blocks = Blocks.scratch();
        Positions fromA = Blocks.walk(a);
        Positions fromB = b == null ? null : Blocks.walk(b);
        Positions fromC = Blocks.walk(c);
        Positions to = Blocks.walk(result);
        boolean floating = a.elementType().isFloatingPoint();
        long whole = (long) factor;
        long count = a.elements();
        for (long done = 0; done < count; done += Blocks.SIZE) {
            int n = Blocks.size(done, count);
            if (floating) {
                blocks.read(a, fromA, done, blocks.x, n);
                if (factor != 1) {
                    for (int i = 0; i < n; i++) {
                        blocks.x[i] *= factor;
                    }
                }
                if (b != null) {
                    blocks.read(b, fromB, done, blocks.y, n);
                    function.apply(blocks.x, blocks.y, n);
                }
                blocks.read(c, fromC, done, blocks.y, n);
                BinaryFunction.ADD.apply(blocks.x, blocks.y, n);
                blocks.write(result, to, done, blocks.x, n);
            } else {
                blocks.read(a, fromA, done, blocks.i, n);
                for (int i = 0; i < n; i++) {
                    blocks.i[i] *= whole;
                }
                if (b != null) {
                    blocks.read(b, fromB, done, blocks.j, n);
                    function.apply(blocks.i, blocks.j, n);
                }
                blocks.read(c, fromC, done, blocks.j, n);
                BinaryFunction.ADD.apply(blocks.i, blocks.j, n);
                blocks.write(result, to, done, blocks.i, n);
            }
        }
    }

    /** The sum of {@code a b}; both have the same type. */
    static double dot(StridedTensor a, StridedTensor b) {
        if (plain(a) && plain(b)) {
            return Kernels.get().dot(a, b);
        }
        Blocks blocks = Blocks.scratch();
        Positions fromA = Blocks.walk(a);
        Positions fromB = Blocks.walk(b);
        boolean floating = a.elementType().isFloatingPoint();
        double sum = 0;
        long whole = 0;
        long count = a.elements();
        for (long done = 0; done < count; done += Blocks.SIZE) {
            int n = Blocks.size(done, count);
            if (floating) {
                blocks.read(a, fromA, done, blocks.x, n);
                blocks.read(b, fromB, done, blocks.y, n);
                BinaryFunction.MULTIPLY.apply(blocks.x, blocks.y, n);
                sum += Reduction.SUM.of(blocks.x, n);
            } else {
                blocks.read(a, fromA, done, blocks.i, n);
                blocks.read(b, fromB, done, blocks.j, n);
                BinaryFunction.MULTIPLY.apply(blocks.i, blocks.j, n);
                whole += Reduction.SUM.of(blocks.i, n);
            }
        }
        return floating ? sum : (double) whole;
    }
}
