package org.rnn4j.facade.layer.container;

import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;

/**
 * Runs its modules one after the other, each on the output of the one before.
 *
 * <p>Input: what the first module takes. Output: that of the last one; without modules, the input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md#nn.Sequential">Torch manual: Sequential</a>
 */
public sealed class Sequential extends Container permits LayerNormalization, Maxout {
    /** A sequence without modules. */
    public Sequential() {}

    @Override
    public Sequential add(Module module) {
        super.add(module);
        return this;
    }

    /**
     * Puts {@code module} in front of the one at {@code index}.
     *
     * @param index from 1; one more than there are modules appends
     */
    @Override
    public void insert(Module module, int index) {
        super.insert(module, index);
    }

    /** Puts {@code module} behind the last one. */
    public void insert(Module module) {
        insert(module, size() + 1);
    }

    /** Takes away and returns the last module. */
    public Module remove() {
        return remove(size());
    }

    /**
     * Takes away and returns the module at {@code index}.
     *
     * @param index from 1
     */
    @Override
    public Module remove(int index) {
        return super.remove(index);
    }

    @Override
    public Activity updateOutput(Activity input) {
        Activity current = input;
        for (int i = 1; i <= size(); i++) {
            current = updateOutput(i, current);
        }
        noteInput(input);
        return setOutput(current);
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        checkInput(input);
        Activity gradient = gradOutput;
        for (int i = size(); i >= 1; i--) {
            gradient = updateGradInput(i, inputOf(i, input), gradient);
        }
        return setGradInput(gradient);
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        checkInput(input);
        Activity gradient = gradOutput;
        for (int i = size(); i >= 1; i--) {
            accGradParameters(i, inputOf(i, input), gradient, scale);
            gradient = gradInputOf(i);
        }
    }

    @Override
    public Activity backward(Activity input, Activity gradOutput, double scale) {
        checkInput(input);
        Activity gradient = gradOutput;
        for (int i = size(); i >= 1; i--) {
            gradient = backward(i, inputOf(i, input), gradient, scale);
        }
        return setGradInput(gradient);
    }

    /** What the module at {@code index} got in the last forward. */
    private Activity inputOf(int index, Activity input) {
        Activity before = index == 1 ? input : get(index - 1).output();
        if (before == null) {
            throw new IllegalStateException(
                    who() + ": expected forward before backward; call forward with the same input first");
        }
        return before;
    }

    private Activity gradInputOf(int index) {
        Activity gradient = get(index).gradInput();
        if (gradient == null) {
            throw new IllegalStateException(who() + ": expected updateGradInput before accGradParameters");
        }
        return gradient;
    }

    /** The chain and the modules in it, one a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("nn.Sequential {\n  [input -> ");
        for (int i = 1; i <= size(); i++) {
            text.append('(').append(i).append(") -> ");
        }
        text.append("output]");
        for (int i = 1; i <= size(); i++) {
            String module = get(i).toString().replace("\n", "\n  ");
            text.append("\n  (").append(i).append("): ").append(module);
        }
        return text.append("\n}").toString();
    }
}
