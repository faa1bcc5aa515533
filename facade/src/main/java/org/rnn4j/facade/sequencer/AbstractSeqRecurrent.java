package org.rnn4j.facade.sequencer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.RecurrentSequence;
import org.rnn4j.facade.kernels.View;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.module.RunsOverTime;
import org.rnn4j.facade.module.Sized;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A recurrent module for whole sequences, each of which is one call of a kernel.
 *
 * <p>Input: {@code [T, N, D]}, {@code [N, T, D]} with batchfirst, or a table with the state before the first step in front. Output: {@code [T, N, R]} or
 * {@code [N, T, R]}.
 *
 * <p>State: outputs and states of the last sequence; the next one goes on from there only if {@link #remember} says so. Backward computes all
 * gradients at once, those of the parameters too, with scale 1; accGradParameters then has nothing left to do.
 *
 * @param <P> the parameters as the kernel takes them
 */
public abstract class AbstractSeqRecurrent<P> extends Module implements RunsOverTime, Sized {
    private final int inputSize;
    private final int hiddenSize;
    private final int outputSize;
    private final int blocks;

    private boolean batchfirst;
    private boolean maskzero;
    private Remember remember = Remember.NEITHER;

    private Tensor weight;
    private Tensor gradWeight;
    private Tensor bias;
    private Tensor gradBias;

    /** Made when needed, so that copies of this module get one of their own. */
    private @Nullable RecurrentSequence<P> sequence;

    private boolean continues;

    /** Input, output and gradient with time first, beside those where the batch comes first. */
    private Tensor timeFirstInput = new Tensor();

    private Tensor timeFirstOutput = new Tensor();
    private Tensor timeFirstGradient = new Tensor();
    private @Nullable Tensor h0;
    private @Nullable Tensor userPrevOutput;
    private @Nullable Tensor gradPrevOutput;
    private @Nullable Tensor userGradPrevOutput;

    /**
     * @param inputSize D
     * @param hiddenSize H, the number of units
     * @param outputSize R, the size of an output
     * @param blocks how many sums a unit has
     */
    AbstractSeqRecurrent(int inputSize, int hiddenSize, int outputSize, int blocks) {
        if (inputSize < 1 || hiddenSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(getClass().getSimpleName() + ": expected positive sizes, got "
                    + inputSize + ", " + hiddenSize + " and " + outputSize);
        }
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
        this.outputSize = outputSize;
        this.blocks = blocks;
        long columns = (long) blocks * hiddenSize;
        weight = new Tensor((long) inputSize + outputSize, columns);
        gradWeight = new Tensor((long) inputSize + outputSize, columns);
        bias = new Tensor(columns);
        gradBias = new Tensor(columns);
    }

    /** Draws the weight, and sets the bias: zero, but one in the second block of {@code outputSize} numbers. */
    final void draw(double stdv) {
        Generator.global().normal(weight, 0, stdv);
        bias.zero();
        bias.narrow(1, outputSize + 1L, outputSize).fill(1);
    }

    @Override
    public final void reset() {
        reset(1 / Math.sqrt((double) hiddenSize + inputSize));
    }

    // ---- what a cell is made of

    /** A kernel for sequences. */
    abstract RecurrentSequence<P> newSequence();

    /** Weight {@code [D + R, blocks H]} and bias, or their gradients, as the kernel takes them. */
    abstract P parts(Tensor weights, Tensor biases, boolean ofGradients);

    /** What tables of inputs look like: {@code {hidden state, input}}. */
    String tables() {
        return "a table {hidden state, input}";
    }

    /** How many states may stand in front of the input in a table. */
    int states() {
        return 1;
    }

    /** The cell state before the first step, null for zeros. */
    @Nullable
    Tensor firstCell(@Nullable Tensor given, boolean remembered, long batch) {
        return null;
    }

    /** The cell state that the last forward began with, null for zeros. */
    @Nullable
    Tensor firstCell() {
        return null;
    }

    /** The gradient of the last cell state that somebody has set, or null; it is used once. */
    @Nullable
    Tensor takeGradLastCell(long batch) {
        return null;
    }

    /** Takes what a forward leaves beside the outputs. */
    void forwardDone(RecurrentSequence<P> done) {}

    /** Takes what a backward leaves beside other gradients. */
    void backwardDone(RecurrentSequence<P> done) {}

    // ---- forward

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = sequenceIn(input);
        Tensor steps = timeFirst(x, timeFirstInput);
        long batch = steps.size(2);
        boolean remembered = continues && remember.in(isTraining());
        Tensor last = remembered ? timeFirstOutput.select(1, timeFirstOutput.size(1)) : null;
        if (last != null && last.size(1) != batch) {
            throw expected(
                    "a batch of " + last.size(1) + " as before, because states are remembered; forget() ends that", x);
        }
        Tensor givenHidden = stateIn(input, 1, batch);
        Tensor givenCell = stateIn(input, 2, batch);
        Tensor user = userPrevOutput == null ? null : checkedState("userPrevOutput", userPrevOutput, batch, outputSize);
        Tensor cell = firstCell(givenCell, remembered, batch);
        h0 = copyOfFirst(h0, givenHidden, user, last);
        userPrevOutput = null;
        run(steps, cell);
        continues = true;
        if (batchfirst) {
            return outputBuffer().resize(batch, steps.size(1), outputSize).copy(timeFirstOutput.transpose(1, 2));
        }
        return setOutput(timeFirstOutput);
    }

    private RecurrentSequence<P> run(Tensor steps, @Nullable Tensor cell) {
        RecurrentSequence<P> running = sequence == null ? newSequence() : sequence;
        sequence = running;
        running.maskZero(maskzero);
        timeFirstOutput = Tensor.of(running.forward(steps, h0, cell, parts(weight, bias, false), isTraining()));
        forwardDone(running);
        return running;
    }

    /** A copy of the first that is there, as the memory of the last sequence is used again; null if none is. */
    final @Nullable Tensor copyOfFirst(@Nullable Tensor buffer, @Nullable Tensor... candidates) {
        for (Tensor candidate : candidates) {
            if (candidate != null) {
                return buffer(buffer).resizeAs(candidate).copy(candidate);
            }
        }
        return null;
    }

    private Tensor timeFirst(Tensor x, Tensor buffer) {
        if (!batchfirst) {
            return x.contiguous();
        }
        Tensor swapped = x.transpose(1, 2);
        return buffer.resizeAs(swapped).copy(swapped);
    }

    // ---- backward

    @Override
    public final Activity updateGradInput(Activity input, Activity gradOutput) {
        return backward(input, gradOutput, 1);
    }

    /**
     * Computes all gradients.
     *
     * @throws UnsupportedOperationException if the scale is not 1, as in Torch
     */
    @Override
    public final Activity backward(Activity input, Activity gradOutput, double scale) {
        if (scale != 1) {
            throw new UnsupportedOperationException(
                    who() + ": a scale other than 1, got " + scale + "; scale the gradient of the output instead");
        }
        lastOutput();
        if (!isTraining()) {
            throw new IllegalStateException(who()
                    + ": expected training mode for backward, got evaluation mode; call training() before forward");
        }
        Tensor x = sequenceIn(input);
        Tensor given = operand("gradOutput", gradOutput);
        if (!given.isSize(x.size(1), x.size(2), outputSize)
                || !timeFirstOutput.isSize(x.size(batchfirst ? 2 : 1), x.size(batchfirst ? 1 : 2), outputSize)) {
            throw expected(
                    "gradOutput of the size of the output " + lastOutput().describeSizes(), gradOutput);
        }
        long batch = x.size(batchfirst ? 1 : 2);
        Tensor gradLast =
                gradPrevOutput == null ? null : checkedState("gradPrevOutput", gradPrevOutput, batch, outputSize);
        Tensor gradLastCell = takeGradLastCell(batch);
        Tensor steps = timeFirst(x, timeFirstInput);
        RecurrentSequence<P> running = sequence == null ? run(steps, firstCell()) : sequence;
        P parameters = parts(weight, bias, false);
        Tensor gradSteps =
                Tensor.of(running.backward(timeFirst(given, timeFirstGradient), gradLast, gradLastCell, parameters));
        running.accumulate(steps, parts(gradWeight, gradBias, true), 1);
        gradPrevOutput = null;
        userGradPrevOutput = Tensor.of(running.gradHiddenBefore(0));
        backwardDone(running);
        Tensor gradX = gradSteps;
        if (batchfirst) {
            Tensor swapped = gradSteps.transpose(1, 2);
            Tensor buffer = gradInput() instanceof Tensor tensor ? tensor : null;
            gradX = buffer(buffer).resizeAs(swapped).copy(swapped);
        }
        if (input instanceof Tensor) {
            return setGradInput(gradX);
        }
        Table gradients = new Table();
        if (input.toTable().size() == 3) {
            gradients.insert(tensor(running.gradCellBefore(0)));
        }
        return setGradInput(gradients.insert(userGradPrevOutput).insert(gradX));
    }

    /** A state that the kernel has, as a tensor. */
    static Tensor tensor(@Nullable View state) {
        if (state == null) {
            throw new AssertionError("only cells with a cell state are asked for it");
        }
        return Tensor.of(state);
    }

    /** Nothing: backward has done it. */
    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {}

    // ---- what comes in

    private Tensor sequenceIn(Activity input) {
        Activity last = input;
        if (input instanceof Table table) {
            if (table.size() < 2 || table.size() > 1 + states()) {
                throw expected("a sequence or " + tables(), input);
            }
            last = table.get(table.size());
        }
        Tensor x = tensor("input", last);
        if (x.dim() != 3 || x.size(3) != inputSize) {
            throw expected(
                    "a batch of sequences " + (batchfirst ? "[N, T, " : "[T, N, ") + inputSize + "] as input", x);
        }
        return operand("input", x);
    }

    /** The state given in the input, {@code back} positions before the sequence. */
    private @Nullable Tensor stateIn(Activity input, int back, long batch) {
        if (!(input instanceof Table table) || table.size() <= back) {
            return null;
        }
        return checkedState(
                "a state in the input", table.tensor(table.size() - back), batch, back == 1 ? outputSize : hiddenSize);
    }

    final Tensor checkedState(String name, Tensor state, long batch, int size) {
        Tensor operand = operand(name, state);
        if (!operand.isSize(batch, size)) {
            throw expected(name + " of size [" + batch + ", " + size + "]", state);
        }
        return operand;
    }

    // ---- configuration

    /** Whether the batch comes first, {@code [N, T, D]}. */
    public final boolean batchfirst() {
        return batchfirst;
    }

    /** Says whether the batch comes first, {@code [N, T, D]}. */
    public final void batchfirst(boolean first) {
        batchfirst = first;
    }

    /** Whether inputs that are all zero are padding. */
    public final boolean maskzero() {
        return maskzero;
    }

    /** Says whether inputs that are all zero are padding: then so are output and state, and no gradient passes. */
    public final void maskzero(boolean mask) {
        maskzero = mask;
    }

    /** {@link #maskzero(boolean)} with true. */
    public final void maskZero() {
        maskzero = true;
    }

    /**
     * {@link #maskZero()} with the argument that other modules take.
     *
     * @param nInputDim not used: an input of one step is always a vector
     */
    public final void maskZero(int nInputDim) {
        maskZero();
    }

    @Override
    public final Module remember(Remember when) {
        remember = Remember.given(who(), when);
        return this;
    }

    /** When sequences are continued by the next forward. */
    public final Remember remembers() {
        return remember;
    }

    /** Size D of an input. */
    @Override
    public final int inputSize() {
        return inputSize;
    }

    /** Number of units H. */
    public final int hiddenSize() {
        return hiddenSize;
    }

    /** Size R of an output. */
    @Override
    public final int outputSize() {
        return outputSize;
    }

    /** The weights, {@code [D + R, blocks H]}. */
    public final Tensor weight() {
        return weight;
    }

    /** The biases. */
    public final Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #weight}. */
    public final Tensor gradWeight() {
        return gradWeight;
    }

    /** The gradient of {@link #bias}. */
    public final Tensor gradBias() {
        return gradBias;
    }

    /** The columns of one block in the weights of the inputs, transposed: {@code [H, D]}. */
    final Tensor inputBlock(Tensor of, int block) {
        return of.narrow(1, 1, inputSize)
                .narrow(2, (long) block * hiddenSize + 1, hiddenSize)
                .t();
    }

    /** The columns of one block in the weights of the outputs, transposed: {@code [H, R]}. */
    final Tensor recurrentBlock(Tensor of, int block) {
        return of.narrow(1, inputSize + 1L, outputSize)
                .narrow(2, (long) block * hiddenSize + 1, hiddenSize)
                .t();
    }

    /** One block of the biases. */
    final Tensor biasBlock(Tensor of, int block) {
        return of.narrow(1, (long) block * hiddenSize + 1, hiddenSize);
    }

    final int blocks() {
        return blocks;
    }

    // ---- states for others

    /** The outputs of the last forward, time first. */
    final Tensor timeFirstOutput() {
        return timeFirstOutput;
    }

    /**
     * Says what the next sequence starts from; it is used once.
     *
     * @param state as {@link #lastState} gives it, or null for the start of a sequence
     */
    public void startFrom(@Nullable Activity state) {
        setUserPrevOutput(state == null ? null : state.toTensor());
    }

    /** The state after the last step of the last forward, sharing memory: the hidden state, or a table of it and the cell state. */
    public final Activity lastState() {
        lastOutput();
        return stateAfter(timeFirstOutput.size(1));
    }

    /** The state after the step of the last forward, counted from 1; as {@link #lastState}. */
    public Activity stateAfter(long step) {
        lastOutput();
        return timeFirstOutput.select(1, step);
    }

    /** Sets the output before the first step of the next sequence; it is used once. */
    public final void setUserPrevOutput(@Nullable Tensor hidden) {
        userPrevOutput = hidden;
    }

    /** Sets a gradient of the last output from behind it, for the next backward; it is used once. */
    public final void setGradPrevOutput(@Nullable Tensor gradHidden) {
        gradPrevOutput = gradHidden;
    }

    /** The gradient of the output before the first step, after a backward. */
    public final @Nullable Tensor userGradPrevOutput() {
        return userGradPrevOutput;
    }

    // ---- state

    @Override
    public final void forget() {
        continues = false;
    }

    /** Goes to training mode; coming from evaluation mode, the sequence is forgotten. */
    @Override
    public final void training() {
        if (!isTraining()) {
            forget();
        }
        super.training();
    }

    /** Goes to evaluation mode; coming from training mode, the sequence is forgotten. */
    @Override
    public final void evaluate() {
        if (isTraining()) {
            forget();
        }
        super.evaluate();
    }

    /** Drops all buffers and forgets. */
    @Override
    public final Module clearState() {
        forget();
        return super.clearState();
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        bias = fields.parameter("bias", bias);
        gradBias = fields.gradient("gradBias", gradBias);
        timeFirstInput = fields.buffer("timeFirstInput", timeFirstInput);
        timeFirstOutput = fields.buffer("_output", timeFirstOutput);
        timeFirstGradient = fields.buffer("timeFirstGradient", timeFirstGradient);
        h0 = fields.buffer("h0", h0);
        userPrevOutput = fields.state("userPrevOutput", userPrevOutput);
        gradPrevOutput = fields.state("gradPrevOutput", gradPrevOutput);
        userGradPrevOutput = fields.buffer("userGradPrevOutput", userGradPrevOutput);
        sequence = fields.scratch(sequence);
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        List<List<@Nullable Object>> calls = new ArrayList<>();
        if (batchfirst) {
            calls.add(List.of("batchfirst", true));
        }
        if (maskzero) {
            calls.add(List.of("maskzero", true));
        }
        if (remember != Remember.NEITHER) {
            calls.add(List.of("remember", remember.word()));
        }
        return calls;
    }
}
