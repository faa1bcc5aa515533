package org.rnn4j.facade;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.optimizer.Adadelta;
import org.rnn4j.facade.optimizer.Adagrad;
import org.rnn4j.facade.optimizer.Adam;
import org.rnn4j.facade.optimizer.Adamax;
import org.rnn4j.facade.optimizer.Asgd;
import org.rnn4j.facade.optimizer.ConfusionMatrix;
import org.rnn4j.facade.optimizer.ConjugateGradient;
import org.rnn4j.facade.optimizer.GradientCheck;
import org.rnn4j.facade.optimizer.Lbfgs;
import org.rnn4j.facade.optimizer.LineSearch;
import org.rnn4j.facade.optimizer.Logger;
import org.rnn4j.facade.optimizer.Nag;
import org.rnn4j.facade.optimizer.Objective;
import org.rnn4j.facade.optimizer.Rmsprop;
import org.rnn4j.facade.optimizer.Rprop;
import org.rnn4j.facade.optimizer.Sgd;
import org.rnn4j.facade.optimizer.Step;
import org.rnn4j.facade.optimizer.WolfeSearch;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Torch's {@code optim}: optimisers under Torch's names, which change the parameters they are given.
 *
 * <pre>
 * FlatParameters flat = net.getParameters();
 * LuaTable config = LuaTable.named("learningRate", 0.01);
 * Objective feval = x -&gt; {
 *   net.zeroGradParameters();
 *   double loss = criterion.forward(net.forward(input), target);
 *   net.backward(input, criterion.backward(net.output(), target));
 *   return new Evaluation(loss, flat.gradParameters());
 * };
 * double loss = optim.adam(feval, flat.parameters(), config).loss();
 * </pre>
 *
 * <p>What an optimiser remembers goes into a table {@code state} of its own or, if there is none, into {@code config}, under Torch's names. The
 * classes of {@link org.rnn4j.facade.optimizer} list settings, first values and formulas. Each method is an {@link
 * org.rnn4j.facade.optimizer.Optimizer}, so that a program can choose one.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/intro.md">Torch manual: optim</a>
 */
public final class optim {
    private optim() {}

    /** Stochastic gradient descent: {@link Sgd}. What is remembered goes into {@code config}. */
    public static Step sgd(Objective feval, Tensor x, LuaTable config) {
        return Sgd.step(feval, x, config, config);
    }

    /** Stochastic gradient descent: {@link Sgd}. What is remembered goes into {@code state}. */
    public static Step sgd(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Sgd.step(feval, x, config, state);
    }

    /** Gradient descent with Nesterov's momentum: {@link Nag}. What is remembered goes into {@code config}. */
    public static Step nag(Objective feval, Tensor x, LuaTable config) {
        return Nag.step(feval, x, config, config);
    }

    /** Gradient descent with Nesterov's momentum: {@link Nag}. What is remembered goes into {@code state}. */
    public static Step nag(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Nag.step(feval, x, config, state);
    }

    /** Averaged stochastic gradient descent: {@link Asgd}. What is remembered goes into {@code config}. */
    public static Step asgd(Objective feval, Tensor x, LuaTable config) {
        return Asgd.step(feval, x, config, config);
    }

    /** Averaged stochastic gradient descent: {@link Asgd}. What is remembered goes into {@code state}. */
    public static Step asgd(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Asgd.step(feval, x, config, state);
    }

    /** Adam: {@link Adam}. What is remembered goes into {@code config}. */
    public static Step adam(Objective feval, Tensor x, LuaTable config) {
        return Adam.step(feval, x, config, config);
    }

    /** Adam: {@link Adam}. What is remembered goes into {@code state}. */
    public static Step adam(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Adam.step(feval, x, config, state);
    }

    /** AdaMax: {@link Adamax}. What is remembered goes into {@code config}. */
    public static Step adamax(Objective feval, Tensor x, LuaTable config) {
        return Adamax.step(feval, x, config, config);
    }

    /** AdaMax: {@link Adamax}. What is remembered goes into {@code state}. */
    public static Step adamax(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Adamax.step(feval, x, config, state);
    }

    /** AdaGrad: {@link Adagrad}. What is remembered goes into {@code config}. */
    public static Step adagrad(Objective feval, Tensor x, LuaTable config) {
        return Adagrad.step(feval, x, config, config);
    }

    /** AdaGrad: {@link Adagrad}. What is remembered goes into {@code state}. */
    public static Step adagrad(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Adagrad.step(feval, x, config, state);
    }

    /** AdaDelta: {@link Adadelta}. What is remembered goes into {@code config}. */
    public static Step adadelta(Objective feval, Tensor x, LuaTable config) {
        return Adadelta.step(feval, x, config, config);
    }

    /** AdaDelta: {@link Adadelta}. What is remembered goes into {@code state}. */
    public static Step adadelta(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Adadelta.step(feval, x, config, state);
    }

    /** RMSprop: {@link Rmsprop}. What is remembered goes into {@code config}. */
    public static Step rmsprop(Objective feval, Tensor x, LuaTable config) {
        return Rmsprop.step(feval, x, config, config);
    }

    /** RMSprop: {@link Rmsprop}. What is remembered goes into {@code state}. */
    public static Step rmsprop(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Rmsprop.step(feval, x, config, state);
    }

    /** Rprop: {@link Rprop}. What is remembered goes into {@code config}. */
    public static Step rprop(Objective feval, Tensor x, LuaTable config) {
        return Rprop.step(feval, x, config, config);
    }

    /** Rprop: {@link Rprop}. What is remembered goes into {@code state}. */
    public static Step rprop(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Rprop.step(feval, x, config, state);
    }

    /** Conjugate gradients: {@link ConjugateGradient}. What is remembered goes into {@code config}. */
    public static Step cg(Objective feval, Tensor x, LuaTable config) {
        return ConjugateGradient.step(feval, x, config, config);
    }

    /** Conjugate gradients: {@link ConjugateGradient}. What is remembered goes into {@code state}. */
    public static Step cg(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return ConjugateGradient.step(feval, x, config, state);
    }

    /** L-BFGS: {@link Lbfgs}. What is remembered goes into {@code config}. */
    public static Step lbfgs(Objective feval, Tensor x, LuaTable config) {
        return Lbfgs.step(feval, x, config, config);
    }

    /** L-BFGS: {@link Lbfgs}. What is remembered goes into {@code state}. */
    public static Step lbfgs(Objective feval, Tensor x, LuaTable config, LuaTable state) {
        return Lbfgs.step(feval, x, config, state);
    }

    /**
     * The line search for lbfgs: {@link WolfeSearch}. A setting of lbfgs as {@code config.put("lineSearch", (LineSearch) optim::lswolfe)}; {@link
     * LineSearch#search} has the parameters.
     */
    public static LineSearch.Result lswolfe(
            Objective feval, Tensor x, double t, Tensor d, double f, Tensor g, double gtd, @Nullable LuaTable options) {
        return WolfeSearch.search(feval, x, t, d, f, g, gtd, options);
    }

    /** Compares a gradient with differences of values 1e-7 to both sides: {@link GradientCheck}. */
    public static GradientCheck checkgrad(Objective feval, Tensor x) {
        return GradientCheck.of(feval, x, 1e-7);
    }

    /** Compares a gradient with differences of values {@code eps} to both sides: {@link GradientCheck}. */
    public static GradientCheck checkgrad(Objective feval, Tensor x, double eps) {
        return GradientCheck.of(feval, x, eps);
    }

    /** Counts of classes: {@link ConfusionMatrix#ConfusionMatrix(int)}. */
    public static ConfusionMatrix ConfusionMatrix(int nclasses) {
        return new ConfusionMatrix(nclasses);
    }

    /** Counts of classes: {@link ConfusionMatrix#ConfusionMatrix(List)}. */
    public static ConfusionMatrix ConfusionMatrix(List<String> classes) {
        return new ConfusionMatrix(classes);
    }

    /** Counts of classes: {@link ConfusionMatrix#ConfusionMatrix(int, List)}. */
    public static ConfusionMatrix ConfusionMatrix(int nclasses, List<String> classes) {
        return new ConfusionMatrix(nclasses, classes);
    }

    /** A log on the standard output: {@link Logger#Logger()}. */
    public static Logger Logger() {
        return new Logger();
    }

    /** A log in a file: {@link Logger#Logger(String)}. */
    public static Logger Logger(String fileName) {
        return new Logger(fileName);
    }

    /** A log in a file: {@link Logger#Logger(String, boolean)}. */
    public static Logger Logger(String fileName, boolean timestamp) {
        return new Logger(fileName, timestamp);
    }
}
