package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Keeps the k largest of each number of a frame, in the order in which they come.
 *
 * <pre>k = max(minK, ceil(factor T))</pre>
 *
 * Input: {@code [T, D]} or {@code [N, T, D]}. Output: {@code [k, D]} or {@code [N, k, D]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/TemporalDynamicKMaxPooling.lua">TemporalDynamicKMaxPooling.lua</a>; Nal Kalchbrenner,
 *     Edward Grefenstette, Phil Blunsom, A Convolutional Neural Network for Modelling Sentences, 2014
 */
public final class TemporalDynamicKMaxPooling extends Module {
    private final int minK;
    private final double factor;
    private Tensor indices = new Tensor(ElementType.LONG);

    /** Keeps {@code minK} numbers. */
    public TemporalDynamicKMaxPooling(int minK) {
        this(minK, null);
    }

    /** Keeps at least {@code minK} numbers, and {@code factor} of the length of longer sequences; 0 if null. */
    public TemporalDynamicKMaxPooling(int minK, @Nullable Double factor) {
        if (minK < 1) {
            throw new IllegalArgumentException(
                    "TemporalDynamicKMaxPooling: expected to keep at least 1 frame, got " + minK);
        }
        this.minK = minK;
        this.factor = factor == null ? 0 : factor;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = frames(input);
        int overTime = x.dim() - 1;
        long k = kept(x);
        Tensor largest = x.sort(overTime, true).indices().narrow(overTime, 1, k);
        Tensor inOrder = largest.sort(overTime).values();
        indices.resizeAs(inOrder).copy(inOrder);
        return outputBuffer().resizeAs(inOrder).copy(x.gather(overTime, indices));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = frames(input);
        Tensor gradient = operand("gradOutput", gradOutput, lastOutput().toTensor());
        if (!gradient.isSize(Frames.sizes(x, kept(x), x.size(x.dim())))) {
            throw expected("the input of the last forward", x);
        }
        return gradInputBuffer().resizeAs(x).zero().scatter(x.dim() - 1, indices, gradient);
    }

    private long kept(Tensor x) {
        return Math.max(minK, (long) Math.ceil(factor * x.size(x.dim() - 1)));
    }

    private Tensor frames(Activity input) {
        Tensor x = Frames.operand(this, input, minK);
        if (x.size(x.dim() - 1) < kept(x)) {
            throw expected("input of at least " + kept(x) + " frames", x);
        }
        return x;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        indices = fields.buffer("indices", indices);
    }

    /** How many numbers are kept at least. */
    public int minK() {
        return minK;
    }

    /** Which part of a sequence is kept. */
    public double factor() {
        return factor;
    }
}
