package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Dimension;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Adds up the slices along a dimension, and may divide by how many they are. */
public abstract class AbstractSum extends Module {
    private final Dimension dimension;
    private final boolean average;
    private final boolean leavesOut;

    /** Along a dimension from 1, or from the last one if negative; 1 if null. */
    AbstractSum(@Nullable Integer dimension, @Nullable Integer nInputDims, boolean average, boolean leavesOut) {
        this.dimension = Reduced.dimension(getClass().getSimpleName(), dimension, nInputDims);
        this.average = average;
        this.leavesOut = leavesOut;
    }

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        int along = Reduced.along(this, dimension, x);
        Tensor output = outputBuffer().sum(x, along);
        if (average) {
            output.div((double) x.size(along));
        }
        return output.resize(sizes(x, along));
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        int along = Reduced.along(this, dimension, x);
        Tensor gradient = operand("gradOutput", gradOutput);
        long[] sizes = sizes(x, along);
        if (!gradient.isSize(sizes)) {
            throw expected("gradOutput of the size of the output for input " + x.describeSizes(), gradOutput);
        }
        Tensor stretched = gradient.view(Reduced.kept(x, along)).expandAs(x);
        Tensor gradInput = gradInputBuffer().resizeAs(x).copy(stretched);
        if (average) {
            Kernels.get().scale(gradInput, 1 / (double) x.size(along));
        }
        return gradInput;
    }

    private long[] sizes(Tensor x, int along) {
        return leavesOut ? Reduced.without(x, along) : Reduced.kept(x, along);
    }

    /** The dimension, from 1, or from the last one if negative. */
    public final int dimension() {
        return dimension.number();
    }

    /** Number of dimensions of a single sample, or null if batches are not told apart. */
    public final @Nullable Integer nInputDims() {
        return Reduced.nInputDims(dimension);
    }

    final boolean average() {
        return average;
    }

    final boolean leavesOut() {
        return leavesOut;
    }
}
