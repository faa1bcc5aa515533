package org.rnn4j.facade.module;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A loss: {@link #forward} measures how far an input is from its target, {@link #backward} gives the gradient with respect to that input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md">Torch manual: Criterions</a>
 */
public abstract class Criterion {
    private ElementType elementType = Tensor.defaultType();
    private double output;
    private @Nullable Activity gradInput;

    /** The loss of {@code input} against {@code target}. */
    public final double forward(Activity input, Activity target) {
        output = updateOutput(input, target);
        return output;
    }

    /** The loss of {@code input} against one number: a class, from 1, or a value. */
    public final double forward(Activity input, double target) {
        return forward(input, Tensor.of(target));
    }

    /** The gradient of the loss with respect to {@code input}, a buffer that the next backward reuses. */
    public final Activity backward(Activity input, Activity target) {
        return setGradInput(updateGradInput(input, target));
    }

    /** The gradient of the loss against one number: a class, from 1, or a value. */
    public final Activity backward(Activity input, double target) {
        return backward(input, Tensor.of(target));
    }

    /** Computes the loss. */
    protected abstract double updateOutput(Activity input, Activity target);

    /** Computes the gradient with respect to {@code input}. */
    protected abstract Activity updateGradInput(Activity input, Activity target);

    /** The loss of the last forward. */
    public final double output() {
        return output;
    }

    /** The result of the last backward; null before the first one. */
    public final @Nullable Activity gradInput() {
        return gradInput;
    }

    protected final <A extends Activity> A setGradInput(A value) {
        gradInput = value;
        return value;
    }

    /** The gradInput tensor to write into: that of the last backward, or a new one. Its sizes are up to the caller. */
    protected final Tensor gradInputBuffer() {
        return gradInput instanceof Tensor tensor && tensor.elementType() == elementType
                ? tensor
                : setGradInput(new Tensor(elementType));
    }

    /** Type of the gradients. */
    public final ElementType elementType() {
        return elementType;
    }

    /**
     * Changes the type of the gradients and of the criterion's own tensors.
     *
     * @return this
     */
    public Criterion type(ElementType type) {
        elementType = type;
        gradInput = null;
        return this;
    }

    /** {@link #type} float. */
    public final Criterion toFloat() {
        return type(ElementType.FLOAT);
    }

    /** {@link #type} double. */
    public final Criterion toDouble() {
        return type(ElementType.DOUBLE);
    }

    /** What messages call this criterion. */
    public final String who() {
        String text = toString();
        return text.startsWith("nn.") ? text.substring(3) : text;
    }

    /** The exception for an input or target of the wrong kind or size. */
    protected final IllegalArgumentException expected(String what, Activity got) {
        return new IllegalArgumentException(who() + ": expected " + what + ", got " + got.describe());
    }

    /** {@code activity} as a tensor, or the exception that says that {@code name} should be one. */
    protected final Tensor tensor(String name, Activity activity) {
        if (activity instanceof Tensor tensor) {
            return tensor;
        }
        throw expected("a tensor as " + name, activity);
    }

    @Override
    public String toString() {
        return "nn." + getClass().getSimpleName();
    }
}
