package org.rnn4j.facade.recurrent;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
public final class FastLSTM extends AbstractLSTM {
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
        super(inputSize, outputSize, rho);
        super.add(new FastLSTMCell(inputSize, outputSize));
    }

    @Override
    public List<@Nullable Object> arguments() {
        return rho() == DEFAULT_RHO ? List.of(inputSize(), outputSize()) : List.of(inputSize(), outputSize(), rho());
    }
}
