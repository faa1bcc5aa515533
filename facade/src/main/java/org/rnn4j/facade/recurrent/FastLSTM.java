package org.rnn4j.facade.recurrent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Long short-term memory without peepholes, all gates computed in two products.
 *
 * <pre>
 * i = sigmoid(Wi x + bi + Ri h)      g = tanh(Wg x + bg + Rg h)      f = sigmoid(Wf x + bf + Rf h)
 * o = sigmoid(Wo x + bo + Ro h)      c' = f . c + i . g              h' = o . tanh(c')
 * </pre>
 *
 * Input: {@code [D]} or {@code [N, D]}, one time step a call. Output: h', {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters: W {@code [4H, D]}, b {@code [4H]}, R {@code [4H, H]}, row blocks in the order i, g, f, o; W and b uniform within
 * {@code 1 / sqrt(D)}, R uniform within {@code 1 / sqrt(H)}.
 *
 * <p>State: {@code {h, c}}, zero before the first step; N may change only after {@link #forget}.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.FastLSTM">rnn manual: FastLSTM</a>; Sepp Hochreiter, Jürgen Schmidhuber, Long
 *     Short-Term Memory, 1997
 */
public final class FastLSTM extends StatefulRecurrent {
    private static final int DEFAULT_RHO = 9999;

    private final int inputSize;
    private final int outputSize;
    private @Nullable Activity zeros;

    /** An LSTM with as many units as inputs. */
    public FastLSTM(int inputSize) {
        this(inputSize, inputSize);
    }

    /** An LSTM from {@code inputSize} (D) to {@code outputSize} (H) units. */
    public FastLSTM(int inputSize, int outputSize) {
        this(inputSize, outputSize, DEFAULT_RHO);
    }

    /** An LSTM from {@code inputSize} (D) to {@code outputSize} (H) units; backward goes back over {@code rho} steps at most. */
    public FastLSTM(int inputSize, int outputSize, int rho) {
        super(rho);
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    "FastLSTM: expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        super.add(new FastLSTMCell(inputSize, outputSize));
    }

    @Override
    public Module recurrentModule() {
        return get(1);
    }

    @Override
    int parts() {
        return 2;
    }

    @Override
    Activity zeroState(Activity input) {
        Tensor x = tensor("input", input);
        Tensor hidden =
                zeros == null ? new Tensor(elementType()) : zeros.toTable().tensor(1);
        if (x.dim() == 2) {
            hidden.resize(x.size(1), outputSize);
        } else {
            hidden.resize(outputSize);
        }
        zeros = Table.of(hidden.zero(), hidden);
        return zeros;
    }

    /** Size D of the input. */
    public int inputSize() {
        return inputSize;
    }

    /** Number of units H. */
    public int outputSize() {
        return outputSize;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        zeros = fields.buffer("zeroTensor", zeros);
    }

    @Override
    public List<@Nullable Object> arguments() {
        return rho() == DEFAULT_RHO ? List.of(inputSize, outputSize) : List.of(inputSize, outputSize, rho());
    }

    /** {@code nn.FastLSTM(3 -> 4)}. */
    @Override
    public String toString() {
        return super.toString() + "(" + inputSize + " -> " + outputSize + ")";
    }
}
