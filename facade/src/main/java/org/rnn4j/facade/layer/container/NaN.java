package org.rnn4j.facade.layer.container;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Looks for NaN in what a module computes, and says where it was first.
 *
 * <p>Input and output: those of the module inside. As in Torch, infinite numbers of both signs are found, too: it is the sum that is
 * looked at.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md#nn.NaN">Torch manual: NaN</a>
 */
public final class NaN extends Decorator {
    private static final AtomicInteger LAST_ID = new AtomicInteger();

    private final int id;

    /** Watches {@code module}, under the next free number. */
    public NaN(Module module) {
        this(module, null);
    }

    /** Watches {@code module}, under the number {@code id}; the next free one if null. */
    public NaN(Module module, @Nullable Integer id) {
        super(module);
        this.id = id == null ? newId() : id;
    }

    /** The next free number. */
    public static int newId() {
        return LAST_ID.incrementAndGet();
    }

    /** The number that messages name. */
    public int id() {
        return id;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if there is NaN in the output; the message says whether it came in by the input or the parameters
     */
    @Override
    public Activity updateOutput(Activity input) {
        Activity output = super.updateOutput(input);
        if (hasNaN(output)) {
            String where = hasNaN(input)
                    ? "input"
                    : parameters().weights().stream().anyMatch(NaN::hasNaN) ? "parameters" : "output";
            throw found(where);
        }
        return output;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if there is NaN in the gradient; the message says whether it came in by gradOutput
     */
    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Activity gradInput = super.updateGradInput(input, gradOutput);
        if (hasNaN(gradInput)) {
            throw found(hasNaN(gradOutput) ? "gradOutput" : "gradInput");
        }
        return gradInput;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if there is NaN in the gradients of the parameters
     */
    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        super.accGradParameters(input, gradOutput, scale);
        if (parameters().gradients().stream().anyMatch(NaN::hasNaN)) {
            throw found("gradients of the parameters");
        }
    }

    private IllegalStateException found(String where) {
        String self = toString();
        return new IllegalStateException(
                self.substring("nn.".length()).replace('\n', ' ') + ": expected numbers as " + where + ", got NaN");
    }

    private static boolean hasNaN(Activity activity) {
        if (activity instanceof Tensor tensor) {
            return Double.isNaN(tensor.sum());
        }
        Table table = activity.toTable();
        for (int i = 1; i <= table.size(); i++) {
            Activity entry = table.find(i);
            if (entry != null && hasNaN(entry)) {
                return true;
            }
        }
        return false;
    }

    /** {@code nn.NaN(1) @ nn.Linear(3 -> 4)}. */
    @Override
    public String toString() {
        return "nn.NaN(" + id + ") @ " + module();
    }
}
