package org.rnn4j.facade.tensor;

import java.util.Arrays;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.kernels.View;

/**
 * The chapter of {@link Tensor} that compares and works under masks.
 *
 * <p>Comparisons give a new ByteTensor of this tensor's sizes, 1 where they hold and 0 where not. A mask is a ByteTensor of zeros and ones
 * with as many elements as the tensor it is for.
 */
public sealed interface Masks extends View permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    // ---- comparisons

    /** Where elements are less than {@code value}. */
    default Tensor lt(double value) {
        return compare(BinaryFunction.LESS, value);
    }

    /** Where elements are less than those of {@code other}. */
    default Tensor lt(Tensor other) {
        return compare("lt", BinaryFunction.LESS, other);
    }

    /** Where elements are at most {@code value}. */
    default Tensor le(double value) {
        return compare(BinaryFunction.LESS_OR_EQUAL, value);
    }

    /** Where elements are at most those of {@code other}. */
    default Tensor le(Tensor other) {
        return compare("le", BinaryFunction.LESS_OR_EQUAL, other);
    }

    /** Where elements are greater than {@code value}. */
    default Tensor gt(double value) {
        return compare(BinaryFunction.GREATER, value);
    }

    /** Where elements are greater than those of {@code other}. */
    default Tensor gt(Tensor other) {
        return compare("gt", BinaryFunction.GREATER, other);
    }

    /** Where elements are at least {@code value}. */
    default Tensor ge(double value) {
        return compare(BinaryFunction.GREATER_OR_EQUAL, value);
    }

    /** Where elements are at least those of {@code other}. */
    default Tensor ge(Tensor other) {
        return compare("ge", BinaryFunction.GREATER_OR_EQUAL, other);
    }

    /** Where elements equal {@code value}. */
    default Tensor eq(double value) {
        return compare(BinaryFunction.EQUAL, value);
    }

    /** Where elements equal those of {@code other}. */
    default Tensor eq(Tensor other) {
        return compare("eq", BinaryFunction.EQUAL, other);
    }

    /** Where elements do not equal {@code value}. */
    default Tensor ne(double value) {
        return compare(BinaryFunction.NOT_EQUAL, value);
    }

    /** Where elements do not equal those of {@code other}. */
    default Tensor ne(Tensor other) {
        return compare("ne", BinaryFunction.NOT_EQUAL, other);
    }

    private Tensor compare(BinaryFunction comparison, double value) {
        Tensor result = new Tensor(ElementType.BYTE, self().size());
        Elementwise.combine(comparison, self(), Elementwise.scalar(self().elementType(), value), result);
        return result;
    }

    private Tensor compare(String who, BinaryFunction comparison, Tensor other) {
        StridedTensor.alike(who, self(), other);
        Tensor result = new Tensor(ElementType.BYTE, self().size());
        Elementwise.combine(comparison, self(), other, result);
        return result;
    }

    /** Whether {@code other} has the same type, sizes and elements. NaN equals nothing. */
    default boolean equal(Tensor other) {
        return other.elementType() == self().elementType()
                && self().isSameSizeAs(other)
                && eq(other).sum() == elements();
    }

    /** Whether no element of a ByteTensor is 0. */
    default boolean all() {
        return bytes("all").ne(0).sum() == elements();
    }

    /** Whether some element of a ByteTensor is not 0. */
    default boolean any() {
        return bytes("any").ne(0).sum() > 0;
    }

    private Tensor bytes(String who) {
        if (self().elementType() != ElementType.BYTE) {
            throw new IllegalArgumentException(who + ": expected a torch.ByteTensor, got the " + self().type() + " "
                    + Arrays.toString(self().size()));
        }
        return self();
    }

    // ---- masks

    /**
     * Sets the elements where the mask is 1.
     *
     * @return this
     */
    default Tensor maskedFill(Tensor mask, double value) {
        selected("maskedFill", mask);
        Blocks blocks = Blocks.scratch();
        Positions walk = Blocks.walk(self());
        Positions back = Blocks.walk(self());
        Positions where = Blocks.walk(mask);
        boolean floating = self().elementType().isFloatingPoint();
        for (long done = 0; done < elements(); done += Blocks.SIZE) {
            int n = Blocks.size(done, elements());
            blocks.read(mask, where, done, blocks.i, n);
            if (floating) {
                blocks.read(self(), walk, done, blocks.x, n);
                for (int i = 0; i < n; i++) {
                    blocks.x[i] = blocks.i[i] == 0 ? blocks.x[i] : value;
                }
                blocks.write(self(), back, done, blocks.x, n);
            } else {
                blocks.read(self(), walk, done, blocks.j, n);
                for (int i = 0; i < n; i++) {
                    blocks.j[i] = blocks.i[i] == 0 ? blocks.j[i] : (long) value;
                }
                blocks.write(self(), back, done, blocks.j, n);
            }
        }
        return self();
    }

    /**
     * Sets the elements where the mask is 1 to those of {@code source}, one after the other.
     *
     * @param source of the same type, with at least as many elements as the mask has ones
     * @return this
     */
    default Tensor maskedCopy(Tensor mask, Tensor source) {
        self().like("maskedCopy", source);
        long count = selected("maskedCopy", mask);
        if (source.elements() < count) {
            throw new IllegalArgumentException("maskedCopy: expected at least " + count
                    + " elements, one for each 1 of the mask, got " + source.describe());
        }
        Positions to = new Positions(self());
        Positions where = new Positions(mask);
        Positions from = new Positions(source);
        for (long i = elements(); i > 0; i--) {
            long position = to.next();
            if (mask.storage().getLong(where.next()) != 0) {
                transfer(source.storage(), from.next(), storage(), position);
            }
        }
        return self();
    }

    /** The elements where the mask is 1, as a new vector; empty if there are none. */
    default Tensor maskedSelect(Tensor mask) {
        return new Tensor(self().elementType()).maskedSelect(self(), mask);
    }

    /**
     * {@link #maskedSelect(Tensor)} of {@code source}, which shares no memory with this tensor, written into this tensor.
     *
     * @return this
     */
    default Tensor maskedSelect(Tensor source, Tensor mask) {
        self().like("maskedSelect", source);
        long count = ((Masks) source).selected("maskedSelect", mask);
        self().resize(count);
        Positions from = new Positions(source);
        Positions where = new Positions(mask);
        Positions to = new Positions(self());
        for (long i = source.elements(); i > 0; i--) {
            long position = from.next();
            if (mask.storage().getLong(where.next()) != 0) {
                transfer(source.storage(), position, storage(), to.next());
            }
        }
        return self();
    }

    /** Where elements are not 0: a LongTensor {@code [count, dimensions]} of indices from 1, row by row; empty if there are none. */
    default Tensor nonzero() {
        Positions from = new Positions(self());
        long count = 0;
        for (long i = elements(); i > 0; i--) {
            count += storage().getDouble(from.next()) != 0 ? 1 : 0;
        }
        Tensor result = new Tensor(ElementType.LONG, count, rank());
        from = new Positions(self());
        long to = 0;
        for (long i = 0; i < elements(); i++) {
            if (storage().getDouble(from.next()) != 0) {
                long rest = i;
                for (int d = rank() - 1; d >= 0; d--) {
                    result.storage().putLong(to + d, rest % extent(d) + 1);
                    rest /= extent(d);
                }
                to += rank();
            }
        }
        return result;
    }

    /** Moves one number between storages of the same type. */
    private static void transfer(Storage from, long source, Storage to, long target) {
        if (from.type().isFloatingPoint()) {
            to.putDouble(target, from.getDouble(source));
        } else {
            to.putLong(target, from.getLong(source));
        }
    }

    /** How many ones a mask has, after checking it. */
    private long selected(String who, Tensor mask) {
        if (mask.elementType() != ElementType.BYTE || mask.elements() != elements()) {
            throw new IllegalArgumentException(who + ": expected a torch.ByteTensor of " + elements()
                    + " elements as a mask for " + self().describe() + ", got the " + mask.type() + " "
                    + Arrays.toString(mask.size()));
        }
        Blocks blocks = Blocks.scratch();
        Positions walk = Blocks.walk(mask);
        long ones = 0;
        long greatest = 0;
        for (long done = 0; done < elements(); done += Blocks.SIZE) {
            int n = Blocks.size(done, elements());
            blocks.read(mask, walk, done, blocks.i, n);
            for (int i = 0; i < n; i++) {
                ones += blocks.i[i];
                greatest = Math.max(greatest, blocks.i[i]);
            }
        }
        if (greatest > 1) {
            throw new IllegalArgumentException(who + ": expected a mask of zeros and ones, got one with " + greatest);
        }
        return ones;
    }
}
