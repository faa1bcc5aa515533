package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
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
public abstract class Criterion implements Complaining, Cloneable {
    private ElementType elementType = Tensor.defaultType();
    private double output;
    private @Nullable Activity gradInput;

    /** The loss of {@code input} against {@code target}. */
    public final double forward(Activity input, Activity target) {
        output = updateOutput(present(input), target);
        return output;
    }

    /** The loss of {@code input} against one number: a class, from 1, or a value. */
    public final double forward(Activity input, double target) {
        output = updateOutput(present(input), target);
        return output;
    }

    /** The gradient of the loss with respect to {@code input}, a buffer that the next backward reuses. */
    public final Activity backward(Activity input, Activity target) {
        return setGradInput(updateGradInput(present(input), target));
    }

    /** The gradient of the loss against one number: a class, from 1, or a value. */
    public final Activity backward(Activity input, double target) {
        return setGradInput(updateGradInput(present(input), target));
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

    /** The gradInput table to fill: that of the last backward, or a new one. */
    protected final Table gradInputTable() {
        return gradInput instanceof Table table ? table : setGradInput(new Table());
    }

    /** The tensor at {@code index}, from 1, of the gradInput table, to write into. Its sizes are up to the caller. */
    protected final Tensor gradInputBuffer(int index) {
        Table gradients = gradInputTable();
        if (gradients.find(index) instanceof Tensor tensor && tensor.elementType() == elementType) {
            return tensor;
        }
        Tensor tensor = new Tensor(elementType);
        gradients.set(index, tensor);
        return tensor;
    }

    /** Type of the gradients. */
    @Override
    public final ElementType elementType() {
        return elementType;
    }

    final void setElementType(ElementType type) {
        elementType = type;
    }

    /**
     * Changes the type of the gradients, of the criterion's own tensors, and of everything inside.
     *
     * @return this
     */
    public final Criterion type(ElementType type) {
        if (!Failures.given(who(), "torch.FloatTensor or torch.DoubleTensor", type)
                .isFloatingPoint()) {
            throw new IllegalArgumentException(
                    who() + ": expected torch.FloatTensor or torch.DoubleTensor, got " + type.tensorName());
        }
        return new TypeFields(type).criterion("type", this);
    }

    /** {@link #type} float. */
    public final Criterion toFloat() {
        return type(ElementType.FLOAT);
    }

    /** {@link #type} double. */
    public final Criterion toDouble() {
        return type(ElementType.DOUBLE);
    }

    /** Shows every field that holds tensors, tables, modules or criterions to {@code fields}, and takes what it returns. */
    protected void fields(Fields fields) {
        gradInput = fields.buffer("gradInput", gradInput);
    }

    /** A deep copy. */
    @Override
    public Criterion clone() {
        return new CloneFields(CloneFields.Sharing.NOTHING, false, false).criterion("clone", this);
    }

    /** A copy whose fields are those of this criterion, to be replaced one by one. */
    final Criterion shallowCopy() {
        try {
            return (Criterion) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("Criterion implements Cloneable", e);
        }
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

    /** The constructor arguments that make such a criterion, in Torch's order, as in {@link Module#arguments}. */
    public List<@Nullable Object> arguments() {
        return new ArrayList<>(namedArguments().values());
    }

    /** All arguments that make such a criterion, by name and in order, as in {@link Module#namedArguments}. */
    public final Map<String, @Nullable Object> namedArguments() {
        return Arguments.of(this);
    }

    /** The method calls that bring a new criterion to the configuration of this one, as in {@link Module#calls}. */
    public List<List<@Nullable Object>> calls() {
        return List.of();
    }

    /** What messages call this criterion. */
    @Override
    public final String who() {
        String text = toString();
        return text.startsWith("nn.") ? text.substring(3) : text;
    }

    /** The exception for an input or target of the wrong kind or size. */
    protected final IllegalArgumentException expected(String what, @Nullable Activity got) {
        return Failures.expected(this, what, got);
    }

    /** The input, or the exception that says that it is missing. */
    private Activity present(@Nullable Activity input) {
        if (input == null) {
            throw expected("a tensor or a table as input", null);
        }
        return input;
    }

    /** {@code activity} as a tensor, or the exception that says that {@code name} should be one. */
    protected final Tensor tensor(String name, Activity activity) {
        return Failures.tensor(this, name, activity);
    }

    /** {@code activity} as a table, or the exception that says that {@code name} should be one. */
    protected final Table table(String name, Activity activity) {
        return Failures.table(this, name, activity);
    }

    /** {@code activity} as kernels take it: a contiguous tensor of this criterion's type, or the exception that says what {@code name} should be. */
    protected final Tensor operand(String name, Activity activity) {
        return Failures.operand(this, name, activity);
    }

    /** {@link #operand(String, Activity)} that has the size of {@code like}. */
    protected final Tensor operand(String name, Activity activity, Tensor like) {
        return Failures.operand(this, name, activity, like);
    }

    /** Torch's text for this criterion: {@code nn.} and the class name. */
    @Override
    public String toString() {
        return "nn." + getClass().getSimpleName();
    }
}
