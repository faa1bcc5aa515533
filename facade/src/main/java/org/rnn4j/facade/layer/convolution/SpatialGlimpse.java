package org.rnn4j.facade.layer.convolution;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.PoolDivisor;
import org.rnn4j.facade.kernels.WindowAxis;
import org.rnn4j.facade.kernels.Windows;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Looks at a place in each image: cuts out patches around it, each twice as wide and as high as the one before, and brings them all to the size of the
 * first by taking means.
 *
 * <p>Input: {@code {x, location}} with images {@code [C, H, W]} or {@code [N, C, H, W]} and, for each, where to look, {@code [2]} or {@code [N, 2]}: y and x from
 * {@code (-1, -1)}, at the top on the left, to {@code (1, 1)}. Output: {@code [depth C, height, width]} or {@code [N, depth C, height, width]}, patch by patch. What
 * lies outside an image is 0.
 *
 * <p>The gradient of the location is 0: it is learned by reinforcement.
 *
 * <p>Differs from Torch: a scale other than 2 is refused, as it needs the package nnx.
 *
 * @see <a href="https://github.com/Element-Research/dpnn/blob/master/SpatialGlimpse.lua">SpatialGlimpse.lua</a>; Volodymyr Mnih and others,
 *     Recurrent Models of Visual Attention, 2014
 */
public final class SpatialGlimpse extends Module {
    private static final int SCALE = 2;

    private final int[] size;
    private final int depth;
    private @Nullable Tensor patch;
    private @Nullable Tensor gradImages;
    private @Nullable Tensor gradLocations;

    /** Three patches; the first one is {@code size} wide and high. */
    public SpatialGlimpse(int size) {
        this(size, null, null);
    }

    /** {@code depth} patches, 3 if null, each {@code scale} times as large as the one before, 2 if null. */
    public SpatialGlimpse(int size, @Nullable Integer depth, @Nullable Integer scale) {
        this(new int[] {size, size}, depth, scale);
    }

    /** The first patch has {@code size[0]} rows and {@code size[1]} columns. */
    public SpatialGlimpse(int[] size, @Nullable Integer depth, @Nullable Integer scale) {
        Failures.given("SpatialGlimpse", "a height and width", size);
        if (size.length != 2 || size[0] < 1 || size[1] < 1) {
            throw new IllegalArgumentException(
                    "SpatialGlimpse: expected a positive height and width, got " + Arrays.toString(size));
        }
        this.size = size.clone();
        this.depth = WindowArguments.or(depth, 3);
        if (this.depth < 1) {
            throw new IllegalArgumentException("SpatialGlimpse: expected a positive depth, got " + depth);
        }
        if (WindowArguments.or(scale, SCALE) != SCALE) {
            throw new UnsupportedOperationException(
                    "SpatialGlimpse: expected a scale of 2, got " + scale + ", which needs nnx.SpatialReSampling");
        }
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor images = images(input);
        Tensor locations = locations(input, images);
        checkPatches(images);
        long planes = Images.planes(images);
        Tensor output = outputBuffer().resize(Images.sizes(images, depth * planes, size[0], size[1]));
        Tensor batch = Images.batch(images);
        Tensor results = Images.batch(output);
        for (long n = 1; n <= batch.size(1); n++) {
            for (int d = 0; d < depth; d++) {
                Tensor result = results.narrow(1, n, 1).narrow(2, 1 + d * planes, planes);
                Cut down = cut(d, 0, batch, locations, n);
                Cut across = cut(d, 1, batch, locations, n);
                Tensor cutOut = d == 0 ? result : patch(planes, d);
                cutOut.zero();
                Kernels.get().copy(down.in(across, batch.narrow(1, n, 1)), down.of(across, cutOut));
                if (d > 0) {
                    Kernels.get().averagePool(windows(d), PoolDivisor.PLACES, cutOut, result);
                }
            }
        }
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Tensor images = images(input);
        Tensor locations = locations(input, images);
        checkPatches(images);
        long planes = Images.planes(images);
        Tensor gradient =
                Images.gradient(this, images, gradOutput, Images.sizes(images, depth * planes, size[0], size[1]));
        Tensor gradX = buffer(gradImages).resizeAs(images).zero();
        gradImages = gradX;
        Tensor batch = Images.batch(gradX);
        Tensor gradients = Images.batch(gradient);
        for (long n = 1; n <= batch.size(1); n++) {
            for (int d = 0; d < depth; d++) {
                Tensor result = gradients.narrow(1, n, 1).narrow(2, 1 + d * planes, planes);
                Cut down = cut(d, 0, batch, locations, n);
                Cut across = cut(d, 1, batch, locations, n);
                Tensor cutOut = result;
                if (d > 0) {
                    cutOut = patch(planes, d);
                    Kernels.get().averagePoolBack(windows(d), PoolDivisor.PLACES, result, cutOut);
                }
                Kernels.get().axpy(1, down.of(across, cutOut), down.in(across, batch.narrow(1, n, 1)));
            }
        }
        Tensor gradLocation = buffer(gradLocations)
                .resizeAs(input.toTable().get(2).toTensor())
                .zero();
        gradLocations = gradLocation;
        Table gradInput = gradInputTable();
        gradInput.set(1, gradX);
        gradInput.set(2, gradLocation);
        return gradInput;
    }

    /** The part of a patch that lies within the image, along one dimension: where it begins in either, from 0, and how long it is. */
    private record Cut(long image, long patch, long count) {
        Tensor in(Cut across, Tensor images) {
            return images.narrow(3, image + 1, count).narrow(4, across.image + 1, across.count);
        }

        Tensor of(Cut across, Tensor patches) {
            return patches.narrow(3, patch + 1, count).narrow(4, across.patch + 1, across.count);
        }
    }

    /** The patch begins where that share of the padded image that the location says lies before it. */
    private Cut cut(int level, int side, Tensor batch, Tensor locations, long sample) {
        long length = length(level, side);
        long extent = batch.size(3 + side);
        long padding = (length - 1) / 2;
        double last = extent + 2 * padding - length;
        double share = (locations.storage().getDouble(locations.offset() + 2 * (sample - 1) + side) + 1) / 2;
        long start = (long) Math.floor(Math.min(last, Math.max(0, share * last))) - padding;
        long first = Math.max(0, start);
        return new Cut(first, first - start, Math.min(extent, start + length) - first);
    }

    private long length(int level, int side) {
        return (long) size[side] << level;
    }

    private Tensor patch(long planes, int level) {
        Tensor result = buffer(patch).resize(1, planes, length(level, 0), length(level, 1));
        patch = result;
        return result;
    }

    private static Windows windows(int level) {
        int side = 1 << level;
        WindowAxis axis = new WindowAxis(side, side, 0, 1);
        return new Windows(axis, axis);
    }

    private Tensor images(Activity input) {
        Table table = table("input", input);
        if (table.size() < 2) {
            throw expected("a table of images and locations as input", input);
        }
        return Images.operand(this, table.get(1));
    }

    private Tensor locations(Activity input, Tensor images) {
        Tensor locations = operand("the location", input.toTable().get(2));
        boolean fits = images.dim() == 3 ? locations.isSize(2) : locations.isSize(images.size(1), 2);
        if (!fits) {
            throw expected("a location of 2 numbers for each image", input);
        }
        return locations;
    }

    private void checkPatches(Tensor images) {
        for (int side = 0; side < 2; side++) {
            long length = length(depth - 1, side);
            if (images.size(images.dim() - 1 + side) + 2 * ((length - 1) / 2) < length) {
                throw expected(
                        "images that with their padding hold a patch of " + length(depth - 1, 0) + "x"
                                + length(depth - 1, 1),
                        images);
            }
        }
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        patch = fields.buffer("patch", patch);
        gradImages = fields.buffer("gradImages", gradImages);
        gradLocations = fields.buffer("gradLocations", gradLocations);
    }

    /** Height and width of a patch in the output. */
    public int[] size() {
        return size.clone();
    }

    /** How many patches there are. */
    public int depth() {
        return depth;
    }

    /** How much larger a patch is than the one before. */
    public int scale() {
        return SCALE;
    }
}
