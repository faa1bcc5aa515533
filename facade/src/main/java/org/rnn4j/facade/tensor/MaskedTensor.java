package org.rnn4j.facade.tensor;

import java.util.Arrays;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;

/**
 * The part of a {@link Tensor} that compares and works under masks.
 *
 * <p>Comparisons give a new ByteTensor of this tensor's sizes, 1 where they hold and 0 where not. A mask is a ByteTensor of zeros and ones
 * with as many elements as the tensor it is for.
 */
abstract class MaskedTensor extends AlgebraTensor {
    MaskedTensor(Storage storage, long offset, long[] sizes, long[] strides) {
        super(storage, offset, sizes, strides);
    }

    // ---- comparisons

    /** Where elements are less than {@code value}. */
    public final Tensor lt(double value) {
        return compare(BinaryFunction.LESS, value);
    }

    /** Where elements are less than those of {@code other}. */
    public final Tensor lt(Tensor other) {
        return compare("lt", BinaryFunction.LESS, other);
    }

    /** Where elements are at most {@code value}. */
    public final Tensor le(double value) {
        return compare(BinaryFunction.LESS_OR_EQUAL, value);
    }

    /** Where elements are at most those of {@code other}. */
    public final Tensor le(Tensor other) {
        return compare("le", BinaryFunction.LESS_OR_EQUAL, other);
    }

    /** Where elements are greater than {@code value}. */
    public final Tensor gt(double value) {
        return compare(BinaryFunction.GREATER, value);
    }

    /** Where elements are greater than those of {@code other}. */
    public final Tensor gt(Tensor other) {
        return compare("gt", BinaryFunction.GREATER, other);
    }

    /** Where elements are at least {@code value}. */
    public final Tensor ge(double value) {
        return compare(BinaryFunction.GREATER_OR_EQUAL, value);
    }

    /** Where elements are at least those of {@code other}. */
    public final Tensor ge(Tensor other) {
        return compare("ge", BinaryFunction.GREATER_OR_EQUAL, other);
    }

    /** Where elements equal {@code value}. */
    public final Tensor eq(double value) {
        return compare(BinaryFunction.EQUAL, value);
    }

    /** Where elements equal those of {@code other}. */
    public final Tensor eq(Tensor other) {
        return compare("eq", BinaryFunction.EQUAL, other);
    }

    /** Where elements do not equal {@code value}. */
    public final Tensor ne(double value) {
        return compare(BinaryFunction.NOT_EQUAL, value);
    }

    /** Where elements do not equal those of {@code other}. */
    public final Tensor ne(Tensor other) {
        return compare("ne", BinaryFunction.NOT_EQUAL, other);
    }

    private Tensor compare(BinaryFunction comparison, double value) {
        Tensor result = new Tensor(ElementType.BYTE, size());
        Elementwise.combine(comparison, this, Elementwise.scalar(elementType(), value), result);
        return result;
    }

    private Tensor compare(String who, BinaryFunction comparison, Tensor other) {
        alike(who, this, other);
        Tensor result = new Tensor(ElementType.BYTE, size());
        Elementwise.combine(comparison, this, other, result);
        return result;
    }

    /** Whether {@code other} has the same type, sizes and elements. NaN equals nothing. */
    public final boolean equal(Tensor other) {
        return other.elementType() == elementType()
                && isSameSizeAs(other)
                && eq(other).sum() == elements();
    }

    /** Whether no element of a ByteTensor is 0. */
    public final boolean all() {
        return bytes("all").ne(0).sum() == elements();
    }

    /** Whether some element of a ByteTensor is not 0. */
    public final boolean any() {
        return bytes("any").ne(0).sum() > 0;
    }

    private Tensor bytes(String who) {
        if (elementType() != ElementType.BYTE) {
            throw new IllegalArgumentException(
                    who + ": expected a torch.ByteTensor, got the " + type() + " " + Arrays.toString(size()));
        }
        return self();
    }

    // ---- masks

    /**
     * Sets the elements where the mask is 1.
     *
     * @return this
     */
    public final Tensor maskedFill(Tensor mask, double value) {
        selected("maskedFill", mask);
        Blocks blocks = Blocks.scratch();
        Positions walk = Blocks.walk(this);
        Positions back = Blocks.walk(this);
        Positions where = Blocks.walk(mask);
        boolean floating = elementType().isFloatingPoint();
        for (long done = 0; done < elements(); done += Blocks.SIZE) {
            int n = Blocks.size(done, elements());
            blocks.read(mask, where, done, blocks.i, n);
            if (floating) {
                blocks.read(this, walk, done, blocks.x, n);
                for (int i = 0; i < n; i++) {
                    blocks.x[i] = blocks.i[i] == 0 ? blocks.x[i] : value;
                }
                blocks.write(this, back, done, blocks.x, n);
            } else {
                blocks.read(this, walk, done, blocks.j, n);
                for (int i = 0; i < n; i++) {
                    blocks.j[i] = blocks.i[i] == 0 ? blocks.j[i] : (long) value;
                }
                blocks.write(this, back, done, blocks.j, n);
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
    public final Tensor maskedCopy(Tensor mask, Tensor source) {
        like("maskedCopy", source);
        long count = selected("maskedCopy", mask);
        if (source.elements() < count) {
            throw new IllegalArgumentException("maskedCopy: expected at least " + count
                    + " elements, one for each 1 of the mask, got " + source.describe());
        }
        Positions to = new Positions(this);
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
    public final Tensor maskedSelect(Tensor mask) {
        long count = selected("maskedSelect", mask);
        Tensor result = new Tensor(elementType(), count);
        Positions from = new Positions(this);
        Positions where = new Positions(mask);
        long to = 0;
        for (long i = elements(); i > 0; i--) {
            long position = from.next();
            if (mask.storage().getLong(where.next()) != 0) {
                transfer(storage(), position, result.storage(), to++);
            }
        }
        return result;
    }

    /** Where elements are not 0: a LongTensor {@code [count, dimensions]} of indices from 1, row by row; empty if there are none. */
    public final Tensor nonzero() {
        Positions from = new Positions(this);
        long count = 0;
        for (long i = elements(); i > 0; i--) {
            count += storage().getDouble(from.next()) != 0 ? 1 : 0;
        }
        Tensor result = new Tensor(ElementType.LONG, count, rank());
        from = new Positions(this);
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
    static void transfer(Storage from, long source, Storage to, long target) {
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
                    + " elements as a mask for " + describe() + ", got the " + mask.type() + " "
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
