package org.rnn4j.facade.kernels;

import java.util.Arrays;

/**
 * {@link PlaneArithmetic} in float. Small planes are taken several at a time, those that lie one behind the other in an image, and large ones in
 * blocks. An instance belongs to one thread.
 */
@AlsoInDouble
final class FloatPlanes implements PlaneArithmetic {
    private final float[] a = new float[Arithmetic.BLOCK];
    private final float[] b = new float[Arithmetic.BLOCK];
    private final double[] sums = new double[Arithmetic.BLOCK];
    private final float[] means = new float[Arithmetic.BLOCK];
    private final float[] factors = new float[Arithmetic.BLOCK];
    private final float[] others = new float[Arithmetic.BLOCK];
    private final float[] shifts = new float[Arithmetic.BLOCK];

    /** What is done with a block: {@code planes} planes of {@code size} numbers each, or a part of one plane. */
    private interface Block {
        void run(long offset, int planes, int size);
    }

    /** How many planes are taken at a time. */
    private static int group(Planes x, int left) {
        return Math.min(left, Math.max(1, Arithmetic.BLOCK / x.size()));
    }

    /** Goes through the blocks of {@code count} planes of all images. */
    private static void each(Planes x, int first, int count, Block block) {
        int size = x.size();
        for (int image = 0; image < x.images(); image++) {
            long start = x.start(image, first);
            if (size <= Arithmetic.BLOCK) {
                block.run(start, count, size);
            } else {
                for (int at = 0; at < size; at += Arithmetic.BLOCK) {
                    block.run(start + at, 1, Math.min(Arithmetic.BLOCK, size - at));
                }
            }
        }
    }

    private static void load(Planes x, long offset, float[] block, int count) {
        FloatArithmetic.load(new Run(x.storage(), offset, 1), 0, block, 0, count);
    }

    private static void store(float[] block, Planes y, long offset, int count) {
        FloatArithmetic.store(block, 0, new Run(y.storage(), offset, 1), 0, count);
    }

    /** Adds {@code alpha} times what is in {@link #sums}. */
    private void addTo(Run target, double alpha, int first, int count) {
        for (int c = 0; c < count; c++) {
            long at = target.offset + first + c;
            target.storage.putDouble(at, target.storage.getDouble(at) + alpha * sums[c]);
        }
    }

    @Override
    public void addSums(double alpha, Planes x, Run target, int first, int count) {
        for (int done = 0; done < count; ) {
            int planes = group(x, count - done);
            sum(x, first + done, planes);
            addTo(target, alpha, first + done, planes);
            done += planes;
        }
    }

    private void sum(Planes x, int first, int count) {
        Arrays.fill(sums, 0, count, 0);
        each(x, first, count, (offset, planes, size) -> {
            load(x, offset, a, planes * size);
            for (int c = 0; c < planes; c++) {
                sums[c] += FloatArithmetic.sum(a, c * size, size);
            }
        });
    }

    @Override
    public void moments(Planes x, Run meanTarget, Run varianceTarget, int first, int count) {
        double number = (double) x.images() * x.size();
        for (int done = 0; done < count; ) {
            int start = first + done;
            int planes = group(x, count - done);
            sum(x, start, planes);
            for (int c = 0; c < planes; c++) {
                meanTarget.storage.putDouble(meanTarget.offset + start + c, sums[c] / number);
            }
            FloatArithmetic.load(meanTarget, start, means, 0, planes);
            Arrays.fill(sums, 0, planes, 0);
            each(x, start, planes, (offset, some, size) -> {
                load(x, offset, a, some * size);
                center(some, size);
                for (int c = 0; c < some; c++) {
                    sums[c] += FloatArithmetic.sumOfProducts(a, a, c * size, size);
                }
            });
            for (int c = 0; c < planes; c++) {
                varianceTarget.storage.putDouble(varianceTarget.offset + start + c, sums[c] / number);
            }
            done += planes;
        }
    }

    /** Takes the means from what is in {@link #a}. */
    private void center(int planes, int size) {
        for (int c = 0; c < planes; c++) {
            float mean = means[c];
            for (int i = c * size; i < (c + 1) * size; i++) {
                a[i] -= mean;
            }
        }
    }

    @Override
    public void addProducts(double alpha, Planes x, Run meanSource, Planes y, Run target, int first, int count) {
        for (int done = 0; done < count; ) {
            int start = first + done;
            int planes = group(x, count - done);
            FloatArithmetic.load(meanSource, start, means, 0, planes);
            Arrays.fill(sums, 0, planes, 0);
            each(x, start, planes, (offset, some, size) -> {
                load(x, offset, a, some * size);
                load(y, offset - x.offset() + y.offset(), b, some * size);
                center(some, size);
                for (int c = 0; c < some; c++) {
                    sums[c] += FloatArithmetic.sumOfProducts(a, b, c * size, size);
                }
            });
            addTo(target, alpha, start, planes);
            done += planes;
        }
    }

    @Override
    public void scale(Planes x, Run meanSource, Run factorSource, Run shiftSource, Planes y, int first, int count) {
        for (int done = 0; done < count; ) {
            int start = first + done;
            int planes = group(x, count - done);
            FloatArithmetic.load(meanSource, start, means, 0, planes);
            FloatArithmetic.load(factorSource, start, factors, 0, planes);
            FloatArithmetic.load(shiftSource, start, shifts, 0, planes);
            each(x, start, planes, (offset, some, size) -> {
                load(x, offset, a, some * size);
                for (int c = 0; c < some; c++) {
                    scale(a, c * size, size, means[c], factors[c], shifts[c]);
                }
                store(a, y, offset - x.offset() + y.offset(), some * size);
            });
            done += planes;
        }
    }

    private static void scale(float[] x, int from, int count, float mean, float factor, float shift) {
        for (int i = from; i < from + count; i++) {
            x[i] = factor * (x[i] - mean) + shift;
        }
    }

    @Override
    public void combine(
            Planes x,
            Run meanSource,
            Run factorX,
            Planes y,
            Run factorY,
            Run shiftSource,
            Planes z,
            int first,
            int count) {
        for (int done = 0; done < count; ) {
            int start = first + done;
            int planes = group(x, count - done);
            FloatArithmetic.load(meanSource, start, means, 0, planes);
            FloatArithmetic.load(factorX, start, factors, 0, planes);
            FloatArithmetic.load(factorY, start, others, 0, planes);
            FloatArithmetic.load(shiftSource, start, shifts, 0, planes);
            each(x, start, planes, (offset, some, size) -> {
                load(x, offset, a, some * size);
                load(y, offset - x.offset() + y.offset(), b, some * size);
                for (int c = 0; c < some; c++) {
                    scale(a, c * size, size, means[c], factors[c], shifts[c]);
                    addScaled(others[c], b, a, c * size, size);
                }
                store(a, z, offset - x.offset() + z.offset(), some * size);
            });
            done += planes;
        }
    }

    private static void addScaled(float factor, float[] x, float[] y, int from, int count) {
        for (int i = from; i < from + count; i++) {
            y[i] += factor * x[i];
        }
    }
}
