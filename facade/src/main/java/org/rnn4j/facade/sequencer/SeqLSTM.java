package org.rnn4j.facade.sequencer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.LstmGates;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Long short-term memory without peepholes over whole sequences.
 *
 * <pre>
 * i, f, o = sigmoid(x W + h R + b)      g = tanh(x Wg + h Rg + bg)      c' = f . c + i . g      h' = o . tanh(c')
 * </pre>
 *
 * Input: {@code [T, N, D]}, or {@code [N, T, D]} with {@link #batchfirst}, or a table {@code {h0, x}} or {@code {c0, h0, x}}. Output: {@code [T, N, H]} or
 * {@code [N, T, H]}. The gradient of the input is of its kind.
 *
 * <p>Learned parameters: {@code weight} {@code [D + H, 4H]}, the rows of x first, and {@code bias} {@code [4H]}, column blocks in the order i, f, o, g; the weight
 * normal with standard deviation {@code 1 / sqrt(D + H)}, the bias 1 for f and 0 else.
 *
 * <p>State: outputs and {@link #cell cell states} of the last sequence; the next one goes on from there only if {@link #remember} says so, and then N
 * must not change before {@link #forget}. Backward computes all gradients at once, those of the parameters too, and with scale 1 only.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.SeqLSTM">rnn manual: SeqLSTM</a>; Sepp Hochreiter, Jürgen Schmidhuber, Long
 *     Short-Term Memory, 1997
 */
public final class SeqLSTM extends AbstractSeqLSTM {
    /** An LSTM with as many units as inputs. */
    public SeqLSTM(int inputSize) {
        this(inputSize, inputSize);
    }

    /** An LSTM from {@code inputSize} (D) to {@code outputSize} (H) units. */
    public SeqLSTM(int inputSize, int outputSize) {
        super(inputSize, outputSize, outputSize);
        reset();
    }

    @Override
    public void reset(double stdv) {
        draw(stdv);
    }

    @Override
    @Nullable
    Tensor projection(boolean ofGradients) {
        return null;
    }

    /** The same LSTM for one step at a time, with copies of parameters and gradients. */
    public FastLSTM toFastLSTM() {
        FastLSTM lstm = new FastLSTM(inputSize(), outputSize());
        if (lstm.elementType() != elementType()) {
            lstm.type(elementType());
        }
        Parameters parameters = lstm.parameters();
        copy(weight(), bias(), parameters.weights());
        copy(gradWeight(), gradBias(), parameters.gradients());
        return lstm;
    }

    private void copy(Tensor fromWeight, Tensor fromBias, List<Tensor> to) {
        LstmGates fast = LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT;
        int[] from = {LAYOUT.input(), LAYOUT.candidate(), LAYOUT.forget(), LAYOUT.output()};
        int[] into = {fast.input(), fast.candidate(), fast.forget(), fast.output()};
        for (int gate = 0; gate < from.length; gate++) {
            long row = (long) into[gate] * outputSize() + 1;
            to.get(0).narrow(1, row, outputSize()).copy(inputBlock(fromWeight, from[gate]));
            to.get(1).narrow(1, row, outputSize()).copy(biasBlock(fromBias, from[gate]));
            to.get(2).narrow(1, row, outputSize()).copy(recurrentBlock(fromWeight, from[gate]));
        }
    }
}
