package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.module.Sized;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The cosines of the angles between the input and learned vectors.
 *
 * <pre>y[j] = (w[j] . x) / (|w[j]| |x|)</pre>
 *
 * where 1e-12 is added to both lengths. Input: {@code [D]} or {@code [N, D]}. Output: {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters: {@code weight} {@code [H, D]}, uniform within {@code 1 / sqrt(H)}. As in Torch, their gradient is not scaled in
 * backward; of a single vector the part that does not come from the lengths is.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Cosine">Torch manual: Cosine</a>
 */
public final class Cosine extends Module implements RowWise, Sized {
    /** Keeps a vector of zeros from having no direction at all. */
    private static final double EPSILON = 1e-12;

    private final int inputSize;
    private final int outputSize;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor weightNorm;
    private @Nullable Tensor inputNorm;
    private @Nullable Tensor gradients;
    private @Nullable Tensor sums;
    private @Nullable Tensor terms;

    /** Cosines of inputs of {@code inputSize} (D) with {@code outputSize} (H) vectors. */
    public Cosine(int inputSize, int outputSize) {
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    "Cosine: expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        weight = new Tensor(outputSize, inputSize);
        gradWeight = new Tensor(outputSize, inputSize);
        reset();
    }

    @Override
    public void reset() {
        draw(1 / Math.sqrt(outputSize));
    }

    /** Draws new weights, uniform with standard deviation {@code stdv}. */
    @Override
    public void reset(double stdv) {
        draw(stdv * Math.sqrt(3));
    }

    private void draw(double bound) {
        Generator.global().uniform(weight, -bound, bound);
    }

    @Override
    public int sampleDimensions() {
        return 1;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = rows(input);
        Tensor output = outputBuffer().resize(x.size(1), outputSize);
        Tensor lengths = norms(weight, weightNorm);
        weightNorm = lengths;
        Tensor inputLengths = norms(x, inputNorm);
        inputNorm = inputLengths;
        Kernels.get().gemm(1, x, false, weight, true, 0, output);
        output.cdiv(lengths.view(1, outputSize).expandAs(output));
        output.cdiv(inputLengths.view(-1, 1).expandAs(output));
        return input.toTensor().dim() == 1 ? output.resize(outputSize) : output;
    }

    private Tensor norms(Tensor rows, @Nullable Tensor norms) {
        Tensor result = buffer(norms).resize(rows.size(1));
        Kernels.get().rowNorms(rows, result);
        return result.add(EPSILON);
    }

    /** {@code dL/dx = (sum over j of g[j] w[j] / |w[j]| - x / |x| sum over j of g[j] y[j]) / |x|} for g = dL/dy. */
    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor output = output(x);
        Tensor gradient = gradRows(x, gradOutput);
        Tensor lengths = given(weightNorm);
        Tensor inputLengths = given(inputNorm).view(-1, 1);
        Tensor each = buffer(gradients).cmul(gradient, output);
        gradients = each;
        Tensor sum = buffer(sums).sum(each, 2);
        sums = sum;
        Tensor gradInput = gradInputBuffer().cdiv(x, inputLengths.expandAs(x));
        gradInput.cmul(sum.expandAs(x));
        each.cdiv(gradient, lengths.view(1, outputSize).expandAs(gradient));
        Kernels.get().gemm(1, each, false, weight, false, -1, gradInput);
        gradInput.cdiv(inputLengths.expandAs(x));
        return input.toTensor().dim() == 1 ? gradInput.resize(inputSize) : gradInput;
    }

    /** {@code dL/dw[j] = sum over the batch of (g[j] x / |x| - g[j] y[j] w[j] / |w[j]|) / |w[j]|} for g = dL/dy. */
    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = rows(input);
        Tensor output = output(x);
        Tensor gradient = gradRows(x, gradOutput);
        Tensor lengths = given(weightNorm);
        Tensor each = buffer(gradients).cmul(gradient, output);
        gradients = each;
        Tensor sum = buffer(sums).sum(each, 1);
        sums = sum;
        sum.cdiv(lengths);
        Tensor term = buffer(terms).cmul(weight, sum.view(outputSize, 1).expandAs(weight));
        terms = term;
        each.cdiv(x, given(inputNorm).view(-1, 1).expandAs(x));
        double factor = input.toTensor().dim() == 1 ? scale : 1;
        Kernels.get().gemm(factor, gradient, true, each, false, -1, term);
        gradWeight.add(term.cdiv(lengths.view(outputSize, 1).expandAs(term)));
    }

    private Tensor given(@Nullable Tensor norms) {
        if (norms == null) {
            throw new IllegalStateException(
                    who() + ": expected forward before backward; call forward with the same input first");
        }
        return norms;
    }

    /** The output of the last forward in rows, which must be that of as many rows as {@code x} has. */
    private Tensor output(Tensor x) {
        Tensor output = lastOutput().toTensor();
        if (output.nElement() != x.size(1) * outputSize) {
            throw expected("the input of the last forward, " + output.nElement() / outputSize + " rows", x);
        }
        return output.view(-1, outputSize);
    }

    private Tensor rows(Activity input) {
        Tensor x = operand("input", input);
        if (x.dim() != 1 && x.dim() != 2) {
            throw expected("input of 1 or 2 dimensions", input);
        }
        if (x.size(x.dim()) != inputSize) {
            throw expected("input of size " + inputSize + " in the last dimension", input);
        }
        return x.view(-1, inputSize);
    }

    private Tensor gradRows(Tensor x, Activity gradOutput) {
        Tensor gradient = operand("gradOutput", gradOutput, lastOutput().toTensor());
        return gradient.view(x.size(1), outputSize);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        weightNorm = fields.buffer("weightNorm", weightNorm);
        inputNorm = fields.buffer("inputNorm", inputNorm);
        gradients = fields.buffer("gradients", gradients);
        sums = fields.buffer("sums", sums);
        terms = fields.buffer("terms", terms);
    }

    /** Size D of the input. */
    @Override
    public int inputSize() {
        return inputSize;
    }

    /** Number H of vectors. */
    @Override
    public int outputSize() {
        return outputSize;
    }

    /** The vectors, one in each row: {@code [H, D]}. */
    public Tensor weight() {
        return weight;
    }
}
