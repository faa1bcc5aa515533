package org.rnn4j.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.rnn4j.bridge.translate.GraphDefaults;
import org.rnn4j.bridge.translate.InputShape;
import org.rnn4j.bridge.translate.Measure;

/**
 * What a graph needs beyond what the module says. All is optional: {@code new GraphOptions().updater(new Adam(0.001)).rho(10)}.
 */
public final class GraphOptions {
    private static final double DEFAULT_LEARNING_RATE = 0.1;
    /** Defaults of rho in Torch, none of which is meant as a limit, begin here. */
    static final int UNLIMITED_RHO = 9999;

    private final List<Consumer<NeuralNetConfiguration.Builder>> settings = new ArrayList<>();
    private IUpdater updater = new Sgd(DEFAULT_LEARNING_RATE);
    private int rho;
    private @Nullable InputShape input;
    private long seed = 123;
    private WorkspaceMode workspaceMode = WorkspaceMode.ENABLED;
    private boolean criterionOnLastStep;
    private boolean probabilities;
    private boolean remember;

    /** The same options, which do not change with these. */
    GraphOptions copy() {
        GraphOptions copy = new GraphOptions();
        copy.settings.addAll(settings);
        copy.updater = updater;
        copy.rho = rho;
        copy.input = input;
        copy.seed = seed;
        copy.workspaceMode = workspaceMode;
        copy.criterionOnLastStep = criterionOnLastStep;
        copy.probabilities = probabilities;
        copy.remember = remember;
        return copy;
    }

    /** The defaults: gradient descent with rate 0.1, backpropagation over whole sequences. */
    public GraphOptions() {}

    /**
     * What {@code fit} changes the parameters by.
     *
     * @return this
     */
    public GraphOptions updater(IUpdater newUpdater) {
        updater = newUpdater;
        return this;
    }

    /**
     * Plain gradient descent, {@code parameter -= learningRate * gradient}: what {@code updateParameters} does in Torch.
     *
     * @return this
     */
    public GraphOptions learningRate(double learningRate) {
        return updater(new Sgd(learningRate));
    }

    /**
     * L1 regularization: {@code strength * sign(weight)} is added to the gradients of weights before the updater sees
     * them. Biases, which is what Torch calls so, are left alone; the gains of batch normalisation and peepholes are
     * weights.
     *
     * @param strength 0 or more
     * @return this
     */
    public GraphOptions l1(double strength) {
        checkStrength("L1", strength);
        return configure(builder -> builder.l1(strength));
    }

    /**
     * L2 regularization: {@code strength * weight} is added to the gradients of weights before the updater sees them,
     * as {@link #l1} does. Takes the place of {@link #weightDecay}.
     *
     * @param strength 0 or more
     * @return this
     */
    public GraphOptions l2(double strength) {
        checkStrength("L2", strength);
        return configure(builder -> builder.l2(strength));
    }

    /**
     * Weight decay: {@code weight -= learningRate * strength * weight} beside what the updater does; for weights as
     * {@link #l1}. Takes the place of {@link #l2}.
     *
     * @param strength 0 or more
     * @return this
     */
    public GraphOptions weightDecay(double strength) {
        checkStrength("weight decay", strength);
        return configure(builder -> builder.weightDecay(strength));
    }

    private static void checkStrength(String what, double strength) {
        if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("GraphOptions: expected " + what + " of at least 0, got " + strength);
        }
    }

    /**
     * Scales or clips the gradients of each layer, the mean over the batch, before regularization and the updater see them.
     *
     * @param normalization what is done, for each layer or for each parameter of it by itself
     * @param threshold more than 0; without effect where gradients are renormalized
     * @return this
     */
    public GraphOptions gradientNormalization(GradientNormalization normalization, double threshold) {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException(
                    "GraphOptions: expected a threshold of more than 0 for gradients, got " + threshold);
        }
        return configure(
                builder -> builder.gradientNormalization(normalization).gradientNormalizationThreshold(threshold));
    }

    /**
     * Whatever else Deeplearning4j's configuration has: {@code configure(builder -> builder.biasUpdater(new
     * Sgd(0.2)))}. Called in the order given, for every graph anew, after the updater, seed and workspaces of these
     * options are set. The data type, and whether gradients are divided by the size of the batch, are those of the
     * module.
     *
     * @return this
     */
    public GraphOptions configure(Consumer<NeuralNetConfiguration.Builder> setting) {
        settings.add(setting);
        return this;
    }

    /**
     * Truncated backpropagation through time: {@code fit} cuts sequences into segments of {@code steps} steps, carries the hidden state
     * from one to the next, and updates the parameters after each. By default that is rho of a Recursor or another module that is
     * called step by step; a Sequencer goes back over the whole sequence.
     *
     * @return this
     */
    public GraphOptions rho(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("GraphOptions: expected rho of at least 1, got " + steps);
        }
        rho = steps;
        return this;
    }

    /**
     * What the input is. Only needed where the modules do not tell, as for a net that begins with CAddTable.
     *
     * @return this
     */
    public GraphOptions input(InputShape shape) {
        input = shape;
        return this;
    }

    /**
     * The seed of Deeplearning4j's own random numbers. Modules draw from Torch's generator.
     *
     * @return this
     */
    public GraphOptions seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * Whether the graph reuses its memory from iteration to iteration, as it does by default.
     *
     * @return this
     */
    public GraphOptions workspaceMode(WorkspaceMode mode) {
        workspaceMode = mode;
        return this;
    }

    /**
     * The criterion measures the last step of the output sequence only; labels are {@code [N, ...]} for that step alone.
     *
     * @return this
     */
    public GraphOptions criterionOnLastStep() {
        criterionOnLastStep = true;
        return this;
    }

    /**
     * Whether the output of a graph whose criterion measures log-probabilities, as ClassNLLCriterion behind LogSoftMax,
     * is probabilities, which ROC and EvaluationCalibration need. Loss and gradients do not change.
     *
     * @return this
     */
    public GraphOptions probabilities(boolean wanted) {
        probabilities = wanted;
        return this;
    }

    /**
     * Whether each fit goes on from the state in which the last one ended, as a Torch Sequencer does that remembers. Only
     * with {@link #rho}, and with batches of the same size; {@code rnnClearPreviousState()} of the graph begins new
     * sequences, as do {@code evaluate} and {@code rnnTimeStep} for themselves. Of a graph that is read from a file every
     * fit begins anew.
     *
     * @return this
     */
    public GraphOptions remember(boolean acrossFits) {
        remember = acrossFits;
        return this;
    }

    boolean isRemember() {
        return remember;
    }

    int rho() {
        return rho;
    }

    @Nullable
    InputShape input() {
        return input;
    }

    Measure measure() {
        return new Measure(criterionOnLastStep, probabilities);
    }

    /**
     * What graphs with these options have before anything is translated into them.
     *
     * @param miniBatch whether gradients are sums over a batch that the updater divides by its size
     * @param segment steps of a segment in truncated backpropagation; 0 for none
     */
    GraphDefaults defaults(DataType type, boolean miniBatch, int segment) {
        return new GraphDefaults(() -> builder(type, miniBatch), segment);
    }

    private NeuralNetConfiguration.Builder builder(DataType type, boolean miniBatch) {
        NeuralNetConfiguration.Builder builder = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(updater)
                .trainingWorkspaceMode(workspaceMode)
                .inferenceWorkspaceMode(workspaceMode);
        settings.forEach(setting -> setting.accept(builder));
        return builder.dataType(type).miniBatch(miniBatch);
    }
}
