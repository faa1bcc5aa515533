package org.rnn4j.facade.sequencer;

import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * {@link SeqLSTM} whose output is projected to a smaller size before it recurs.
 *
 * <pre>
 * c', u as c', h' of SeqLSTM from x, h, c      h' = u P
 * </pre>
 *
 * Input: {@code [T, N, D]}, or {@code [N, T, D]} with {@link #batchfirst}, or a table {@code {h0, x}} or {@code {c0, h0, x}}. Output: {@code [T, N, R]} or
 * {@code [N, T, R]}.
 *
 * <p>Learned parameters: {@code weight} {@code [D + R, 4H]} and {@code bias} {@code [4H]} as in SeqLSTM, {@code weightO} P {@code [H, R]}, both normal with
 * standard deviation {@code 1 / sqrt(D + H)} and {@code 1 / sqrt(R + H)}; the bias is 1 at positions R + 1 to 2R, as in Torch, and 0 else.
 *
 * <p>State and backward: as in SeqLSTM.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.SeqLSTMP">rnn manual: SeqLSTMP</a>; Hasim Sak, Andrew Senior, Francoise Beaufays, Long
 *     Short-Term Memory Recurrent Neural Network Architectures for Large Scale Acoustic Modeling, 2014
 */
public final class SeqLSTMP extends AbstractSeqLSTM {
    private Tensor weightO;
    private Tensor gradWeightO;

    /** An LSTM from {@code inputSize} (D) to {@code hiddenSize} (H) units, projected to {@code outputSize} (R). */
    public SeqLSTMP(int inputSize, int hiddenSize, int outputSize) {
        super(inputSize, hiddenSize, outputSize);
        weightO = new Tensor(hiddenSize, outputSize);
        gradWeightO = new Tensor(hiddenSize, outputSize);
        reset();
    }

    @Override
    public void reset(double stdv) {
        draw(stdv);
        Generator.global().normal(weightO, 0, 1 / Math.sqrt((double) outputSize() + hiddenSize()));
    }

    @Override
    Tensor projection(boolean ofGradients) {
        return ofGradients ? gradWeightO : weightO;
    }

    /** The projection P, {@code [H, R]}. */
    public Tensor weightO() {
        return weightO;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weightO = fields.parameter("weightO", weightO);
        gradWeightO = fields.gradient("gradWeightO", gradWeightO);
    }
}
