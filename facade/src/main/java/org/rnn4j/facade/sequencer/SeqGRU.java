package org.rnn4j.facade.sequencer;

import java.util.List;
import org.rnn4j.facade.kernels.GruSequence;
import org.rnn4j.facade.kernels.RecurrentSequence;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gated recurrent units over whole sequences.
 *
 * <pre>
 * r, u = sigmoid(x W + h R + b)      n = tanh(x Wn + (r . h) Rn + bn)      h' = (1 - u) . n + u . h
 * </pre>
 *
 * Input: {@code [T, N, D]}, or {@code [N, T, D]} with {@link #batchfirst}, or a table {@code {h0, x}}. Output: {@code [T, N, H]} or {@code [N, T, H]}. The gradient
 * of the input is of its kind.
 *
 * <p>Learned parameters: {@code weight} {@code [D + H, 3H]}, the rows of x first, and {@code bias} {@code [3H]}, column blocks in the order r, u, n; the weight normal
 * with standard deviation {@code 1 / sqrt(D + H)}, the bias 1 for u and 0 else.
 *
 * <p>State: outputs of the last sequence; the next one goes on from there only if {@link #remember} says so, and then N must not change before
 * {@link #forget}. Backward computes all gradients at once, those of the parameters too, and with scale 1 only.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.SeqGRU">rnn manual: SeqGRU</a>; Kyunghyun Cho et al., Learning Phrase Representations using
 *     RNN Encoder-Decoder for Statistical Machine Translation, 2014
 */
public final class SeqGRU extends AbstractSeqRecurrent<GruSequence.Parameters> {
    /** A GRU from {@code inputSize} (D) to {@code outputSize} (H) units. */
    public SeqGRU(int inputSize, int outputSize) {
        super(inputSize, outputSize, outputSize, 3);
        reset();
    }

    @Override
    public void reset(double stdv) {
        draw(stdv);
    }

    @Override
    RecurrentSequence<GruSequence.Parameters> newSequence() {
        return new GruSequence();
    }

    @Override
    GruSequence.Parameters parts(Tensor weights, Tensor biases, boolean ofGradients) {
        long h = outputSize();
        Tensor input = weights.narrow(1, 1, inputSize());
        Tensor recurrent = weights.narrow(1, inputSize() + 1L, h);
        return new GruSequence.Parameters(
                input.narrow(2, 1, 2 * h),
                recurrent.narrow(2, 1, 2 * h),
                biases.narrow(1, 1, 2 * h),
                input.narrow(2, 2 * h + 1, h),
                recurrent.narrow(2, 2 * h + 1, h),
                biases.narrow(1, 2 * h + 1, h));
    }

    /** The same GRU for one step at a time, with copies of parameters and gradients. */
    public GRU toGRU() {
        GRU gru = new GRU(inputSize(), outputSize());
        if (gru.elementType() != elementType()) {
            gru.type(elementType());
        }
        Parameters parameters = gru.parameters();
        copy(weight(), bias(), parameters.weights());
        copy(gradWeight(), gradBias(), parameters.gradients());
        return gru;
    }

    private void copy(Tensor fromWeight, Tensor fromBias, List<Tensor> to) {
        for (int gate = 0; gate < blocks(); gate++) {
            boolean candidate = gate == 2;
            int first = candidate ? 3 : 0;
            long row = candidate ? 1 : (long) gate * outputSize() + 1;
            to.get(first).narrow(1, row, outputSize()).copy(inputBlock(fromWeight, gate));
            to.get(first + 1).narrow(1, row, outputSize()).copy(biasBlock(fromBias, gate));
            to.get(first + 2).narrow(1, row, outputSize()).copy(recurrentBlock(fromWeight, gate));
        }
    }
}
