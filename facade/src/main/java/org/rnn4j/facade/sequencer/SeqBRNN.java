package org.rnn4j.facade.sequencer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Transpose;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Runs one {@link SeqLSTM} over whole sequences from the first step to the last, another one from the last to the first, and merges their
 * outputs.
 *
 * <pre>y = merge{lstm(x), reversed lstm'(reversed x)}</pre>
 *
 * Input: {@code [T, N, D]}, or {@code [N, T, D]} if the batch comes first. Output: what the merge makes of two tensors {@code [T, N, H]}; the sum has that
 * size, too. If the batch comes first, the first two dimensions of the output are exchanged.
 *
 * <p>Learned parameters: those of the forward SeqLSTM, the backward one and the merge, in this order.
 *
 * <p>State: that of both. Like theirs, backward computes all gradients at once and with scale 1 only.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.SeqBRNN">rnn manual: SeqBRNN</a>; Mike Schuster, Kuldip K. Paliwal,
 *     Bidirectional Recurrent Neural Networks, 1997
 */
public final class SeqBRNN extends Decorator {
    private final int inputDim;
    private final int hiddenDim;
    private final boolean batchFirst;

    /** From {@code inputDim} (D) to {@code hiddenDim} (H) units each way, time first, whose outputs are added. */
    public SeqBRNN(int inputDim, int hiddenDim) {
        this(inputDim, hiddenDim, false);
    }

    /** From {@code inputDim} (D) to {@code hiddenDim} (H) units each way, whose outputs are added. */
    public SeqBRNN(int inputDim, int hiddenDim, boolean batchFirst) {
        this(inputDim, hiddenDim, batchFirst, null);
    }

    /**
     * Both ways.
     *
     * @param inputDim D
     * @param hiddenDim H, the number of units each way
     * @param batchFirst whether sequences are {@code [N, T, D]}; null is false
     * @param merge gets a table of both outputs, time first; null adds them
     */
    public SeqBRNN(int inputDim, int hiddenDim, @Nullable Boolean batchFirst, @Nullable Module merge) {
        super(composed(
                new SeqLSTM(inputDim, hiddenDim),
                new SeqLSTM(inputDim, hiddenDim),
                batchFirst != null && batchFirst,
                merge == null ? new CAddTable() : merge));
        this.inputDim = inputDim;
        this.hiddenDim = hiddenDim;
        this.batchFirst = batchFirst != null && batchFirst;
    }

    private static Sequential composed(SeqLSTM forward, SeqLSTM backward, boolean batchFirst, Module merge) {
        Sequential reversed =
                new Sequential().add(new SeqReverseSequence(1)).add(backward).add(new SeqReverseSequence(1));
        Sequential composed = new Sequential();
        if (batchFirst) {
            composed.add(new Transpose(new int[] {1, 2}));
        }
        composed.add(new ConcatTable().add(forward).add(reversed)).add(merge);
        if (batchFirst) {
            composed.add(new Transpose(new int[] {1, 2}));
        }
        return composed;
    }

    // ---- forward and backward

    @Override
    public Activity updateOutput(Activity input) {
        return super.updateOutput(checked(input));
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        return super.updateGradInput(checkedAgain(input), gradOutput);
    }

    /**
     * Computes all gradients.
     *
     * @throws UnsupportedOperationException if the scale is not 1, which {@link SeqLSTM} knows no other of
     */
    @Override
    public Activity backward(Activity input, Activity gradOutput, double scale) {
        checkScale(scale);
        return setGradInput(backward(1, checkedAgain(input), gradOutput, scale));
    }

    /** Adds the gradients of the parameters of the merge; those of the rest have been added by updateGradInput. */
    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        checkScale(scale);
        super.accGradParameters(checkedAgain(input), gradOutput, scale);
    }

    // ---- description

    /** What runs from the first step to the last. */
    public SeqLSTM forwardModule() {
        return (SeqLSTM) directions().get(1);
    }

    /** What runs from the last step to the first. */
    public SeqLSTM backwardModule() {
        return (SeqLSTM) ((Sequential) directions().get(2)).get(2);
    }

    /** What gets both outputs. */
    public Module merge() {
        return composition().get(batchFirst ? 3 : 2);
    }

    /** Size D of an input. */
    public int inputDim() {
        return inputDim;
    }

    /** Number of units H each way. */
    public int hiddenDim() {
        return hiddenDim;
    }

    /** Whether sequences are {@code [N, T, D]}. */
    public boolean batchFirst() {
        return batchFirst;
    }

    private Sequential composition() {
        return (Sequential) module();
    }

    private ConcatTable directions() {
        return (ConcatTable) composition().get(batchFirst ? 2 : 1);
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        Remember remember = forwardModule().remembers();
        return remember == Remember.NEITHER ? List.of() : List.of(List.of("remember", remember.word()));
    }

    // ---- checks

    private Tensor checked(Activity input) {
        Tensor x = tensor("input", input);
        if (x.dim() != 3 || x.size(3) != inputDim) {
            throw expected("a batch of sequences " + (batchFirst ? "[N, T, " : "[T, N, ") + inputDim + "] as input", x);
        }
        return operand("input", x);
    }

    private Tensor checkedAgain(Activity input) {
        Tensor x = checked(input);
        if (lastOutput() instanceof Tensor y && y.dim() >= 2 && (y.size(1) != x.size(1) || y.size(2) != x.size(2))) {
            throw expected("the input of the last forward, whose output was " + y.describeSizes(), x);
        }
        return x;
    }

    private void checkScale(double scale) {
        if (scale != 1) {
            throw new UnsupportedOperationException(
                    who() + ": a scale other than 1, got " + scale + "; scale the gradient of the output instead");
        }
    }
}
