package org.rnn4j.facade.recurrent;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Sized;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A multi-function recurrent unit: what becomes of the hidden state is a mixture of several functions of it and a new feature.
 *
 * <pre>
 * r = sigmoid(W1 x + b1 + W2 h + b2)      v = sigmoid(W3 {x, r . h} + b3)
 * p = softmax over the n operations of (W4 {x, h} + b4) seen as [n, H]
 * h' = sum over k of p[k] . operation[k](h, v)
 * </pre>
 *
 * The operations are {@code keep} (h), {@code replace} (v), {@code mul} (h . v), {@code diff} (h - v), {@code forget} (0), {@code sqrt_diff}
 * (0.25 sqrt|h - v|), {@code max} and {@code min}; with the first two alone it is like a {@link GRU}.
 *
 * <p>Input: a batch {@code [N, D]}, one time step a call. Output: h', {@code [N, H]}.
 *
 * <p>Learned parameters: W1 {@code [H, D]}, b1, W2 {@code [H, H]}, b2, W3 {@code [H, D + H]}, b3, each b {@code [H]}, W4 {@code [nH, D + H]}, b4 {@code [nH]}; uniform
 * within {@code 1 / sqrt(columns of the W)}.
 *
 * <p>State: h, zero before the first step; N may change only after {@link #forget}.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.MuFuRu">rnn manual: MuFuRu</a>; Dirk Weissenborn, Tim Rocktäschel, MuFuRU: The
 *     Multi-Function Recurrent Unit, 2016
 */
public final class MuFuRu extends StatefulRecurrent implements Sized {
    private static final int DEFAULT_RHO = 9999;

    private final int inputSize;
    private final int outputSize;
    private final List<MuFuRuOperation> operations;
    private Tensor zeros = new Tensor();

    /** All operations, from {@code inputSize} (D) to {@code outputSize} (H) units. */
    public MuFuRu(int inputSize, int outputSize) {
        this(inputSize, outputSize, null);
    }

    /** Some operations, by Torch's names; all if null. */
    public MuFuRu(int inputSize, int outputSize, @Nullable List<String> ops) {
        this(inputSize, outputSize, ops, null);
    }

    /** Some operations, all if null; backward goes back over {@code rho} steps at most, 9999 if null. */
    public MuFuRu(int inputSize, int outputSize, @Nullable List<String> ops, @Nullable Integer rho) {
        super(rho == null ? DEFAULT_RHO : rho);
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    "MuFuRu: expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        if (ops != null && ops.isEmpty()) {
            throw new IllegalArgumentException("MuFuRu: expected at least one operation, got none");
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        operations = ops == null
                ? List.of(MuFuRuOperation.values())
                : ops.stream().map(MuFuRuOperation::named).toList();
        super.add(new MuFuRuCell(inputSize, outputSize, operations));
    }

    @Override
    public Module recurrentModule() {
        return get(1);
    }

    @Override
    int parts() {
        return 1;
    }

    @Override
    Activity zeroState(Activity input) {
        Tensor x = tensor("input", input);
        if (x.dim() == 2) {
            zeros.resize(x.size(1), outputSize);
        } else {
            zeros.resize(outputSize);
        }
        return zeros.zero();
    }

    /** Size D of the input. */
    @Override
    public int inputSize() {
        return inputSize;
    }

    /** Number of units H. */
    @Override
    public int outputSize() {
        return outputSize;
    }

    /** The operations, by Torch's names. */
    public List<String> ops() {
        return operations.stream().map(MuFuRuOperation::torchName).toList();
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        zeros = fields.buffer("zeroTensor", zeros);
    }

    /** {@code nn.MuFuRu(3 -> 4) { keep replace }}. */
    @Override
    public String toString() {
        return super.toString() + "(" + inputSize + " -> " + outputSize + ")"
                + ops().stream().collect(Collectors.joining(" ", " { ", " }"));
    }

    @Override
    public String who() {
        return "MuFuRu(" + inputSize + " -> " + outputSize + ")";
    }
}
