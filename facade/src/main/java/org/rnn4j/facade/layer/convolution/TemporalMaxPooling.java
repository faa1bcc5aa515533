package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.WindowAxis;
import org.rnn4j.facade.kernels.Windows;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Takes the largest of each number of a frame over windows of frames.
 *
 * <pre>y[t][d] = max over k of x[t dW + k][d]</pre>
 *
 * Input: {@code [T, D]} or {@code [N, T, D]}. Output: {@code [P, D]} or {@code [N, P, D]} with {@code P = floor((T - kW) / dW) + 1}. The gradient goes
 * to the first of several largest numbers.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.TemporalMaxPooling">Torch manual: TemporalMaxPooling</a>
 */
public final class TemporalMaxPooling extends Module implements RowWise {
    private final int kW;
    private final int dW;
    private final Windows windows;

    /** Where the largest numbers are, and input and output as rows over time: {@code [N, D, 1, T]}. */
    private Tensor places = new Tensor(ElementType.LONG);

    private @Nullable Tensor overTime;
    private @Nullable Tensor results;

    /** Windows of {@code kW} frames, side by side. */
    public TemporalMaxPooling(int kW) {
        this(kW, null);
    }

    /** Windows {@code dW} frames apart; side by side if null. */
    public TemporalMaxPooling(int kW, @Nullable Integer dW) {
        this.kW = kW;
        this.dW = WindowArguments.or(dW, kW);
        Frames.checkWindows("TemporalMaxPooling", kW, this.dW);
        windows = new Windows(new WindowAxis(1, 1, 0, 1), new WindowAxis(kW, this.dW, 0, 1));
    }

    @Override
    public int sampleDimensions() {
        return 2;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = Frames.operand(this, input, kW);
        Tensor output = outputBuffer().resize(outputSizes(x));
        Tensor rows = rows(overTime, Frames.batch(x));
        Tensor largest = rows(results, Frames.batch(output));
        overTime = rows;
        results = largest;
        copyTransposed(Frames.batch(x), rows);
        Kernels.get().maxPool(windows, rows, largest, places.resizeAs(largest));
        copyBack(largest, Frames.batch(output));
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = Frames.operand(this, input, kW);
        Tensor gradient = Images.gradient(this, x, gradOutput, outputSizes(x));
        Tensor output = lastOutput().toTensor();
        if (!gradient.isSameSizeAs(output)) {
            throw expected("gradOutput of size " + output.describeSizes() + " as the last output has", gradOutput);
        }
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Tensor gradRows = rows(results, Frames.batch(gradient));
        Tensor gradOverTime = rows(overTime, Frames.batch(gradInput));
        results = gradRows;
        overTime = gradOverTime;
        copyTransposed(Frames.batch(gradient), gradRows);
        Kernels.get().maxPoolBack(windows, gradRows, places, gradOverTime);
        copyBack(gradOverTime, Frames.batch(gradInput));
        return gradInput;
    }

    /** Memory for the frames of a batch as rows over time. */
    private Tensor rows(@Nullable Tensor memory, Tensor batch) {
        return buffer(memory).resize(batch.size(1), batch.size(3), 1, batch.size(2));
    }

    private static void copyTransposed(Tensor batch, Tensor rows) {
        for (long n = 1; n <= batch.size(1); n++) {
            Kernels.get().copy(batch.select(1, n).t(), rows.select(1, n).select(2, 1));
        }
    }

    private static void copyBack(Tensor rows, Tensor batch) {
        for (long n = 1; n <= batch.size(1); n++) {
            Kernels.get().copy(rows.select(1, n).select(2, 1).t(), batch.select(1, n));
        }
    }

    private long[] outputSizes(Tensor x) {
        return Frames.sizes(x, Frames.count(x, kW, dW), x.size(x.dim()));
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        places = fields.buffer("indices", places);
        overTime = fields.buffer("overTime", overTime);
        results = fields.buffer("results", results);
    }

    /** Frames in a window. */
    public int kW() {
        return kW;
    }

    /** Frames from one window to the next. */
    public int dW() {
        return dW;
    }
}
