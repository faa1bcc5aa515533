package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link WindowArithmetic} in float. An instance belongs to one thread. */
@AlsoInDouble
final class FloatWindows implements WindowArithmetic {
    private final GrowingBuffer columnMemory = new GrowingBuffer();
    private final GrowingBuffer sumMemory = new GrowingBuffer();

    /** A plane, or some of its rows, with the padding around. */
    private float[] plane = {};

    private float[] lines = {};

    @Override
    public Rows columns(ElementType type, long rows, long columns) {
        return columnMemory.rows(type, rows, columns);
    }

    @Override
    public Rows sums(ElementType type, long parts, long size) {
        return sumMemory.rows(type, parts, size);
    }

    private static float[] grown(float[] array, int size) {
        return array.length < size ? new float[size] : array;
    }

    /**
     * Rows of a plane into {@link #plane}, {@code outside} where there are none.
     *
     * @param top the first row, negative within the padding
     * @param left the first column
     */
    private void loadPadded(Run x, int height, int width, int top, int left, int rows, int columns, float outside) {
        plane = grown(plane, rows * columns);
        FloatBuffer memory = x.storage.floats();
        int before = Math.min(columns, Math.max(0, -left));
        int inside = Math.max(0, Math.min(columns, width - left) - before);
        for (int r = 0; r < rows; r++) {
            int at = r * columns;
            int row = top + r;
            if (row < 0 || row >= height || inside == 0) {
                Arrays.fill(plane, at, at + columns, outside);
                continue;
            }
            Arrays.fill(plane, at, at + before, outside);
            memory.get((int) (x.offset + (long) row * width + left + before), plane, at + before, inside);
            Arrays.fill(plane, at + before + inside, at + columns, outside);
        }
        Reference.reachabilityFence(x.storage);
    }

    @Override
    public void unfold(
            Windows windows, Planes x, int image, int first, int planes, int width, int from, int count, Run columns) {
        WindowAxis vertical = windows.vertical();
        WindowAxis horizontal = windows.horizontal();
        int firstRow = from / width;
        int rows = (from + count - 1) / width - firstRow + 1;
        int top = firstRow * vertical.stride() - vertical.padding();
        int height = vertical.covered(rows);
        int across = horizontal.covered(width);
        int block = windows.size() * count;
        lines = grown(lines, block);
        for (int c = 0; c < planes; c++) {
            loadPadded(x.plane(image, first + c), x.height(), x.width(), top, -horizontal.padding(), height, across, 0);
            int to = 0;
            for (int i = 0; i < vertical.size(); i++) {
                for (int j = 0; j < horizontal.size(); j++) {
                    int start = i * vertical.dilation() * across + j * horizontal.dilation();
                    int column = from - firstRow * width;
                    for (int left = count; left > 0; ) {
                        int n = Math.min(left, width - column);
                        gather(start + column * horizontal.stride(), horizontal.stride(), to, n);
                        to += n;
                        left -= n;
                        column = 0;
                        start += vertical.stride() * across;
                    }
                }
            }
            FloatArithmetic.store(lines, 0, columns, (long) c * block, block);
        }
    }

    private void gather(int from, int step, int to, int count) {
        if (step == 1) {
            System.arraycopy(plane, from, lines, to, count);
        } else {
            for (int i = 0; i < count; i++) {
                lines[to + i] = plane[from + i * step];
            }
        }
    }

    @Override
    public void fold(
            Windows windows,
            Run columns,
            int height,
            int width,
            Planes x,
            int image,
            int first,
            int planes,
            @Nullable Run bias) {
        WindowAxis vertical = windows.vertical();
        WindowAxis horizontal = windows.horizontal();
        int down = Math.max(vertical.covered(height), x.height() + vertical.padding());
        int across = Math.max(horizontal.covered(width), x.width() + horizontal.padding());
        int block = height * width;
        lines = grown(lines, block);
        plane = grown(plane, down * across);
        for (int c = 0; c < planes; c++) {
            float start = bias == null ? 0 : (float) bias.storage.getDouble(bias.offset + first + c);
            Arrays.fill(plane, 0, down * across, start);
            for (int i = 0; i < vertical.size(); i++) {
                for (int j = 0; j < horizontal.size(); j++) {
                    long place = ((long) c * vertical.size() + i) * horizontal.size() + j;
                    FloatArithmetic.load(columns, place * block, lines, 0, block);
                    int to = i * vertical.dilation() * across + j * horizontal.dilation();
                    for (int row = 0; row < height; row++) {
                        add(row * width, to, horizontal.stride(), width);
                        to += vertical.stride() * across;
                    }
                }
            }
            Run target = x.plane(image, first + c);
            for (int row = 0; row < x.height(); row++) {
                int at = (row + vertical.padding()) * across + horizontal.padding();
                FloatArithmetic.store(plane, at, target, (long) row * x.width(), x.width());
            }
        }
    }

    private void add(int from, int to, int step, int count) {
        float[] source = lines;
        float[] target = plane;
        if (step == 1) {
            for (int i = 0; i < count; i++) {
                target[to + i] += source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i * step] += source[from + i];
            }
        }
    }

    @Override
    public double sum(Run x, long count) {
        double sum = 0;
        lines = grown(lines, Arithmetic.BLOCK);
        for (long start = 0; start < count; start += Arithmetic.BLOCK) {
            int n = (int) Math.min(Arithmetic.BLOCK, count - start);
            FloatArithmetic.load(x, start, lines, 0, n);
            sum += FloatArithmetic.sum(lines, n);
        }
        return sum;
    }
}
