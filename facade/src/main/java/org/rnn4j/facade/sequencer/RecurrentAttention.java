package org.rnn4j.facade.sequencer;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.BeginsSequences;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Looks at the same input several times: at each step an action module says where to look, and a recurrent module takes the input and that.
 *
 * <pre>a[t] = action(y[t-1])      y[t] = rnn{x, a[t]}      t = 1, ..., nStep; y[0] is zero</pre>
 *
 * Input: a batch {@code [N, ...]}. Output: a table of nStep outputs of the recurrent module, with {@link #forwardActions} of pairs {@code {y[t],
 * a[t]}}, which the action module is then given instead of y. Modules that are not recurrent are put into a {@link Recursor}.
 *
 * <p>Backward: actions are drawn, so no gradient flows through them: the action module gets zeros as its gradOutput, which modules that learn by
 * reward ignore, and with {@link #forwardActions} the second entry of each pair.
 *
 * <p>Learned parameters: those of the recurrent module, then those of the action module.
 *
 * <p>State: every forward starts a new sequence.
 *
 * <p>Differs from Torch: outputs of evaluation are copies, where Torch's are overwritten by the last step.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.RecurrentAttention">rnn manual: RecurrentAttention</a>; Volodymyr Mnih et al.,
 *     Recurrent Models of Visual Attention, 2014
 */
public final class RecurrentAttention extends Container implements BeginsSequences {
    private static final int RNN = 1;
    private static final int ACTION = 2;

    private final int nStep;
    private final long[] hiddenSize;
    private boolean forwardActions;
    private Tensor firstOutput = new Tensor();
    private Table actions = new Table();
    private Table evaluationOutputs = new Table();
    private Table evaluationActions = new Table();
    private Table gradActions = new Table();
    private Table noGradients = new Table();
    private Table gradOutputs = new Table();

    /**
     * Puts both together.
     *
     * @param rnn takes {@code {input, action}}
     * @param action takes what {@code rnn} gives
     * @param nStep number of steps
     * @param hiddenSize sizes of what {@code rnn} gives for a single sample
     */
    public RecurrentAttention(Module rnn, Module action, int nStep, long... hiddenSize) {
        if (nStep < 1) {
            throw new IllegalArgumentException("RecurrentAttention: expected at least 1 step, got " + nStep);
        }
        if (Failures.given("RecurrentAttention", "positive sizes as hiddenSize", hiddenSize).length == 0
                || Arrays.stream(hiddenSize).anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    "RecurrentAttention: expected positive sizes as hiddenSize, got " + Arrays.toString(hiddenSize));
        }
        this.nStep = nStep;
        this.hiddenSize = hiddenSize.clone();
        super.add(Recursor.around("RecurrentAttention", rnn));
        super.add(Recursor.around("RecurrentAttention", action));
    }

    /**
     * Not supported: the modules come from the constructor.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Container add(Module module) {
        throw new UnsupportedOperationException(who() + ": add; the modules inside come from the constructor");
    }

    /** None: the modules inside are arguments. */
    @Override
    public List<Module> added() {
        return List.of();
    }

    /** Says whether the output has the actions, too, {@code {y[t], a[t]}} for each step. */
    public void forwardActions(boolean both) {
        forwardActions = both;
    }

    /** Whether the output has the actions, too. */
    public boolean forwardActions() {
        return forwardActions;
    }

    // ---- forward

    @Override
    public Table updateOutput(Activity input) {
        Tensor x = tensor("input", input);
        if (x.dim() < 2) {
            throw expected("a batch as input, 2 dimensions or more", input);
        }
        get(RNN).forget();
        get(ACTION).forget();
        long[] sizes = new long[hiddenSize.length + 1];
        sizes[0] = x.size(1);
        System.arraycopy(hiddenSize, 0, sizes, 1, hiddenSize.length);
        firstOutput.resize(sizes).zero();
        Table output = isTraining() ? new Table() : evaluationOutputs;
        actions = isTraining() ? new Table() : evaluationActions;
        for (int step = 1; step <= nStep; step++) {
            Activity action = kept(actions.find(step), updateOutput(ACTION, before(step, output)));
            actions.set(step, action);
            Activity old = output.find(step);
            Activity result = updateOutput(RNN, Table.of(x, action));
            output.set(step, forwardActions ? Table.of(kept(part(old, 1), result), action) : kept(old, result));
        }
        noteInput(input);
        return setOutput(output);
    }

    /** In evaluation one module serves all steps, so what it gives is copied before the next step overwrites it. */
    private Activity kept(@Nullable Activity buffer, Activity result) {
        return isTraining() ? result : Activities.copy(buffer, result);
    }

    private static @Nullable Activity part(@Nullable Activity pair, int index) {
        return pair instanceof Table table ? table.find(index) : null;
    }

    /** What the action of {@code step} is made of. */
    private Activity before(int step, Table output) {
        return step == 1 ? firstOutput : output.get(step - 1);
    }

    // ---- backward

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Table outputs = lastOutput().toTable();
        checkInput(input);
        Table gradients = checked(gradOutput);
        Activity sum = Activities.copy(gradInput(), stepBack(nStep, input, gradients.get(nStep), outputs));
        for (int step = nStep - 1; step >= 1; step--) {
            Activities.add(sum, stepBack(step, input, gradients.get(step), outputs));
        }
        return setGradInput(sum);
    }

    /** The gradient of the input at one step. */
    private Activity stepBack(int step, Activity input, Activity gradient, Table outputs) {
        Activity gradAction = forwardActions ? gradient.toTable().get(2) : noGradient(step);
        gradActions.set(step, gradAction);
        Activity gradHidden = forwardActions ? gradient.toTable().get(1) : gradient;
        if (step == nStep) {
            gradOutputs.set(step, Activities.copy(gradOutputs.find(step), gradHidden));
        } else {
            Activities.add(gradOutputs.get(step), gradHidden);
        }
        Activity throughAction = updateGradInput(ACTION, before(step, outputs), gradAction);
        if (step > 1) {
            Activity ofOutput = forwardActions ? throughAction.toTable().get(1) : throughAction;
            gradOutputs.set(step - 1, Activities.copy(gradOutputs.find(step - 1), ofOutput));
        }
        return updateGradInput(RNN, Table.of(input, actions.get(step)), gradOutputs.get(step))
                .toTable()
                .get(1);
    }

    private Activity noGradient(int step) {
        Activity zeros = Activities.zeros(noGradients.find(step), actions.get(step));
        noGradients.set(step, zeros);
        return zeros;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Table outputs = lastOutput().toTable();
        checked(gradOutput);
        if (gradOutputs.size() != nStep) {
            throw new IllegalStateException(who() + ": expected updateGradInput before accGradParameters");
        }
        for (int step = nStep; step >= 1; step--) {
            accGradParameters(ACTION, before(step, outputs), gradActions.get(step), scale);
            accGradParameters(RNN, Table.of(input, actions.get(step)), gradOutputs.get(step), scale);
        }
    }

    private Table checked(Activity gradOutput) {
        Table gradients = table("gradOutput", gradOutput);
        boolean complete = gradients.size() == nStep;
        for (int step = 1; complete && step <= nStep; step++) {
            Activity gradient = gradients.find(step);
            complete = forwardActions ? part(gradient, 1) != null && part(gradient, 2) != null : gradient != null;
        }
        if (!complete) {
            String entry = forwardActions ? "a table {gradient of the output, gradient of the action}" : "an entry";
            throw expected("gradOutput with " + entry + " for each of " + nStep + " steps", gradOutput);
        }
        return checkedGradient(gradients);
    }

    // ---- state

    /**
     * Without effect: every forward starts a new sequence.
     *
     * @return this
     */
    @Override
    public Module remember(Remember when) {
        Remember.given(who(), when);
        return this;
    }

    /** Not passed on: the number of steps is given. */
    @Override
    public Module maxBPTTstep(int rho) {
        return this;
    }

    @Override
    public Module clearState() {
        forget();
        return super.clearState();
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        firstOutput = fields.buffer("_initInput", firstOutput);
        actions = fields.buffer("actions", actions);
        evaluationOutputs = fields.buffer("_output", evaluationOutputs);
        evaluationActions = fields.buffer("_actions", evaluationActions);
        gradActions = fields.buffer("gradActions", gradActions);
        noGradients = fields.buffer("_gradAction", noGradients);
        gradOutputs = fields.buffer("gradHidden", gradOutputs);
    }

    // ---- description

    /** What takes the input and an action. */
    public Module rnn() {
        return get(RNN);
    }

    /** What says where to look. */
    public Module action() {
        return get(ACTION);
    }

    /** What the action module gave at each step of the last forward. */
    public Table actions() {
        return actions;
    }

    /** Number of steps. */
    public int nStep() {
        return nStep;
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return forwardActions ? List.of(List.of("forwardActions", true)) : List.of();
    }

    /** Both modules, the action first. */
    @Override
    public String toString() {
        return "nn.RecurrentAttention {\n  action : " + indented(action()) + "\n  rnn     : " + indented(rnn()) + "\n}";
    }

    private static String indented(Module module) {
        return module.toString().replace("\n", "\n    |    ");
    }
}
