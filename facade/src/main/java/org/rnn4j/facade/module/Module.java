package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
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
public abstract non-sealed class Module extends Part {
    private static final Hyperparameters NO_HYPERPARAMETERS = new Hyperparameters();

    private boolean train = true;
    private @Nullable Activity output;

    /** Contiguous copies of what came scattered. */
    private @Nullable Tensor scatteredInput;

    private @Nullable Tensor scatteredGradOutput;

    private @Nullable Hyperparameters hyperparameters;

    /** The gradients averaged by {@link #updateGradParameters}. */
    private @Nullable Table momGradParams;

    /** Whether the last {@link #toBatch} has made a batch. */
    private boolean online;

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

    protected final <A extends Activity> A setOutput(A value) {
        output = value;
        return value;
    }

    /** The output tensor to write into: that of the last forward, or a new one. Its sizes are up to the caller. */
    protected final Tensor outputBuffer() {
        return output instanceof Tensor tensor && tensor.elementType() == elementType()
                ? tensor
                : setOutput(new Tensor(elementType()));
    }

    /** Ends a forward in place: {@code operand}, with the output in it, is {@code input} or a copy that is contiguous. */
    protected final void writeBack(Tensor operand, Activity input) {
        if (operand != input) {
            input.toTensor().copy(operand);
        }
    }

    /** {@code buffer} if it is a tensor to write into, or a new one: for entries of tables. Its sizes are up to the caller. */
    protected final Tensor buffer(@Nullable Activity buffer) {
        return buffer instanceof Tensor tensor && tensor.elementType() == elementType()
                ? tensor
                : new Tensor(elementType());
    }

    /** The output table to fill: that of the last forward, or a new one. */
    protected final Table outputTable() {
        return output instanceof Table table ? table : setOutput(new Table());
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
        return ListedFields.of(this, (role, name) -> role == Fields.Role.STATISTIC);
    }

    /** The learned tensors that Torch calls {@code bias}, here and in all modules inside; all others are weights. */
    public final List<Tensor> biases() {
        return ListedFields.of(this, (role, name) -> role == Fields.Role.PARAMETER && name.equals("bias"));
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

    /** What {@link #updateParameters} changes: here the {@link #parameters}; in Torch, modules may leave out what has no gradient. */
    public final Parameters sparseParameters() {
        return parameters();
    }

    /** {@link #updateGradInput} and {@link #accUpdateGradParameters}. */
    public final Activity backwardUpdate(Activity input, Activity gradOutput, double learningRate) {
        Activity result = updateGradInput(present("input", input), present("gradOutput", gradOutput));
        accUpdateGradParameters(input, gradOutput, learningRate);
        return result;
    }

    /** {@link #accGradParameters} that adds the gradients, times {@code -learningRate}, to the parameters themselves; the gradients stay what they are. */
    public final void accUpdateGradParameters(Activity input, Activity gradOutput, double learningRate) {
        present("input", input);
        present("gradOutput", gradOutput);
        Parameters parameters = parameters();
        List<Tensor> kept = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Tensor gradient = parameters.gradients().get(i);
            kept.add(new Tensor(gradient.elementType()).set(gradient));
        }
        try {
            for (int i = 0; i < parameters.size(); i++) {
                parameters.gradients().get(i).set(parameters.weights().get(i));
            }
            accGradParameters(input, gradOutput, -learningRate);
        } finally {
            for (int i = 0; i < parameters.size(); i++) {
                parameters.gradients().get(i).set(kept.get(i));
            }
        }
    }

    // ---- rules for parameters and gradients, from dpnn

    /** What this module takes instead of the arguments of the following methods; set its fields. */
    public final Hyperparameters hyperparameters() {
        if (hyperparameters == null) {
            hyperparameters = new Hyperparameters();
        }
        return hyperparameters;
    }

    private Hyperparameters own() {
        return hyperparameters == null ? NO_HYPERPARAMETERS : hyperparameters;
    }

    /** {@link #maxParamNorm(Double, Double)} of what leads to the outputs. */
    public final void maxParamNorm(double maxOutNorm) {
        maxParamNorm(maxOutNorm, null);
    }

    /**
     * Scales weights of two and more dimensions down, module by module, so that the 2-norm of what leads to one output (a slice of the first dimension) is at most
     * {@code maxOutNorm}, and then that of what leads away from one input (a slice of the last) at most {@code maxInNorm}; null or 0 is no bound.
     *
     * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.Module.maxParamNorm">dpnn manual: maxParamNorm</a>
     */
    public void maxParamNorm(@Nullable Double maxOutNorm, @Nullable Double maxInNorm) {
        GradientRules.maxParamNorm(
                this,
                Hyperparameters.orNone(own().maxOutNorm, maxOutNorm),
                Hyperparameters.orNone(own().maxInNorm, maxInNorm));
    }

    /** {@link #gradParamClip(double, boolean)} of all gradients together. */
    public final double gradParamClip(double cutoffNorm) {
        return gradParamClip(cutoffNorm, false);
    }

    /**
     * Scales the gradients of all parameters down so that their common 2-norm is at most {@code cutoffNorm}, or those of each module inside by themselves if {@code
     * moduleLocal}. Without effect if {@code cutoffNorm} is 0 or less.
     *
     * @return the norm before; 0 without effect
     * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.Module.gradParamClip">dpnn manual: gradParamClip</a>
     */
    public final double gradParamClip(double cutoffNorm, boolean moduleLocal) {
        double cutoff = Hyperparameters.or(own().cutoffNorm, cutoffNorm);
        return cutoff <= 0 ? 0 : GradientRules.clip(this, cutoff, Hyperparameters.or(own().moduleLocal, moduleLocal));
    }

    /** {@link #weightDecay(double, int)} of what has two and more dimensions: no biases. */
    public final void weightDecay(double wdFactor) {
        weightDecay(wdFactor, 2);
    }

    /**
     * Adds the parameters of at least {@code wdMinDim} dimensions, times {@code wdFactor}, to their gradients. Without effect if {@code wdFactor} is 0 or less.
     *
     * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.Module.weightDecay">dpnn manual: weightDecay</a>
     */
    public final void weightDecay(double wdFactor, int wdMinDim) {
        double factor = Hyperparameters.or(own().wdFactor, wdFactor);
        if (factor > 0) {
            GradientRules.weightDecay(this, factor, Hyperparameters.or(own().wdMinDim, wdMinDim));
        }
    }

    /** {@link #updateGradParameters(double, Double, boolean)} with {@code momFactor} as damping, too, and without Nesterov's step. */
    public final void updateGradParameters(double momFactor) {
        updateGradParameters(momFactor, null, false);
    }

    /**
     * Replaces gradients {@code g} by averages {@code m} over the calls, which begin as the first {@code g}:
     *
     * <pre>m = momFactor m + (1 - momDamp) g;  g = m, or g + momFactor m if momNesterov</pre>
     *
     * Without effect if {@code momFactor} is 0 or less.
     *
     * @param momDamp {@code momFactor} if null
     * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.Module.updateGradParameters">dpnn manual: updateGradParameters</a>
     */
    public final void updateGradParameters(double momFactor, @Nullable Double momDamp, boolean momNesterov) {
        double factor = Hyperparameters.or(own().momFactor, momFactor);
        if (factor <= 0) {
            return;
        }
        double damping = Hyperparameters.or(own().momDamp, momDamp == null ? (Double) factor : momDamp);
        boolean nesterov = Hyperparameters.or(own().momNesterov, momNesterov);
        if (this instanceof Container) {
            for (Module module : modules()) {
                module.updateGradParameters(factor, damping, nesterov);
            }
            return;
        }
        Parameters parameters = parameters();
        if (parameters.size() > 0) {
            momGradParams = momGradParams == null ? new Table() : momGradParams;
            GradientRules.momentum(parameters, momGradParams, factor, damping, nesterov);
        }
    }

    /** Throws if some parameter has become NaN. */
    public final void checkParameters() {
        List<Tensor> weights = parameters().weights();
        for (int i = 1; i <= weights.size(); i++) {
            if (Double.isNaN(weights.get(i - 1).sum())) {
                throw new IllegalStateException(who() + ": expected numbers in parameter " + i + ", got NaN");
            }
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

    /** The sizes of the output for input of these sizes; it is computed, of random numbers. */
    public final long[] outside(long... insize) {
        Tensor input = new Tensor(elementType(), Failures.given(who(), "sizes", insize));
        Generator.global().normal(input, 0, 1);
        return updateOutput(input).toTensor().size();
    }

    /** {@code tensor}, or a batch of it if it has just {@code nDim} dimensions, until {@link #fromBatch}; the batch is dimension {@code batchDim}, from 1. */
    public final Tensor toBatch(Tensor tensor, int nDim, int batchDim) {
        online = Failures.given(who(), "a tensor", tensor).dim() == nDim;
        return online ? tensor.view(withBatch(tensor.size(), batchDim)) : tensor;
    }

    /** {@link #toBatch(Tensor, int, int)} with the batch in front. */
    public final Tensor toBatch(Tensor tensor, int nDim) {
        return toBatch(tensor, nDim, 1);
    }

    private static long[] withBatch(long[] sizes, int batchDim) {
        List<Long> all = new ArrayList<>(Arrays.stream(sizes).boxed().toList());
        all.add(batchDim - 1, 1L);
        return all.stream().mapToLong(size -> size).toArray();
    }

    /** {@code tensor} without the dimension {@code batchDim}, from 1, if {@link #toBatch} has added it. */
    public final Tensor fromBatch(Tensor tensor, int batchDim) {
        Failures.given(who(), "a tensor", tensor);
        if (!online) {
            return tensor;
        }
        List<Long> sizes = new ArrayList<>(Arrays.stream(tensor.size()).boxed().toList());
        if (sizes.remove(batchDim - 1) != 1) {
            throw expected("a batch of one in dimension " + batchDim, tensor);
        }
        return tensor.view(sizes.stream().mapToLong(size -> size).toArray());
    }

    /** Goes to evaluation mode. */
    public void evaluate() {
        train = false;
    }

    /** Sets the mode of this module alone, not of those inside, and forgets nothing: for what is read from a file. */
    public final void setTraining(boolean training) {
        train = training;
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
    @Override
    protected void fields(Fields fields) {
        output = fields.buffer("output", output);
        super.fields(fields);
        scatteredInput = fields.scratch(scatteredInput);
        scatteredGradOutput = fields.scratch(scatteredGradOutput);
        momGradParams = fields.state("momGradParams", momGradParams);
    }

    /** A deep copy, in the middle of a sequence with its hidden states. */
    @Override
    public Module clone() {
        return new CloneFields(CloneFields.Sharing.NOTHING, false, false).module("clone", this);
    }

    /**
     * A copy that shares the fields with these names, here and in all modules inside: {@code net.clone("weight", "bias", "gradWeight", "gradBias")} is what a net
     * gets for each time step. As in Torch, {@link #getParameters} of one of them takes its tensors away from the memory of the others, so call it first.
     */
    public final Module clone(String... shared) {
        Set<String> names = new HashSet<>(Arrays.asList(Failures.given(who(), "names of fields", shared)));
        return new CloneFields(CloneFields.Sharing.named(names), false, false).module("clone", this);
    }

    /** {@link #sharedClone(boolean, boolean)} that shares both. */
    public final Module sharedClone() {
        return sharedClone(true, true);
    }

    /**
     * A copy that shares learned tensors, their gradients, or both with this module, and nothing else. What {@link #clone(String...)} says of {@link #getParameters} holds
     * here, too.
     */
    public final Module sharedClone(boolean shareParams, boolean shareGradParams) {
        return new CloneFields(CloneFields.Sharing.of(shareParams, shareGradParams), false, false)
                .module("clone", this);
    }

    /** A {@link #sharedClone} of {@code module} that stays one with it: wherever the learned tensors of one go, those of the other go, too. */
    protected static Module twin(Module module) {
        return new CloneFields(CloneFields.Sharing.PARAMETERS, false, true).module("clone", module);
    }

    /**
     * What a recurrence uses at another time step: a {@link #twin} that has the same modules inside where they {@link #countsOwnSteps count their steps}, or this module if it
     * does.
     */
    public final Module stepClone() {
        return new CloneFields(CloneFields.Sharing.PARAMETERS, !(this instanceof BeginsSequences), true)
                .module("clone", this);
    }

    /**
     * Makes the tensors in the fields with these names look at the memory of those of {@code other}, here and in all modules inside, position by position. What one of
     * the modules does not have is left as it is.
     *
     * @return this
     */
    public final Module share(Module other, String... names) {
        Failures.given(who(), "a module", other);
        Set<String> shared = new HashSet<>(Arrays.asList(Failures.given(who(), "names of fields", names)));
        NamedFields.of(this, shared).lookAt(NamedFields.of(other, shared));
        parametersMoved();
        List<Module> others = other.modules();
        for (int i = 0; i < Math.min(modules().size(), others.size()); i++) {
            modules().get(i).share(others.get(i), names);
        }
        return this;
    }

    /** Called on a copy that a recurrence is going to use at another time step. */
    protected void copiedForStep() {}

    @Override
    Module shallowCopy() {
        Module copy = (Module) super.shallowCopy();
        copy.hyperparameters = hyperparameters == null ? null : hyperparameters.clone();
        return copy;
    }

    /**
     * Changes the type of all parameters and buffers, here and in all modules inside.
     *
     * @return this
     */
    public final Module type(ElementType type) {
        return new TypeFields(floating(type)).module("type", this);
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

    /** This module and all modules inside, from the outside in. */
    public final List<Module> listModules() {
        List<Module> modules = new ArrayList<>();
        apply(modules::add);
        return modules;
    }

    /** The modules of the class {@code type}, among this one and all modules inside, from the outside in. */
    public final <M extends Module> List<M> findModules(Class<M> type) {
        Failures.given(who(), "a class of modules", type);
        return listModules().stream()
                .filter(module -> module.getClass() == type)
                .map(type::cast)
                .toList();
    }

    /**
     * Replaces this module and all modules inside by what {@code callback} makes of each, from the outside in.
     *
     * @return what takes the place of this module; modules inside are replaced in this one
     */
    public Module replace(UnaryOperator<Module> callback) {
        return Failures.given(
                who(),
                "a module from the callback",
                Failures.given(who(), "what to replace each module by", callback)
                        .apply(this));
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
     * The settings of the class, under their Torch names, that the constructor found and built this module by: {@code bn} for {@code
     * nn.FastLSTM.bn}. None for nearly all modules.
     */
    public Map<String, Object> statics() {
        return Map.of();
    }

    // ---- checks

    /** {@code activity} as kernels take it: a contiguous tensor of this module's type, or the exception that says what {@code name} should be. */
    @Override
    protected final Tensor operand(String name, Activity activity) {
        Tensor tensor = Failures.typed(this, name, activity, elementType());
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
}
