package org.rnn4j.facade.recurrent;

import java.util.Map;
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
    private static volatile boolean usenngraph;
    private static volatile boolean bn;

    private final boolean normalized;
    private final @Nullable Double eps;
    private final @Nullable Double momentum;
    private final @Nullable Boolean affine;
    private final double p;
    private final boolean mono;

    /** An LSTM with as many units as inputs. */
    public FastLSTM(int inputSize) {
        this(inputSize, inputSize);
    }

    /** An LSTM from {@code inputSize} (D) to {@code outputSize} (H) units. */
    public FastLSTM(int inputSize, int outputSize) {
        this(inputSize, outputSize, null);
    }

    /** An LSTM from D to H units; backward goes back over {@code rho} steps at most, 9999 if null. */
    public FastLSTM(int inputSize, int outputSize, @Nullable Integer rho) {
        this(inputSize, outputSize, rho, null, null, null, null, null);
    }

    /**
     * An LSTM with everything. Batch normalisation has an effect only while {@link #bn(boolean)} is set; then there are 10 parameters: W, b,
     * scale and shift of the input part, R, scale and shift of the recurrent part, a bias, scale and shift of the cell.
     *
     * @param eps of batch normalisation; 1e-5 if null
     * @param momentum of batch normalisation; 0.1 if null
     * @param affine of batch normalisation; true if null
     * @param p probability of dropping an element in front of each product, 0 if null; takes batches only if above 0, and then W, b and R come
     *     gate by gate: W, b of i, g, f, o, then R of i, g, f, o
     * @param mono whether all samples of a batch share the noise; false if null
     */
    public FastLSTM(
            int inputSize,
            int outputSize,
            @Nullable Integer rho,
            @Nullable Double eps,
            @Nullable Double momentum,
            @Nullable Boolean affine,
            @Nullable Double p,
            @Nullable Boolean mono) {
        super(inputSize, outputSize, rho);
        normalized = bn;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.p = p == null ? 0 : p;
        this.mono = mono != null && mono;
        if (normalized && this.p > 0) {
            throw new UnsupportedOperationException(who() + ": dropout together with nn.FastLSTM.bn");
        }
        super.add(cell());
    }

    private Cell cell() {
        if (normalized) {
            return new NormalizedLSTMCell(inputSize(), outputSize(), eps, momentum, affine);
        }
        return p == 0
                ? new FastLSTMCell(inputSize(), outputSize())
                : new LSTMCell(inputSize(), outputSize(), false, LSTMCell.Order.INPUTS_FIRST, p, mono);
    }

    /** Whether LSTMs made from now on normalise, {@code nn.FastLSTM.bn}. */
    public static boolean bn() {
        return bn;
    }

    /** Says whether LSTMs made from now on have batch normalisation. */
    public static void bn(boolean normalize) {
        bn = normalize;
    }

    /** Torch's switch to another way of building the same network, {@code nn.FastLSTM.usenngraph}. */
    public static boolean usenngraph() {
        return usenngraph;
    }

    /** Sets Torch's switch to another way of building the same network; here there is one way, so nothing changes. */
    public static void usenngraph(boolean use) {
        usenngraph = use;
    }

    @Override
    public Map<String, Object> statics() {
        return normalized ? Map.of("bn", true) : Map.of();
    }
}
