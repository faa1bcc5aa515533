package org.rnn4j.facade.sequencer;

import org.rnn4j.facade.module.BeginsSequences;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gives the same input to a recurrent module again and again.
 *
 * <pre>y[t] = module(x) at step t = 1, ..., rho</pre>
 *
 * Input: what the module takes at one step. Output: a table of {@code rho} steps, copies of what the module gives. The gradient of the
 * input is the sum over the steps. A module that is not recurrent is put into a {@link Recursor}.
 *
 * <p>State: every forward starts a new sequence.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.Repeater">rnn manual: Repeater</a>
 */
public final class Repeater extends Decorator implements BeginsSequences {
    private int rho;

    /**
     * Repeats.
     *
     * @param rho number of steps
     */
    public Repeater(Module module, int rho) {
        super(Recursor.around("Repeater", module));
        checkSteps(rho);
        this.rho = rho;
        module().maxBPTTstep(rho);
    }

    @Override
    public Table updateOutput(Activity input) {
        module().forget();
        Table output = outputTable();
        for (int step = 1; step <= rho; step++) {
            output.set(step, Activities.copy(output.find(step), updateOutput(1, input)));
        }
        output.truncate(rho);
        noteInput(input);
        return output;
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Table gradients = checked(input, gradOutput);
        int steps = gradients.size();
        Activity sum = Activities.copy(gradInput(), updateGradInput(1, input, gradients.get(steps)));
        for (int step = steps - 1; step >= 1; step--) {
            Activities.add(sum, updateGradInput(1, input, gradients.get(step)));
        }
        return setGradInput(sum);
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Table gradients = checked(input, gradOutput);
        for (int step = gradients.size(); step >= 1; step--) {
            accGradParameters(1, input, gradients.get(step), scale);
        }
    }

    // ---- state

    /**
     * Sets how many steps there are.
     *
     * @param rho number of steps
     * @return this
     */
    @Override
    public Module maxBPTTstep(int rho) {
        checkSteps(rho);
        super.maxBPTTstep(rho);
        this.rho = rho;
        return this;
    }

    /** Number of steps. */
    public int rho() {
        return rho;
    }

    /** The module between its inputs and outputs. */
    @Override
    public String toString() {
        String arrows = "\n       V         V             V     \n";
        return "nn.Repeater {\n  [  input,    input,  ...,  input  ]" + arrows + "  "
                + module().toString().replace("\n", "\n  ") + arrows + "  [output(1),output(2),...,output(" + rho
                + ")]\n}";
    }

    @Override
    public String who() {
        return "Repeater";
    }

    // ---- checks

    private static void checkSteps(int rho) {
        if (rho < 1) {
            throw new IllegalArgumentException("Repeater: expected at least 1 step as rho, got " + rho);
        }
    }

    private Table checked(Activity input, Activity gradOutput) {
        int steps = lastOutput().toTable().size();
        checkInput(input);
        if (input instanceof Tensor tensor && !tensor.elementType().isFloatingPoint()) {
            throw Failures.expected(
                    this,
                    "floating-point input for backward",
                    input,
                    "; put modules that take indices in front of the Repeater");
        }
        Table gradients = table("gradOutput", gradOutput);
        if (gradients.size() != steps) {
            throw expected("gradOutput with an entry for each of " + steps + " steps", gradOutput);
        }
        return checkedGradient(gradients);
    }
}
