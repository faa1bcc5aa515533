package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.Numbers;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Sized;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gated recurrent units.
 *
 * <pre>
 * r, z = sigmoid(W x + b + R h)      n = tanh(Wn x + bn + Rn (r . h))      h' = (1 - z) . n + z . h
 * </pre>
 *
 * Input: {@code [D]} or {@code [N, D]}, one time step a call; batches only if there is dropout. Output: h', {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters: W {@code [2H, D]}, b {@code [2H]}, R {@code [2H, H]}, row blocks in the order r, z, then Wn {@code [H, D]}, bn {@code [H]}, Rn {@code [H, H]}; with
 * dropout gate by gate, Wr, br, Wz, bz, Rr, Rz, Wn, bn, Rn. Those of x uniform within {@code 1 / sqrt(D)}, those of h within {@code 1 / sqrt(H)}.
 *
 * <p>State: h, zero before the first step; N may change only after {@link #forget}.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.GRU">rnn manual: GRU</a>; Kyunghyun Cho et al., Learning Phrase Representations using RNN
 *     Encoder-Decoder for Statistical Machine Translation, 2014; Yarin Gal, A Theoretically Grounded Application of Dropout in Recurrent
 *     Neural Networks, 2015
 */
public final class GRU extends StatefulRecurrent implements Sized {
    private static final int DEFAULT_RHO = 9999;

    private final int inputSize;
    private final int outputSize;
    private final double p;
    private final boolean mono;
    private Tensor zeros = new Tensor();

    /** A GRU with as many units as inputs. */
    public GRU(int inputSize) {
        this(inputSize, inputSize);
    }

    /** A GRU from {@code inputSize} (D) to {@code outputSize} (H) units. */
    public GRU(int inputSize, int outputSize) {
        this(inputSize, outputSize, null);
    }

    /** A GRU from D to H units; backward goes back over {@code rho} steps at most, 9999 if null. */
    public GRU(int inputSize, int outputSize, @Nullable Integer rho) {
        this(inputSize, outputSize, rho, 0);
    }

    /** A GRU with dropout in front of each product; the noise stays the same until a backward. Takes batches only if {@code p} is above 0. */
    public GRU(int inputSize, int outputSize, @Nullable Integer rho, double p) {
        this(inputSize, outputSize, rho, p, false);
    }

    /**
     * A GRU with everything.
     *
     * @param p probability of dropping an element, from 0 to below 1
     * @param mono whether all samples of a batch share the noise
     */
    public GRU(int inputSize, int outputSize, @Nullable Integer rho, double p, boolean mono) {
        super(rho == null ? DEFAULT_RHO : rho);
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException("GRU: expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.p = p;
        this.mono = mono;
        super.add(new GRUCell(inputSize, outputSize, p, mono));
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

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        zeros = fields.buffer("zeroTensor", zeros);
    }

    /** Whether all samples of a batch share the noise of the dropout. */
    public boolean mono() {
        return mono;
    }

    /** {@code nn.GRU(3 -> 4, 0.00)}: sizes and dropout. */
    @Override
    public String toString() {
        return super.toString() + "(" + inputSize + " -> " + outputSize + ", " + Numbers.fixed(p, 2) + ")";
    }
}
