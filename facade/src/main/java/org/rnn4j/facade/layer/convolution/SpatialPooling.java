package org.rnn4j.facade.layer.convolution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.WindowAxis;
import org.rnn4j.facade.kernels.Windows;
import org.rnn4j.facade.tensor.Tensor;

/** One number for each window over each plane of an image. */
public abstract class SpatialPooling extends ImageModule {
    private final WindowArguments arguments;
    private final Windows windows;
    private boolean ceilMode;

    SpatialPooling(WindowArguments arguments) {
        if (arguments.padW() > arguments.kW() / 2 || arguments.padH() > arguments.kH() / 2) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": expected padding of at most half a window of " + arguments.kW()
                            + "x" + arguments.kH() + ", got " + arguments.padW() + "," + arguments.padH());
        }
        this.arguments = arguments;
        windows = arguments.windows();
    }

    final Windows windows() {
        return windows;
    }

    @Override
    final long[] outputSizes(Tensor x) {
        long height = count(windows.vertical(), Images.height(x));
        long width = count(windows.horizontal(), Images.width(x));
        if (height < 1 || width < 1) {
            throw expected("input of a height and width that hold a window", x);
        }
        return Images.sizes(x, Images.planes(x), height, width);
    }

    /** As many as fit, or one more for what is left; in a padded image none begins behind the end. */
    private long count(WindowAxis axis, long extent) {
        long left = extent + 2L * axis.padding() - axis.reach();
        long count = (ceilMode ? -Math.floorDiv(-left, axis.stride()) : Math.floorDiv(left, axis.stride())) + 1;
        boolean beginsOutside = (count - 1) * axis.stride() >= extent + axis.padding();
        return arguments.isPadded() && beginsOutside ? count - 1 : count;
    }

    /**
     * Takes what is left at the end for a window, too.
     *
     * @return this
     */
    public final SpatialPooling ceil() {
        ceilMode = true;
        return this;
    }

    /**
     * Takes whole windows only, as at first.
     *
     * @return this
     */
    public final SpatialPooling floor() {
        ceilMode = false;
        return this;
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        List<List<@Nullable Object>> calls = new ArrayList<>();
        if (ceilMode) {
            calls.add(List.of("ceil"));
        }
        return calls;
    }

    /** Width of a window. */
    public final int kW() {
        return arguments.kW();
    }

    /** Height of a window. */
    public final int kH() {
        return arguments.kH();
    }

    /** Step from one window to the next, across. */
    public final int dW() {
        return arguments.dW();
    }

    /** Step from one window to the next, downwards. */
    public final int dH() {
        return arguments.dH();
    }

    /** Places without numbers on the left and on the right. */
    public final int padW() {
        return arguments.padW();
    }

    /** Places without numbers above and below. */
    public final int padH() {
        return arguments.padH();
    }

    /** Whether what is left at the end is a window, too. */
    public final boolean ceilMode() {
        return ceilMode;
    }

    /** The name, the windows, their steps, and the padding if there is some. */
    @Override
    public final String toString() {
        return super.toString() + "(" + arguments.describeWithSteps() + ")";
    }
}
