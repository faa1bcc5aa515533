package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A piece of a network: {@link #forward} computes its output, {@link #backward} the gradient of its input and, added to what is there,
 * the gradients of its parameters.
 *
 * <p>To write one, extend this class (final), or {@link Container} or {@link Decorator} for modules around modules, and
 * <ol>
 *   <li>implement {@link #updateOutput} and {@link #updateGradInput}: check the sizes first, compute into a buffer that is kept from call to
 *       call, store it with {@link #setOutput} or {@link #setGradInput}, return it;
 *   <li>with parameters: implement {@link #accGradParameters} and {@link #reset};
 *   <li>tell every field that holds tensors, tables or modules in {@link #fields}, after {@code super.fields(fields)};
 *   <li>override {@link #toString} if the module prints more than its name.
 * </ol>
 *
 * <p>Results are buffers that the next call reuses: copy what must last. Modules are not safe for use by several threads at once.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/module.md">Torch manual: Module</a>
 */
public abstract class Module implements Complaining, Cloneable {
    private ElementType elementType = Tensor.defaultType();
    private boolean train = true;
    private @Nullable Activity output;
    private @Nullable Activity gradInput;

    /** Contiguous copies of what came scattered. */
    private @Nullable Tensor scatteredInput;

    private @Nullable Tensor scatteredGradOutput;

    // ---- forward and backward

    /**
     * Computes the output for {@code input}.
     *
     * @return the output, a buffer that the next forward reuses
     * @throws IllegalArgumentException if the input has not the kind or the sizes that the module takes
     */
    public final Activity forward(Activity input) {
        return updateOutput(present("input", input));
    }

    /** {@link #backward(Activity, Activity, double)} with scale 1. */
    public final Activity backward(Activity input, Activity gradOutput) {
        return backward(present("input", input), present("gradOutput", gradOutput), 1);
    }

    /**
     * Computes the gradient with respect to the input, and adds the gradients of the parameters to what is there.
     *
     * @param input that of the last forward
     * @param gradOutput the gradient with respect to the output, of the same sizes
     * @param scale factor of what is added to the gradients of the parameters
     * @return the gradient with respect to the input, a buffer that the next backward reuses
     * @throws IllegalStateException if there was no forward before
     */
    public Activity backward(Activity input, Activity gradOutput, double scale) {
        Activity result = updateGradInput(input, gradOutput);
        accGradParameters(input, gradOutput, scale);
        return result;
    }

    /** The first half of {@link #forward}: there is no other. */
    public abstract Activity updateOutput(Activity input);

    /** The half of {@link #backward} that computes the gradient with respect to the input. */
    public abstract Activity updateGradInput(Activity input, Activity gradOutput);

    /** The half of {@link #backward} that adds the gradients of the parameters, times {@code scale}. */
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {}

    /** The output of the last forward; null before the first one. */
    public final @Nullable Activity output() {
        return output;
    }

    /** The result of the last backward; null before the first one. */
    public final @Nullable Activity gradInput() {
        return gradInput;
    }

    protected final <A extends Activity> A setOutput(A value) {
        output = value;
        return value;
    }

    protected final <A extends Activity> A setGradInput(A value) {
        gradInput = value;
        return value;
    }

    /** The output tensor to write into: that of the last forward, or a new one. Its sizes are up to the caller. */
    protected final Tensor outputBuffer() {
        return output instanceof Tensor tensor && tensor.elementType() == elementType
                ? tensor
                : setOutput(new Tensor(elementType));
    }

    /** Ends a forward in place: {@code operand}, with the output in it, is {@code input} or a copy that is contiguous. */
    protected final void writeBack(Tensor operand, Activity input) {
        if (operand != input) {
            input.toTensor().copy(operand);
        }
    }

    /** The gradInput tensor to write into: that of the last backward, or a new one. Its sizes are up to the caller. */
    protected final Tensor gradInputBuffer() {
        return gradInput instanceof Tensor tensor && tensor.elementType() == elementType
                ? tensor
                : setGradInput(new Tensor(elementType));
    }

    /** {@code buffer} if it is a tensor to write into, or a new one: for entries of tables. Its sizes are up to the caller. */
    protected final Tensor buffer(@Nullable Activity buffer) {
        return buffer instanceof Tensor tensor && tensor.elementType() == elementType
                ? tensor
                : new Tensor(elementType);
    }

    /** The output table to fill: that of the last forward, or a new one. */
    protected final Table outputTable() {
        return output instanceof Table table ? table : setOutput(new Table());
    }

    /** The gradInput table to fill: that of the last backward, or a new one. */
    protected final Table gradInputTable() {
        return gradInput instanceof Table table ? table : setGradInput(new Table());
    }

    // ---- parameters

    /** The learned tensors and their gradients, in Torch's order: that of {@link #fields}, unless overridden. */
    public Parameters parameters() {
        ParameterFields fields = new ParameterFields();
        fields(fields);
        return fields.found();
    }

    /**
     * Moves all parameters into one storage and all gradients into another, and returns both as two long vectors. Afterwards whatever
     * changes a vector changes the parameters, too, and the other way round.
     */
    public final FlatParameters getParameters() {
        FlatParameters flat = FlatParameters.flatten(parameters());
        apply(Module::parametersMoved);
        return flat;
    }

    /** Called when the learned tensors may look at other memory than before: for modules that hand this memory on. */
    protected void parametersMoved() {}

    /** What is gathered from call to call, here and in all modules inside, such as running means; each tensor once. */
    public final List<Tensor> statistics() {
        StatisticFields fields = new StatisticFields();
        fields.module("module", this);
        return fields.found();
    }

    /** Sets all gradients of parameters to zero. */
    public void zeroGradParameters() {
        for (Tensor gradient : parameters().gradients()) {
            gradient.zero();
        }
    }

    /** One step of gradient descent: {@code parameter -= learningRate * gradient}. */
    public void updateParameters(double learningRate) {
        Parameters parameters = parameters();
        for (int i = 0; i < parameters.size(); i++) {
            parameters
                    .weights()
                    .get(i)
                    .add(-learningRate, parameters.gradients().get(i));
        }
    }

    /** Draws new initial parameters. */
    public void reset() {}

    /** Draws new initial parameters with standard deviation {@code stdv}, where the module knows what that means. */
    public void reset(double stdv) {
        reset();
    }

    /**
     * Tells the modules inside that learn by reward, and this one if it does, what the last outputs have earned.
     *
     * @param reward one number for each sample, {@code [N]}; recurrent modules also take a table of these, or {@code [T, N]}, one for each of the last T steps
     */
    public void reinforce(Activity reward) {
        Failures.given(who(), "a reward", reward);
        for (Module module : modules()) {
            module.reinforce(reward);
        }
    }

    // ---- modes and state

    /** Whether the module is in training mode, as it is at first. */
    public final boolean isTraining() {
        return train;
    }

    /** Goes to training mode: dropout drops, recurrent modules keep what backward needs. */
    public void training() {
        train = true;
    }

    /** Goes to evaluation mode. */
    public void evaluate() {
        train = false;
    }

    /** Forgets the hidden state: the next forward is the first step of a new sequence. */
    public void forget() {}

    /**
     * Says when sequences are continued by the next forward instead of forgotten.
     *
     * @return this
     */
    public Module remember(Remember when) {
        Remember.given(who(), when);
        return this;
    }

    /** {@link #remember(Remember)} with {@link Remember#BOTH}. */
    public final Module remember() {
        return remember(Remember.BOTH);
    }

    /** {@link #remember(Remember)} with Torch's word: {@code neither}, {@code train}, {@code eval} or {@code both}. */
    public final Module remember(String when) {
        return remember(Remember.named(Failures.given(who(), "neither, train, eval or both", when)));
    }

    /**
     * Sets how many steps backpropagation through time goes back at most, wherever there is a recurrence inside.
     *
     * @return this
     */
    public Module maxBPTTstep(int rho) {
        return this;
    }

    /**
     * Whether this module counts time steps by itself, as recurrent modules do. Such a module inside a recurrence is used as it is at every
     * step; all others are copied, one copy a step.
     */
    public boolean countsOwnSteps() {
        return false;
    }

    /**
     * Makes {@link #output} and {@link #gradInput} of all modules that count their steps those of {@code step}, for the modules around them
     * to look at during backward.
     *
     * @param step from 1
     */
    public void setOutputStep(int step) {}

    /**
     * The hidden state after {@code step}, or null if the module has none or no longer has it.
     *
     * @param step from 1; 0 is the state before the first step
     */
    public @Nullable Activity getHiddenState(int step) {
        return null;
    }

    /** The hidden state after the last step, or null if the module has none. */
    public @Nullable Activity getHiddenState() {
        return null;
    }

    /**
     * Sets the hidden state after {@code step}.
     *
     * @param step from 1; 0 is the state before the first step
     */
    public void setHiddenState(int step, @Nullable Activity hiddenState) {}

    /**
     * The gradient with respect to the hidden state after {@code step}, or null if the module has none.
     *
     * @param step from 1; 0 is the state before the first step
     */
    public @Nullable Activity getGradHiddenState(int step) {
        return null;
    }

    /** The gradient with respect to the hidden state that the next backward goes into, or null if the module has none. */
    public @Nullable Activity getGradHiddenState() {
        return null;
    }

    /**
     * Sets the gradient with respect to the hidden state after {@code step}.
     *
     * @param step from 1; 0 is the state before the first step
     */
    public void setGradHiddenState(int step, @Nullable Activity gradHiddenState) {}

    // ---- fields: clone, share, type, clear

    /** Shows every field that holds tensors, tables or modules to {@code fields}, and takes what it returns. */
    protected void fields(Fields fields) {
        output = fields.buffer("output", output);
        gradInput = fields.buffer("gradInput", gradInput);
        scatteredInput = fields.scratch(scatteredInput);
        scatteredGradOutput = fields.scratch(scatteredGradOutput);
    }

    /** Brings what the module keeps elsewhere into the fields that it tells; called before somebody else replaces them. */
    protected void settle() {}

    /** A deep copy, in the middle of a sequence with its hidden states. */
    @Override
    public Module clone() {
        return new CloneFields(CloneFields.Sharing.NOTHING, false).module("clone", this);
    }

    /**
     * A copy that shares the fields with these names, here and in all modules inside: {@code net.clone("weight", "bias", "gradWeight", "gradBias")} is what a net
     * gets for each time step.
     */
    public final Module clone(String... shared) {
        return new CloneFields(
                        CloneFields.Sharing.named(
                                new HashSet<>(Arrays.asList(Failures.given(who(), "names of fields", shared)))),
                        false)
                .module("clone", this);
    }

    /** A copy that shares the learned tensors and their gradients with this module, and nothing else. */
    public final Module sharedClone() {
        return new CloneFields(CloneFields.Sharing.PARAMETERS, false).module("clone", this);
    }

    /**
     * What a recurrence uses at another time step: a {@link #sharedClone} that has the same modules inside where they {@link #countsOwnSteps count their steps}, or this module if it
     * does.
     */
    public final Module stepClone() {
        return new CloneFields(CloneFields.Sharing.PARAMETERS, !(this instanceof BeginsSequences))
                .module("clone", this);
    }

    /** Called on a copy that a recurrence is going to use at another time step. */
    protected void copiedForStep() {}

    /** A copy whose fields are those of this module, to be replaced one by one. */
    final Module shallowCopy() {
        try {
            return (Module) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("Module implements Cloneable", e);
        }
    }

    /** Type of this module's parameters and results. */
    @Override
    public final ElementType elementType() {
        return elementType;
    }

    final void setElementType(ElementType type) {
        elementType = type;
    }

    /**
     * Changes the type of all parameters and buffers, here and in all modules inside.
     *
     * @return this
     */
    public final Module type(ElementType type) {
        if (!Failures.given(who(), "torch.FloatTensor or torch.DoubleTensor", type)
                .isFloatingPoint()) {
            throw new IllegalArgumentException(
                    who() + ": expected torch.FloatTensor or torch.DoubleTensor, got " + type.tensorName());
        }
        return new TypeFields(type).module("type", this);
    }

    /** {@link #type} float. */
    public final Module toFloat() {
        return type(ElementType.FLOAT);
    }

    /** {@link #type} double. */
    public final Module toDouble() {
        return type(ElementType.DOUBLE);
    }

    /**
     * Drops all buffers, so that little is left to save.
     *
     * @return this
     */
    public Module clearState() {
        fields(new ClearFields());
        return this;
    }

    /** The modules inside, in order; none for a simple module. */
    public List<Module> modules() {
        return List.of();
    }

    /** Calls {@code action} with this module and with every module inside, from the outside in. */
    public final void apply(Consumer<Module> action) {
        Failures.given(who(), "what to do with each module", action).accept(this);
        for (Module module : modules()) {
            module.apply(action);
        }
    }

    // ---- graphs

    /**
     * This module at a place in a graph: {@code nn.Linear(3, 4).node(x)} takes the output of {@code x}, several parents give a table of their
     * outputs, and without any it is an input of the graph. A module may be at several nodes.
     */
    public final Node node(Node... parents) {
        return Node.of(this, Arrays.asList(Failures.given(who(), "nodes", parents)));
    }

    // ---- description

    /**
     * The constructor arguments that make such a module, in Torch's order: numbers, booleans, strings, {@code long[]}, lists, tensors,
     * modules and criterions; null is nil. Modules that a container was given by {@code add} are not among them.
     *
     * <p>They are the {@link #namedArguments}, without those at the end that are what they would be if left out.
     *
     * @throws UnsupportedOperationException if they cannot be found
     */
    public List<@Nullable Object> arguments() {
        return new ArrayList<>(namedArguments().values());
    }

    /**
     * All constructor arguments that make such a module, by name and in order: the names are the parameters of the
     * public constructor with most of them, the values come from the methods or fields of these names.
     *
     * @throws UnsupportedOperationException if there is no such constructor, or its parameters were compiled without
     *     their names
     */
    public final Map<String, @Nullable Object> namedArguments() {
        return Arguments.of(this);
    }

    /**
     * The method calls that bring a new module to the configuration of this one, such as {@code ["maskZero", 1]}: each is a list of the
     * name and its arguments.
     */
    public List<List<@Nullable Object>> calls() {
        return List.of();
    }

    /**
     * The settings of the class, under their Torch names, that the constructor found and built this module by: {@code bn} for {@code
     * nn.FastLSTM.bn}. None for nearly all modules.
     */
    public Map<String, Object> statics() {
        return Map.of();
    }

    // ---- messages

    /** What messages call this module: {@code Linear(4 -> 3)}; containers give their bare name. */
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
    private Activity present(String name, @Nullable Activity activity) {
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

    /** {@code activity} as kernels take it: a contiguous tensor of this module's type, or the exception that says what {@code name} should be. */
    protected final Tensor operand(String name, Activity activity) {
        Tensor tensor = Failures.typed(this, name, activity, elementType);
        if (tensor.isContiguous()) {
            return tensor;
        }
        if (name.equals("input")) {
            scatteredInput = gathered(scatteredInput, tensor);
            return scatteredInput;
        }
        if (name.equals("gradOutput")) {
            scatteredGradOutput = gathered(scatteredGradOutput, tensor);
            return scatteredGradOutput;
        }
        return tensor.contiguous();
    }

    private static Tensor gathered(@Nullable Tensor buffer, Tensor tensor) {
        return (buffer == null ? new Tensor(tensor.elementType()) : buffer)
                .resizeAs(tensor)
                .copy(tensor);
    }

    /** {@link #operand(String, Activity)} that has the size of {@code like}. */
    protected final Tensor operand(String name, Activity activity, Tensor like) {
        return Failures.sized(this, name, operand(name, activity), like);
    }

    /** {@code gradOutput} if it is like the output of the last forward, or the exception that says that it should be. */
    protected final <A extends Activity> A checkedGradient(@Nullable A gradOutput) {
        return Failures.like(this, "gradOutput", gradOutput, lastOutput());
    }

    /**
     * The output of the forward that this backward belongs to.
     *
     * @throws IllegalStateException if there was none
     */
    protected final Activity lastOutput() {
        if (output == null) {
            throw new IllegalStateException(
                    who() + ": expected forward before backward; call forward with the same input first");
        }
        return output;
    }

    /** Torch's text for this module: {@code nn.} and the class name, unless overridden. */
    @Override
    public String toString() {
        return "nn." + getClass().getSimpleName();
    }
}
