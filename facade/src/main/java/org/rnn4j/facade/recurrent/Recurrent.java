package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Add;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;

/**
 * The simple recurrent network: input and previous output, each through a module of its own, are merged and go through a transfer function.
 *
 * <pre>
 * h(1) = transfer(start(input(x(1))))
 * h(t) = transfer(merge{input(x(t)), feedback(h(t-1))})
 * </pre>
 *
 * Input: what the input module takes, one time step a call. Output: h(t).
 *
 * <p>Learned parameters: those of start, input, feedback, transfer and merge, in this order; a size given as start is
 * {@code nn.Add(size)}, a bias uniform within {@code 1 / sqrt(size)}.
 *
 * <p>State: the outputs. There are no hidden-state methods, as in Torch.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.Recurrent">rnn manual: Recurrent</a>; Jeffrey Elman, Finding Structure in
 *     Time, 1990
 */
public final class Recurrent extends StatefulRecurrent {
    private static final int DEFAULT_RHO = 99_999;

    private Module initialModule;
    private Module stepModule;
    private @Nullable RnnCell rnnCell;

    /** With a bias of size {@code start} at the first step, transfer Sigmoid, merge CAddTable. */
    public Recurrent(int start, Module input, Module feedback) {
        this(start, input, feedback, null);
    }

    /** With a bias of size {@code start} at the first step, merge CAddTable. */
    public Recurrent(int start, Module input, Module feedback, @Nullable Module transfer) {
        this(start, input, feedback, transfer, null);
    }

    /** With a bias of size {@code start} at the first step, merge CAddTable. */
    public Recurrent(int start, Module input, Module feedback, @Nullable Module transfer, @Nullable Integer rho) {
        this(start, input, feedback, transfer, rho, null);
    }

    /** With a bias of size {@code start} at the first step. */
    public Recurrent(
            int start,
            Module input,
            Module feedback,
            @Nullable Module transfer,
            @Nullable Integer rho,
            @Nullable Module merge) {
        this(new Add(start), input, feedback, transfer, rho, merge);
    }

    /** With a bias of sizes {@code start} at the first step, transfer Sigmoid, merge CAddTable. */
    public Recurrent(long[] start, Module input, Module feedback) {
        this(start, input, feedback, null, null, null);
    }

    /** With a bias of sizes {@code start} at the first step. */
    public Recurrent(
            long[] start,
            Module input,
            Module feedback,
            @Nullable Module transfer,
            @Nullable Integer rho,
            @Nullable Module merge) {
        this(new Add(Failures.given("Recurrent", "sizes of the start", start)), input, feedback, transfer, rho, merge);
    }

    /** With transfer Sigmoid, merge CAddTable. */
    public Recurrent(Module startModule, Module inputModule, Module feedbackModule) {
        this(startModule, inputModule, feedbackModule, null);
    }

    /** With merge CAddTable. */
    public Recurrent(Module startModule, Module inputModule, Module feedbackModule, @Nullable Module transferModule) {
        this(startModule, inputModule, feedbackModule, transferModule, null);
    }

    /** With merge CAddTable. */
    public Recurrent(
            Module startModule,
            Module inputModule,
            Module feedbackModule,
            @Nullable Module transferModule,
            @Nullable Integer rho) {
        this(startModule, inputModule, feedbackModule, transferModule, rho, null);
    }

    /**
     * A simple recurrent network.
     *
     * @param startModule what the first step adds in the place of the feedback
     * @param inputModule from x(t) to the size of h
     * @param feedbackModule from h(t-1) to the size of h
     * @param transferModule the transfer function; Sigmoid if null
     * @param rho how many steps backward goes back at most; 99999 if null
     * @param mergeModule makes one tensor of a table of two; CAddTable if null
     */
    public Recurrent(
            Module startModule,
            Module inputModule,
            Module feedbackModule,
            @Nullable Module transferModule,
            @Nullable Integer rho,
            @Nullable Module mergeModule) {
        super(rho == null ? DEFAULT_RHO : rho);
        Module chosenTransfer = transferModule == null ? new Sigmoid() : transferModule;
        Module chosenMerge = mergeModule == null ? new CAddTable() : mergeModule;
        super.add(startModule)
                .add(inputModule)
                .add(feedbackModule)
                .add(chosenTransfer)
                .add(chosenMerge);
        initialModule = new Sequential().add(twin(inputModule)).add(startModule).add(twin(chosenTransfer));
        stepModule = new Sequential()
                .add(new ParallelTable().add(inputModule).add(feedbackModule))
                .add(chosenMerge)
                .add(chosenTransfer);
    }

    @Override
    public Module recurrentModule() {
        return stepModule;
    }

    /** What works at the first step. */
    public Module initialModule() {
        return initialModule;
    }

    /** What the first step adds in the place of the feedback. */
    public Module startModule() {
        return get(1);
    }

    /** From x(t) to the size of h. */
    public Module inputModule() {
        return get(2);
    }

    /** From h(t-1) to the size of h. */
    public Module feedbackModule() {
        return get(3);
    }

    /** The transfer function. */
    public Module transferModule() {
        return get(4);
    }

    /** What makes one tensor of a table of two. */
    public Module mergeModule() {
        return get(5);
    }

    @Override
    int firstCopiedStep() {
        return 2;
    }

    @Override
    Module moduleAt(int atStep) {
        return atStep == 1 ? initialModule : super.moduleAt(atStep);
    }

    /** Rewards are for the first steps, as in Torch. */
    @Override
    int firstRewarded(int count) {
        return 1;
    }

    @Override
    List<Module> workers() {
        List<Module> workers = new ArrayList<>(super.workers());
        workers.add(initialModule);
        workers.add(stepModule);
        return workers;
    }

    @Override
    boolean startsWithoutState() {
        return true;
    }

    @Override
    @Nullable
    KernelCell<?> kernelCell() {
        rnnCell = mergeModule() instanceof CAddTable
                ? RnnCell.of(
                        rnnCell,
                        "Recurrent > Sequential[1]",
                        inputModule(),
                        feedbackModule(),
                        startModule(),
                        transferModule())
                : null;
        return rnnCell;
    }

    @Override
    int parts() {
        return 1;
    }

    @Override
    Activity zeroState(Activity input) {
        throw new AssertionError("the first step has no previous state");
    }

    // ---- no masks, no hidden-state methods

    @Override
    public Module maskZero(int nInputDim) {
        throw unsupported("maskZero");
    }

    @Override
    public Module trimZero(int nInputDim) {
        throw unsupported("trimZero");
    }

    @Override
    public @Nullable Activity getHiddenState(int step) {
        throw unsupported("getHiddenState");
    }

    @Override
    public void setHiddenState(int step, @Nullable Activity hiddenState) {
        throw unsupported("setHiddenState");
    }

    @Override
    public @Nullable Activity getGradHiddenState(int step) {
        throw unsupported("getGradHiddenState");
    }

    @Override
    public void setGradHiddenState(int step, @Nullable Activity gradHiddenState) {
        throw unsupported("setGradHiddenState");
    }

    private UnsupportedOperationException unsupported(String method) {
        return new UnsupportedOperationException(who() + ": " + method + "; use Recurrence, which can");
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        initialModule = fields.module("initialModule", initialModule);
        stepModule = fields.module("recurrentModule", stepModule);
        rnnCell = fields.scratch(rnnCell);
    }

    @Override
    public String who() {
        return "Recurrent";
    }

    /** Torch's drawing of the recurrence. */
    @Override
    public String toString() {
        return "nn.Recurrent {\n"
                + "  [{input(t), output(t-1)} -> (1) -> (2) -> (3) -> output(t)]\n"
                + "  (1):  {\n"
                + "    input(t)\n"
                + "      |`-> (t==0): " + indented(startModule(), "    |    ") + "\n"
                + "      |`-> (t~=0): " + indented(inputModule(), "    |    ") + "\n"
                + "    output(t-1)\n"
                + "      |`-> " + indented(feedbackModule(), "      |    ") + "\n"
                + "  }\n"
                + "  (2): " + indented(mergeModule(), "  ") + "\n"
                + "  (3): " + indented(transferModule(), "  ") + "\n"
                + "}";
    }

    private static String indented(Module module, String indent) {
        return module.toString().replace("\n", "\n" + indent);
    }
}
