package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** What a module and a criterion have in common: their type, gradients of inputs, fields, how they are made, and messages. */
public abstract sealed class Part implements Complaining, Cloneable permits Module, Criterion {
    private ElementType elementType = Tensor.defaultType();
    private @Nullable Activity gradInput;

    Part() {}

    // ---- gradients

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

    // ---- fields

    /** Shows every field that holds tensors, tables, modules or criterions to {@code fields}, and takes what it returns. */
    protected void fields(Fields fields) {
        gradInput = fields.buffer("gradInput", gradInput);
    }

    /** Shows the fields of this part alone to {@code fields}, and takes what it returns. */
    public final void visit(Fields fields) {
        Failures.given(who(), "what is to see the fields", fields);
        settle();
        fields(fields);
    }

    /** Brings what is kept elsewhere into the fields that are told; called before somebody else replaces them. */
    protected void settle() {}

    /** A copy whose fields are those of this part, to be replaced one by one. */
    Part shallowCopy() {
        try {
            return (Part) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("Part implements Cloneable", e);
        }
    }

    /** A deep copy. */
    @Override
    public abstract Part clone();

    /** Type of the parameters and results. */
    @Override
    public final ElementType elementType() {
        return elementType;
    }

    final void setElementType(ElementType type) {
        elementType = type;
    }

    /** {@code type}, which has to be one of numbers with a fraction. */
    final ElementType floating(ElementType type) {
        if (!Failures.given(who(), "torch.FloatTensor or torch.DoubleTensor", type)
                .isFloatingPoint()) {
            throw new IllegalArgumentException(
                    who() + ": expected torch.FloatTensor or torch.DoubleTensor, got " + type.tensorName());
        }
        return type;
    }

    // ---- description

    /**
     * The constructor arguments that make such a module or criterion, in Torch's order: numbers, booleans, strings,
     * {@code long[]}, lists, tensors, modules and criterions; null is nil. Modules that a container was given by {@code
     * add} are not among them.
     *
     * <p>They are the {@link #namedArguments}, without nils at the end.
     *
     * @throws UnsupportedOperationException if they cannot be found
     */
    public List<@Nullable Object> arguments() {
        List<@Nullable Object> arguments = new ArrayList<>(namedArguments().values());
        while (!arguments.isEmpty() && arguments.get(arguments.size() - 1) == null) {
            arguments.remove(arguments.size() - 1);
        }
        return arguments;
    }

    /**
     * All constructor arguments that make such a module or criterion, by name and in order: the names are the parameters of the
     * public constructor with most of them, the values come from the methods or fields of these names.
     *
     * @throws UnsupportedOperationException if there is no such constructor, or its parameters were compiled without
     *     their names
     */
    public final Map<String, @Nullable Object> namedArguments() {
        return Arguments.of(this);
    }

    /**
     * The method calls that bring a new one to the configuration of this one, such as {@code ["maskZero", 1]}: each is a list of the
     * name and its arguments.
     */
    public List<List<@Nullable Object>> calls() {
        return List.of();
    }

    // ---- messages

    /** What messages call this: {@code Linear(4 -> 3)}; containers give their bare name. */
    @Override
    public String who() {
        String text = toString();
        return text.startsWith("nn.") ? text.substring(3) : text;
    }

    /** The exception for input of the wrong kind or size: {@code Linear(4 -> 3): expected <what>, got [2, 5]}. */
    protected final IllegalArgumentException expected(String what, @Nullable Activity got) {
        return Failures.expected(this, what, got);
    }

    /** {@code activity}, or the exception that says that {@code name} is missing. */
    final Activity present(String name, @Nullable Activity activity) {
        if (activity == null) {
            throw expected("a tensor or a table as " + name, null);
        }
        return activity;
    }

    /** {@code activity} as a tensor, or the exception that says that {@code name} should be one. */
    protected final Tensor tensor(String name, Activity activity) {
        return Failures.tensor(this, name, activity);
    }

    /** {@code activity} as a table without holes, or the exception that says that {@code name} should be one. */
    protected final Table table(String name, Activity activity) {
        return Failures.table(this, name, activity);
    }

    /** {@code activity} as kernels take it, contiguous and of the {@link #elementType}, or the exception for {@code name}. */
    protected Tensor operand(String name, Activity activity) {
        return Failures.operand(this, name, activity);
    }

    /** {@link #operand(String, Activity)} that has the size of {@code like}. */
    protected final Tensor operand(String name, Activity activity, Tensor like) {
        return Failures.sized(this, name, operand(name, activity), like);
    }

    /** Torch's text for this: {@code nn.} and the class name, unless overridden. */
    @Override
    public String toString() {
        return "nn." + getClass().getSimpleName();
    }
}
