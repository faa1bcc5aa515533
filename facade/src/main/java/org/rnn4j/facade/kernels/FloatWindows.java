package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/** {@link WindowArithmetic} in float. An instance belongs to one thread. */
@AlsoInDouble
final class FloatWindows implements WindowArithmetic {
    private final GrowingBuffer columnMemory = new GrowingBuffer();
    private final GrowingBuffer sumMemory = new GrowingBuffer();

    /** A plane, or some of its rows, with the padding around. */
    private float[] plane = {};

    private float[] lines = {};
    private long[] positions = {};

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
    private void loadPadded(Run x, Planes size, int top, int left, int rows, int columns, float outside) {
        int height = size.height();
        int width = size.width();
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
            loadPadded(x.plane(image, first + c), x, top, -horizontal.padding(), height, across, 0);
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
            Windows windows, Run columns, int from, int rows, int width, Planes x, int image, int first, int planes) {
        WindowAxis vertical = windows.vertical();
        WindowAxis horizontal = windows.horizontal();
        int top = from * vertical.stride() - vertical.padding();
        int down = vertical.covered(rows);
        int across = padded(horizontal, width, x.width());
        int block = rows * width;
        lines = grown(lines, block);
        for (int c = 0; c < planes; c++) {
            Run target = x.plane(image, first + c);
            loadPadded(target, x, top, -horizontal.padding(), down, across, 0);
            for (int i = 0; i < vertical.size(); i++) {
                for (int j = 0; j < horizontal.size(); j++) {
                    long place = ((long) c * vertical.size() + i) * horizontal.size() + j;
                    FloatArithmetic.load(columns, place * block, lines, 0, block);
                    int to = i * vertical.dilation() * across + j * horizontal.dilation();
                    for (int row = 0; row < rows; row++) {
                        add(row * width, to, horizontal.stride(), width);
                        to += vertical.stride() * across;
                    }
                }
            }
            storeInside(windows, top, down, across, target, x);
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

    /** Rows of the padded {@link #plane} that windows of {@code count} rows add to, those of the plane included; and so across. */
    private static int padded(WindowAxis axis, int count, int extent) {
        return Math.max(axis.covered(count), extent + axis.padding());
    }

    /** Takes {@link #plane}, or rows of it from row {@code top} on, out of its padding. */
    private void storeInside(Windows windows, int top, int rows, int across, Run x, Planes size) {
        for (int row = Math.max(0, top); row < Math.min(size.height(), top + rows); row++) {
            int at = (row - top) * across + windows.horizontal().padding();
            FloatArithmetic.store(plane, at, x, (long) row * size.width(), size.width());
        }
    }

    @Override
    public void maxPool(Windows windows, Run x, Planes size, Run y, Run places, Planes result) {
        WindowAxis vertical = windows.vertical();
        WindowAxis horizontal = windows.horizontal();
        int down = vertical.covered(result.height());
        int across = horizontal.covered(result.width());
        int width = result.width();
        int step = horizontal.stride();
        lines = grown(lines, width);
        if (positions.length < width) {
            positions = new long[width];
        }
        loadPadded(x, size, -vertical.padding(), -horizontal.padding(), down, across, Float.NEGATIVE_INFINITY);
        LongBuffer target = places.storage.longs();
        for (int row = 0; row < result.height(); row++) {
            Arrays.fill(lines, 0, width, Float.NEGATIVE_INFINITY);
            Arrays.fill(positions, 0, width, 0);
            for (int i = 0; i < vertical.size(); i++) {
                int line = row * vertical.stride() + i * vertical.dilation();
                for (int j = 0; j < horizontal.size(); j++) {
                    int column = j * horizontal.dilation();
                    long position =
                            (long) (line - vertical.padding()) * size.width() + column - horizontal.padding() + 1;
                    keepLarger(line * across + column, step, width, position);
                }
            }
            FloatArithmetic.store(lines, 0, y, (long) row * width, width);
            target.put((int) (places.offset + (long) row * width), positions, 0, width);
        }
        Reference.reachabilityFence(places.storage);
    }

    private void keepLarger(int from, int step, int count, long position) {
        float[] source = plane;
        float[] best = lines;
        long[] at = positions;
        for (int i = 0; i < count; i++) {
            float value = source[from + i * step];
            if (value > best[i]) {
                best[i] = value;
                at[i] = position + (long) i * step;
            }
        }
    }

    @Override
    public void maxPoolBack(Run gradY, Run places, Planes result, Run gradX, Planes size) {
        int count = result.size();
        plane = grown(plane, size.size());
        lines = grown(lines, count);
        if (positions.length < count) {
            positions = new long[count];
        }
        Arrays.fill(plane, 0, size.size(), 0);
        FloatArithmetic.load(gradY, 0, lines, 0, count);
        places.storage.longs().get((int) places.offset, positions, 0, count);
        Reference.reachabilityFence(places.storage);
        for (int i = 0; i < count; i++) {
            if (positions[i] > 0) {
                plane[(int) positions[i] - 1] += lines[i];
            }
        }
        FloatArithmetic.store(plane, 0, gradX, 0, size.size());
    }

    @Override
    public void averagePool(Windows windows, PoolDivisor divisor, Run x, Planes size, Run y, Planes result) {
        WindowAxis vertical = windows.vertical();
        WindowAxis horizontal = windows.horizontal();
        int down = vertical.covered(result.height());
        int across = horizontal.covered(result.width());
        int width = result.width();
        lines = grown(lines, width);
        loadPadded(x, size, -vertical.padding(), -horizontal.padding(), down, across, 0);
        for (int row = 0; row < result.height(); row++) {
            Arrays.fill(lines, 0, width, 0);
            for (int i = 0; i < vertical.size(); i++) {
                for (int j = 0; j < horizontal.size(); j++) {
                    addTo(lines, (row * vertical.stride() + i) * across + j, horizontal.stride(), width);
                }
            }
            int counted = vertical.counted(row, size.height(), divisor);
            for (int column = 0; column < width; column++) {
                lines[column] /= counted * horizontal.counted(column, size.width(), divisor);
            }
            FloatArithmetic.store(lines, 0, y, (long) row * width, width);
        }
    }

    private void addTo(float[] sums, int from, int step, int count) {
        float[] source = plane;
        if (step == 1) {
            for (int i = 0; i < count; i++) {
                sums[i] += source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                sums[i] += source[from + i * step];
            }
        }
    }

    @Override
    public void averagePoolBack(
            Windows windows, PoolDivisor divisor, Run gradY, Planes result, Run gradX, Planes size) {
        WindowAxis vertical = windows.vertical();
        WindowAxis horizontal = windows.horizontal();
        int down = padded(vertical, result.height(), size.height());
        int across = padded(horizontal, result.width(), size.width());
        int width = result.width();
        plane = grown(plane, down * across);
        lines = grown(lines, width);
        Arrays.fill(plane, 0, down * across, 0);
        for (int row = 0; row < result.height(); row++) {
            FloatArithmetic.load(gradY, (long) row * width, lines, 0, width);
            int counted = vertical.counted(row, size.height(), divisor);
            for (int column = 0; column < width; column++) {
                lines[column] /= counted * horizontal.counted(column, size.width(), divisor);
            }
            for (int i = 0; i < vertical.size(); i++) {
                for (int j = 0; j < horizontal.size(); j++) {
                    add(0, (row * vertical.stride() + i) * across + j, horizontal.stride(), width);
                }
            }
        }
        storeInside(windows, -vertical.padding(), down, across, gradX, size);
    }
}
