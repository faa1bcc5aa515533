package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Rewards a module for the samples that it classifies rightly, less the reward that it has learnt to expect. */
abstract class ClassReward extends AveragingCriterion {
    private Module module;
    private final double scale;
    private Criterion criterion;
    private Tensor reward = new Tensor(elementType());
    private Tensor vrReward = new Tensor(elementType());

    ClassReward(Module module, double scale, Criterion criterion) {
        super(true);
        this.module = Failures.given(getClass().getSimpleName(), "a module", module);
        this.scale = scale;
        this.criterion = Failures.given(getClass().getSimpleName(), "a criterion", criterion);
    }

    /** {@code scores} as the subclass takes them. */
    abstract Tensor scores(Activity scores);

    /** How many samples there are. */
    abstract long samples(Tensor scores);

    /** Whether sample {@code n}, from 0, is classified rightly. */
    abstract boolean isRight(Tensor scores, Tensor target, long n);

    /** {@code baseline} with an element for each sample, as the criterion takes it. */
    abstract Tensor baseline(Activity baseline, long samples);

    /** {@code gradient} in the sizes that gradInput has, where {@code baseline} is what was given. */
    abstract Tensor shaped(Tensor gradient, Tensor baseline);

    @Override
    protected final double updateOutput(Activity input, Activity target) {
        Table both = both(input);
        Tensor scores = scores(both.get(1));
        long samples = samples(scores);
        baseline(both.get(2), samples);
        earn(scores, targets(target, samples));
        return -reward.sum() / divisor(samples);
    }

    /** Tells the module what it has earned. The gradient of the scores is zero. */
    @Override
    protected final Table updateGradInput(Activity input, Activity target) {
        Table both = both(input);
        Tensor scores = scores(both.get(1));
        long samples = samples(scores);
        Tensor baseline = baseline(both.get(2), samples);
        earn(scores, targets(target, samples));
        Tensor gradient;
        try {
            criterion.forward(baseline, reward);
            gradient = criterion.backward(baseline, reward).toTensor();
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
        vrReward.csub(reward, baseline.view(-1)).div(divisor(samples));
        module.reinforce(vrReward);
        Tensor given = both.tensor(2);
        Table gradInput = gradInputTable();
        gradInput.set(1, shaped(gradInputBuffer(1).resizeAs(scores).zero(), given));
        return gradInput.set(2, shaped(gradient, given));
    }

    private void earn(Tensor scores, Tensor target) {
        reward.resize(samples(scores));
        for (long n = 0; n < reward.nElement(); n++) {
            reward.storage().putDouble(reward.offset() + n, isRight(scores, target, n) ? scale : 0);
        }
    }

    private Table both(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2) {
            throw expected("a table of scores and the reward expected as input", input);
        }
        return both;
    }

    private Tensor targets(Activity target, long samples) {
        Tensor classes = tensor("target", target).contiguous();
        if (classes.nElement() != samples) {
            throw expected("a target with a class for each of " + samples + " samples", target);
        }
        return classes;
    }

    /** The module that is rewarded. */
    public Module module() {
        return module;
    }

    /** The reward for a right class. */
    public double scale() {
        return scale;
    }

    /** What the expected reward learns by. */
    public Criterion criterion() {
        return criterion;
    }

    /** What each sample has earned in the last forward, {@code [N]}. */
    public Tensor reward() {
        return reward;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        module = fields.uncast("module", module);
        criterion = fields.criterion("criterion", criterion);
        reward = fields.buffer("reward", reward);
        vrReward = fields.buffer("vrReward", vrReward);
    }
}
