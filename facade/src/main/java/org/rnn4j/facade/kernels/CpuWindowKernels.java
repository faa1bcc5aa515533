package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CpuKernels} does with windows: what they see is copied side by side, and multiplied by BLAS while it is in the second-level cache.
 */
interface CpuWindowKernels extends CpuChapter, WindowKernels {
    /** Numbers that are copied at a time: a quarter of a second-level cache of a megabyte, in float. */
    int ROOM = 1 << 16;

    /** Windows that are multiplied at a time, at least, however many places they have. */
    int FEWEST = 64;

    /** Planes that are multiplied at a time, at least, if they are multiplied as a whole. */
    int FEWEST_PLANES = 8;

    /** Multiplications of BLAS in the time of an exponential. */
    int PRODUCTS_PER_TRANSFER = 32;

    @Override
    default void convolve(Windows windows, View x, View weight, @Nullable View bias, View y) {
        Planes from = Planes.of("convolve", x);
        Planes to = Planes.of("convolve", y);
        Matrix weights = weights("convolve", windows, from, weight, to);
        Run biases = bias == null ? null : Operands.typed("convolve", bias, to.count(), y);
        int strip = strip(windows, from, to);
        int strips = (to.size() + strip - 1) / strip;
        sharing().rows(from.images() * strips, cost(weights, strip), (first, items) -> {
            for (int item = first; item < first + items; item++) {
                int image = item / strips;
                int start = item % strips * strip;
                int count = Math.min(strip, to.size() - start);
                Matrix target = to.image(image).columns(start, count);
                if (biases != null) {
                    for (int o = 0; o < to.count(); o++) {
                        Arithmetic.of("convolve", y)
                                .fill(biases.storage.getDouble(biases.offset + o), target.row(o), count);
                    }
                }
                Matrix seen = seen(windows, from, image, to, start, count);
                Product.compute(sharing().workers(), 1, weights, seen, biases == null ? 0 : 1, target);
            }
        });
        keep(x, weight, y);
    }

    /** Some windows of an image as columns of a matrix. */
    private static Matrix seen(Windows windows, Planes x, int image, Planes y, int start, int count) {
        if (windows.isPointwise()) {
            return x.image(image).columns(start, count);
        }
        WindowArithmetic arithmetic =
                Arithmetic.of("convolve", x.storage().type()).windows();
        Rows columns = arithmetic.columns(x.storage().type(), (long) x.count() * windows.size(), count);
        arithmetic.unfold(windows, x, image, 0, x.count(), y.width(), start, count, new Run(columns.storage(), 0, 1));
        return Matrix.of("convolve", columns);
    }

    @Override
    default void convolveBack(Windows windows, View y, View weight, @Nullable View bias, View x) {
        Planes from = Planes.of("convolveBack", y);
        Planes to = Planes.of("convolveBack", x);
        Matrix weights = weights("convolveBack", windows, to, weight, from);
        Run biases = bias == null ? null : Operands.typed("convolveBack", bias, to.count(), x);
        int places = windows.size();
        int whole = (int) Math.min(to.count(), ROOM / ((long) places * from.size()));
        boolean inStrips = whole < Math.min(to.count(), FEWEST_PLANES);
        int group = inStrips ? Math.min(to.count(), FEWEST) : whole;
        int rows = inStrips ? Math.max(1, ROOM / (places * group * from.width())) : from.height();
        int needed = (sharing().workers().parallelism() + to.images() - 1) / to.images();
        int groups = Math.min(to.count(), Math.max(needed, (to.count() + group - 1) / group));
        sharing().rows(to.images() * groups, cost(weights, from.size()) / groups, (first, items) -> {
            for (int item = first; item < first + items; item++) {
                int image = item / groups;
                int start = (int) ((long) to.count() * (item % groups) / groups);
                int count = (int) ((long) to.count() * (item % groups + 1) / groups) - start;
                Matrix part = weights.columns(start * places, count * places).transpose();
                fill(biases, to, image, start, count);
                back(windows, part, from, image, to, start, count, rows);
            }
        });
        keep(y, weight, x);
    }

    private static void fill(@Nullable Run bias, Planes x, int image, int start, int count) {
        Arithmetic arithmetic = Arithmetic.of("convolveBack", x.storage().type());
        for (int c = start; c < start + count; c++) {
            double value = bias == null ? 0 : bias.storage.getDouble(bias.offset + c);
            arithmetic.fill(value, x.plane(image, c), x.size());
        }
    }

    /** Adds to some planes of an image, from the rows of the transposed weight that belong to them, so many rows of windows at a time. */
    private void back(Windows windows, Matrix weights, Planes y, int image, Planes x, int start, int count, int rows) {
        if (windows.isPointwise()) {
            Matrix target = x.image(image).rows(start, count);
            Product.compute(sharing().workers(), 1, weights, y.image(image), 1, target);
            return;
        }
        WindowArithmetic arithmetic =
                Arithmetic.of("convolveBack", x.storage().type()).windows();
        for (int row = 0; row < y.height(); row += rows) {
            int some = Math.min(rows, y.height() - row);
            Matrix seen = y.image(image).columns(row * y.width(), some * y.width());
            Rows columns = arithmetic.columns(x.storage().type(), weights.rows(), seen.columns());
            Product.compute(sharing().workers(), 1, weights, seen, 0, Matrix.of("convolveBack", columns));
            arithmetic.fold(windows, new Run(columns.storage(), 0, 1), row, some, y.width(), x, image, start, count);
        }
    }

    @Override
    default void addConvolutionGradient(Windows windows, double scale, View x, View gradY, View gradWeight) {
        Planes from = Planes.of("addConvolutionGradient", x);
        Planes to = Planes.of("addConvolutionGradient", gradY);
        Matrix sums = weights("addConvolutionGradient", windows, from, gradWeight, to);
        int strip = strip(windows, from, to);
        int strips = (to.size() + strip - 1) / strip;
        int items = from.images() * strips;
        int parts = sharing().parts(items, cost(sums, strip));
        // The first part adds to the result, each of the others to a sum of its own.
        Rows others = Arithmetic.of("addConvolutionGradient", x)
                .windows()
                .sums(from.storage().type(), parts - 1, sums.elements());
        sharing().workers().run(parts, part -> {
            Matrix target = part == 0
                    ? sums
                    : new Matrix(
                            others.storage(),
                            (part - 1) * sums.elements(),
                            sums.rows(),
                            sums.columns(),
                            sums.columns(),
                            1);
            int begin = (int) ((long) items * part / parts);
            int end = (int) ((long) items * (part + 1) / parts);
            for (int item = begin; item < end; item++) {
                int image = item / strips;
                int start = item % strips * strip;
                int count = Math.min(strip, to.size() - start);
                Matrix gradient = to.image(image).columns(start, count);
                Matrix seen = seen(windows, from, image, to, start, count);
                double beta = part > 0 && item == begin ? 0 : 1;
                Product.compute(sharing().workers(), scale, gradient, seen.transpose(), beta, target);
            }
        });
        for (int part = 1; part < parts; part++) {
            Run other = new Run(others.storage(), (part - 1) * sums.elements(), 1);
            Arithmetic.of("addConvolutionGradient", x).blas().axpy((int) sums.elements(), 1, other, sums.row(0));
        }
        keep(x, gradY, gradWeight);
    }

    @Override
    default void maxPool(Windows windows, View x, View y, View places) {
        Planes from = Planes.of("maxPool", x);
        Planes to = pooled("maxPool", from, y);
        Run positions = positions("maxPool", places, y);
        sharing().rows(from.images() * from.count(), cost(windows, to), (first, count) -> {
            WindowArithmetic arithmetic = Arithmetic.of("maxPool", x).windows();
            for (int plane = first; plane < first + count; plane++) {
                Run part = positions.part((long) plane * to.size());
                arithmetic.maxPool(windows, from.plane(0, plane), from, to.plane(0, plane), part, to);
            }
        });
    }

    @Override
    default void maxPoolBack(Windows windows, View gradY, View places, View gradX) {
        Planes to = Planes.of("maxPoolBack", gradX);
        Planes from = pooled("maxPoolBack", to, gradY);
        Run positions = positions("maxPoolBack", places, gradY);
        sharing().rows(from.images() * from.count(), cost(windows, from), (first, count) -> {
            WindowArithmetic arithmetic = Arithmetic.of("maxPoolBack", gradX).windows();
            for (int plane = first; plane < first + count; plane++) {
                Run part = positions.part((long) plane * from.size());
                arithmetic.maxPoolBack(from.plane(0, plane), part, from, to.plane(0, plane), to);
            }
        });
    }

    @Override
    default void averagePool(Windows windows, PoolDivisor divisor, View x, View y) {
        Planes from = Planes.of("averagePool", x);
        Planes to = pooled("averagePool", from, y);
        sharing().rows(from.images() * from.count(), cost(windows, to), (first, count) -> {
            WindowArithmetic arithmetic = Arithmetic.of("averagePool", x).windows();
            for (int plane = first; plane < first + count; plane++) {
                arithmetic.averagePool(windows, divisor, from.plane(0, plane), from, to.plane(0, plane), to);
            }
        });
    }

    @Override
    default void averagePoolBack(Windows windows, PoolDivisor divisor, View gradY, View gradX) {
        Planes to = Planes.of("averagePoolBack", gradX);
        Planes from = pooled("averagePoolBack", to, gradY);
        sharing().rows(from.images() * from.count(), cost(windows, from), (first, count) -> {
            WindowArithmetic arithmetic =
                    Arithmetic.of("averagePoolBack", gradX).windows();
            for (int plane = first; plane < first + count; plane++) {
                arithmetic.averagePoolBack(windows, divisor, from.plane(0, plane), from, to.plane(0, plane), to);
            }
        });
    }

    /** The planes of a result that has one for each of {@code x}. */
    private static Planes pooled(String kernel, Planes x, View result) {
        Planes planes = Planes.of(kernel, result);
        if (planes.storage().type() != x.storage().type()
                || planes.images() != x.images()
                || planes.count() != x.count()) {
            throw new IllegalArgumentException(kernel + ": expected as many planes of the same type, got "
                    + x.images() * x.count() + " and " + planes.images() * planes.count());
        }
        return planes;
    }

    private static Run positions(String kernel, View places, View y) {
        if (places.storage().type() != ElementType.LONG) {
            throw new IllegalArgumentException(kernel + ": expected places of type long, got "
                    + places.storage().type());
        }
        return Operands.elements(kernel, places, y.elements());
    }

    /** Exponentials in the time of what is done for a plane. */
    private static int cost(Windows windows, Planes y) {
        return windows.size() * y.size() / Sharing.COPIES_PER_TRANSFER;
    }

    private static Matrix weights(String kernel, Windows windows, Planes x, View weight, Planes y) {
        if (x.storage().type() != y.storage().type() || x.images() != y.images()) {
            throw new IllegalArgumentException(
                    kernel + ": expected as many images of the same type, got " + x.images() + " and " + y.images());
        }
        checkFits(kernel, windows.vertical(), x.height(), y.height());
        checkFits(kernel, windows.horizontal(), x.width(), y.width());
        int depth = x.count() * windows.size();
        Run values = Operands.elements(kernel, weight, (long) y.count() * depth);
        if (weight.storage().type() != x.storage().type()) {
            throw new IllegalArgumentException(kernel + ": expected a weight of the type of the images, got "
                    + weight.storage().type());
        }
        return new Matrix(values.storage, values.offset, y.count(), depth, depth, 1);
    }

    private static void checkFits(String kernel, WindowAxis axis, int extent, int count) {
        if (axis.count(extent) < count) {
            throw new IllegalArgumentException(kernel + ": expected at most " + axis.count(extent) + " windows over "
                    + extent + " places, got " + count);
        }
    }

    /** How many windows to multiply at a time. */
    private static int strip(Windows windows, Planes x, Planes y) {
        int depth = x.count() * windows.size();
        int strips = (int) Math.ceil((double) y.size() / Math.max(FEWEST, ROOM / depth));
        int even = (y.size() + strips - 1) / strips;
        return Math.min(y.size(), (even + 15) / 16 * 16);
    }

    /** Exponentials in the time of a product of the weight and so many columns. */
    private static int cost(Matrix weights, int columns) {
        return (int) Math.min(1 << 20, weights.elements() * columns / PRODUCTS_PER_TRANSFER);
    }

    private static void keep(View a, View b, View c) {
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        Reference.reachabilityFence(c);
    }
}
