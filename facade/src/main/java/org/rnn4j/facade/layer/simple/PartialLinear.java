package org.rnn4j.facade.layer.simple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A linear transformation of which only some outputs are computed.
 *
 * <pre>y[k] = W[p[k]] x + b[p[k]]</pre>
 *
 * where p is the partition that {@link #setPartition} sets; at first, and after {@link #resetPartition}, it is all H outputs in order.
 *
 * <p>Input: {@code [N, D]}. Output: {@code [N, P]}, where P is the size of the partition.
 *
 * <p>Learned parameters: {@code weight} {@code [H, D]}, normal with mean 0 and standard deviation 1, and {@code bias} {@code [1, H]}, if there is one, zero.
 * Outputs that are not in the partition get no gradient. As in Torch, {@link #reset()} does nothing.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.PartialLinear">Torch manual: PartialLinear</a>
 */
public final class PartialLinear extends Module {
    private final int inputSize;
    private final int outputSize;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor bias;
    private @Nullable Tensor gradBias;

    /** The outputs that are computed, from 1; null for all. */
    private @Nullable Tensor partition;

    private @Nullable Tensor partWeight;
    private @Nullable Tensor partBias;
    private @Nullable Tensor partGradient;

    /** From inputs of {@code inputSize} (D) to {@code outputSize} (H), with bias. */
    public PartialLinear(int inputSize, int outputSize) {
        this(inputSize, outputSize, true);
    }

    /** From inputs of {@code inputSize} (D) to {@code outputSize} (H), with or without bias. */
    public PartialLinear(int inputSize, int outputSize, boolean withBias) {
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    "PartialLinear: expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        weight = Generator.global().normal(new Tensor(outputSize, inputSize), 0, 1);
        gradWeight = new Tensor(outputSize, inputSize);
        bias = withBias ? new Tensor(1, outputSize) : null;
        gradBias = withBias ? new Tensor(1, outputSize) : null;
    }

    /**
     * Computes the outputs {@code indices} only.
     *
     * @param indices a vector of outputs, from 1, in any order, of any type
     */
    public void setPartition(Tensor indices) {
        Tensor given = Failures.given(who(), "a vector of outputs", indices).contiguous();
        if (given.dim() != 1) {
            throw expected("a vector of outputs", indices);
        }
        IndexRange range = new IndexRange(1, outputSize);
        long outside = range.firstOutside(given);
        if (outside > 0) {
            throw new IllegalArgumentException(who() + ": expected outputs " + range + ", got "
                    + IndexRange.text(given, outside) + " as element " + outside);
        }
        partition = given.copy().toLong();
    }

    /** Computes all outputs. */
    public void resetPartition() {
        partition = null;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = rows(input);
        Tensor weights = weight;
        Tensor biases = bias;
        Kernels kernels = Kernels.get();
        if (partition != null) {
            weights = buffer(partWeight).resize(partition.nElement(), inputSize);
            partWeight = weights;
            kernels.gatherRows(weight, partition, 1, weights);
            if (bias != null) {
                biases = buffer(partBias).resize(partition.nElement(), 1);
                partBias = biases;
                kernels.gatherRows(bias.view(outputSize, 1), partition, 1, biases);
            }
        }
        Tensor output = outputBuffer().resize(x.size(1), weights.size(1));
        if (biases != null) {
            kernels.setRows(biases.view(-1), output);
        }
        kernels.gemm(1, x, false, weights, true, biases == null ? 0 : 1, output);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor gradient = gradRows(x, gradOutput);
        Tensor weights = partition == null || partWeight == null ? weight : partWeight;
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Kernels.get().gemm(1, gradient, false, weights, false, 0, gradInput);
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = rows(input);
        Tensor gradient = gradRows(x, gradOutput);
        Kernels kernels = Kernels.get();
        if (partition == null) {
            kernels.gemm(scale, gradient, true, x, false, 1, gradWeight);
            if (gradBias != null) {
                kernels.addColumnSums(scale, gradient, gradBias.view(-1));
            }
            return;
        }
        Tensor part = buffer(partGradient).resize(partition.nElement(), inputSize);
        partGradient = part;
        kernels.gemm(1, gradient, true, x, false, 0, part);
        kernels.scatterAddRows(scale, part, partition, 1, gradWeight);
        if (gradBias != null) {
            part.resize(partition.nElement(), 1).zero();
            kernels.addColumnSums(1, gradient, part.view(-1));
            kernels.scatterAddRows(scale, part, partition, 1, gradBias.view(outputSize, 1));
        }
    }

    private Tensor rows(Activity input) {
        Tensor x = operand("input", input);
        if (x.dim() != 2 || x.size(2) != inputSize) {
            throw expected("input of size [N, " + inputSize + "]", input);
        }
        return x;
    }

    private Tensor gradRows(Tensor x, Activity gradOutput) {
        Tensor output = lastOutput().toTensor();
        long columns = partition == null ? outputSize : partition.nElement();
        if (!output.isSize(x.size(1), columns)) {
            throw expected(
                    "the input and the partition of the last forward, whose output has the size "
                            + output.describeSizes(),
                    x);
        }
        return operand("gradOutput", gradOutput, output);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        partition = fields.state("partition", partition);
        partWeight = fields.buffer("partWeight", partWeight);
        partBias = fields.buffer("partBias", partBias);
        partGradient = fields.buffer("partGradient", partGradient);
    }

    /** Whether there is a bias. */
    public boolean withBias() {
        return bias != null;
    }

    /** The weights, {@code [H, D]}. */
    public Tensor weight() {
        return weight;
    }

    /** The bias, {@code [1, H]}, or null. */
    public @Nullable Tensor bias() {
        return bias;
    }

    @Override
    public List<@Nullable Object> arguments() {
        return withBias() ? List.of(inputSize, outputSize) : List.of(inputSize, outputSize, false);
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return partition == null ? List.of() : List.of(List.of("setPartition", partition));
    }

    /** The name, the sizes, and whether there is no bias. */
    @Override
    public String toString() {
        return super.toString() + "(" + inputSize + " -> " + outputSize + ")" + (bias == null ? " without bias" : "");
    }
}
