package org.rnn4j.facade.recurrent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Long short-term memory with peepholes, from the cell to the gates.
 *
 * <pre>
 * f = sigmoid(Wf x + bf + Rf h + pf . c)      i  = sigmoid(Wi x + bi + Ri h + pi . c)
 * g = tanh(Wg x + bg + Rg h)                  c' = f . c + i . g
 * o = sigmoid(Wo x + bo + Ro h + po . c')     h' = o . tanh(c')
 * </pre>
 *
 * Input: {@code [D]} or {@code [N, D]}, one time step a call. Output: h', {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters: for each of the gates f, i, g, o, in this order, W {@code [H, D]}, b {@code [H]}, R {@code [H, H]} and, except
 * for g, p {@code [H]}; W and b uniform within {@code 1 / sqrt(D)}, R and p uniform within {@code 1 / sqrt(H)}. Without {@code cell2gate} there
 * are no p.
 *
 * <p>State: {@code {h, c}}, zero before the first step; N may change only after {@link #forget}.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.LSTM">rnn manual: LSTM</a>; Alex Graves, Abdel-rahman Mohamed, Geoffrey Hinton,
 *     Speech Recognition with Deep Recurrent Neural Networks, 2013
 */
public final class LSTM extends AbstractLSTM {
    private final boolean cell2gate;

    /** An LSTM with as many units as inputs. */
    public LSTM(int inputSize) {
        this(inputSize, inputSize);
    }

    /** An LSTM from {@code inputSize} (D) to {@code outputSize} (H) units. */
    public LSTM(int inputSize, int outputSize) {
        this(inputSize, outputSize, DEFAULT_RHO);
    }

    /** An LSTM from {@code inputSize} (D) to {@code outputSize} (H) units; backward goes back over {@code rho} steps at most. */
    public LSTM(int inputSize, int outputSize, int rho) {
        this(inputSize, outputSize, rho, true);
    }

    /** An LSTM with peepholes if {@code cell2gate}, else without. */
    public LSTM(int inputSize, int outputSize, int rho, boolean cell2gate) {
        super(inputSize, outputSize, rho);
        this.cell2gate = cell2gate;
        super.add(new LSTMCell(inputSize, outputSize, cell2gate));
    }

    /** Whether there are peepholes. */
    public boolean cell2gate() {
        return cell2gate;
    }

    @Override
    public List<@Nullable Object> arguments() {
        if (!cell2gate) {
            return List.of(inputSize(), outputSize(), rho(), false);
        }
        return rho() == DEFAULT_RHO ? List.of(inputSize(), outputSize()) : List.of(inputSize(), outputSize(), rho());
    }
}
