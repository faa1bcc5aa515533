package org.rnn4j.facade.recurrent;

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
    private final double p;
    private final boolean mono;

    /** An LSTM with as many units as inputs. */
    public LSTM(int inputSize) {
        this(inputSize, inputSize);
    }

    /** An LSTM from {@code inputSize} (D) to {@code outputSize} (H) units. */
    public LSTM(int inputSize, int outputSize) {
        this(inputSize, outputSize, null);
    }

    /** An LSTM from D to H units; backward goes back over {@code rho} steps at most, 9999 if null. */
    public LSTM(int inputSize, int outputSize, @Nullable Integer rho) {
        this(inputSize, outputSize, rho, null);
    }

    /** An LSTM with peepholes if {@code cell2gate} (true if null), else without. */
    public LSTM(int inputSize, int outputSize, @Nullable Integer rho, @Nullable Boolean cell2gate) {
        this(inputSize, outputSize, rho, cell2gate, 0);
    }

    /** An LSTM with dropout in front of each product; the noise stays the same until a backward. Takes batches only. */
    public LSTM(int inputSize, int outputSize, @Nullable Integer rho, @Nullable Boolean cell2gate, double p) {
        this(inputSize, outputSize, rho, cell2gate, p, false);
    }

    /**
     * An LSTM with everything.
     *
     * @param p probability of dropping an element, from 0 to below 1
     * @param mono whether all samples of a batch share the noise
     */
    public LSTM(
            int inputSize, int outputSize, @Nullable Integer rho, @Nullable Boolean cell2gate, double p, boolean mono) {
        super(inputSize, outputSize, rho);
        this.cell2gate = cell2gate == null || cell2gate;
        this.p = p;
        this.mono = mono;
        super.add(new LSTMCell(inputSize, outputSize, this.cell2gate, LSTMCell.Order.GATE_BY_GATE, p, mono));
    }

    /** Whether there are peepholes. */
    public boolean cell2gate() {
        return cell2gate;
    }

    /** Probability of dropping an element in front of each product. */
    public double p() {
        return p;
    }

    /** Whether all samples of a batch share the noise of the dropout. */
    public boolean mono() {
        return mono;
    }
}
