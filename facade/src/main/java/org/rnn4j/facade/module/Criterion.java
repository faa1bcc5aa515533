package org.rnn4j.facade.module;

import java.util.List;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A loss: {@link #forward} measures how far an input is from its target, {@link #backward} gives the gradient with respect to that input.
 *
 * <p>To write one, extend this class (final), implement {@link #updateOutput} and {@link #updateGradInput} (check the sizes first, compute
 * into {@link #gradInputBuffer}), and tell every field that holds tensors, modules or criterions in {@link #fields}. Not safe for use by
 * several threads at once.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md">Torch manual: Criterions</a>
 */
public abstract non-sealed class Criterion extends Part {
    private double output;

    /** The loss of {@code input} against {@code target}. */
    public final double forward(Activity input, Activity target) {
        output = updateOutput(present("input", input), target);
        return output;
    }

    /** The loss of {@code input} against one number: a class, from 1, or a value. */
    public final double forward(Activity input, double target) {
        output = updateOutput(present("input", input), target);
        return output;
    }

    /** The gradient of the loss with respect to {@code input}, a buffer that the next backward reuses. */
    public final Activity backward(Activity input, Activity target) {
        return setGradInput(updateGradInput(present("input", input), target));
    }

    /** The gradient of the loss against one number: a class, from 1, or a value. */
    public final Activity backward(Activity input, double target) {
        return setGradInput(updateGradInput(present("input", input), target));
    }

    /** Computes the loss. */
    protected abstract double updateOutput(Activity input, Activity target);

    /** Computes the gradient with respect to {@code input}. */
    protected abstract Activity updateGradInput(Activity input, Activity target);

    /** {@link #updateOutput(Activity, Activity)} against one number: a tensor of one element, unless the criterion tells them apart. */
    protected double updateOutput(Activity input, double target) {
        return updateOutput(input, Tensor.of(target));
    }

    /** {@link #updateGradInput(Activity, Activity)} against one number. */
    protected Activity updateGradInput(Activity input, double target) {
        return updateGradInput(input, Tensor.of(target));
    }

    /** The loss of the last forward. */
    public final double output() {
        return output;
    }

    /**
     * Changes the type of the gradients, of the criterion's own tensors, and of everything inside.
     *
     * @return this
     */
    public final Criterion type(ElementType type) {
        return new TypeFields(floating(type)).criterion("type", this);
    }

    /** {@link #type} float. */
    public final Criterion toFloat() {
        return type(ElementType.FLOAT);
    }

    /** {@link #type} double. */
    public final Criterion toDouble() {
        return type(ElementType.DOUBLE);
    }

    /** A deep copy. */
    @Override
    public Criterion clone() {
        return new CloneFields(CloneFields.Sharing.NOTHING, false, false).criterion("clone", this);
    }

    /**
     * This criterion at a place in a graph, where it gives its loss as a tensor of one element; as in Torch, no gradient goes to the target.
     *
     * @param prediction the node whose output is the input of the criterion
     * @param target the node whose output is its target
     */
    public final Node node(Node prediction, Node target) {
        return Node.of(
                this, List.of(Failures.given(who(), "a node", prediction), Failures.given(who(), "a node", target)));
    }
}
