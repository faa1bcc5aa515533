package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Shape;
import org.rnn4j.facade.tensor.Activity;

/**
 * A criterion of what modules make of its input and target.
 *
 * <pre>loss = criterion(inputModule(x), targetModule(t))</pre>
 *
 * Input and target: what the modules take, or the criterion where there is no module. The parameters of the modules are not learned.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.ModuleCriterion">Torch manual: ModuleCriterion</a>
 */
public final class ModuleCriterion extends Criterion {
    private Criterion criterion;
    private @Nullable Module inputModule;
    private @Nullable Module targetModule;
    private final boolean castTarget;

    /** That of the target whose module has been asked last. */
    private @Nullable Shape targetShape;

    /** {@code criterion} of what {@code inputModule} makes of the input; null leaves it as it is. */
    public ModuleCriterion(Criterion criterion, @Nullable Module inputModule) {
        this(criterion, inputModule, null);
    }

    /** {@code criterion} of what the modules make of input and target; null leaves them as they are. */
    public ModuleCriterion(Criterion criterion, @Nullable Module inputModule, @Nullable Module targetModule) {
        this(criterion, inputModule, targetModule, true);
    }

    /** The module of the target keeps its type when that of the criterion changes unless {@code castTarget}. */
    public ModuleCriterion(
            Criterion criterion, @Nullable Module inputModule, @Nullable Module targetModule, boolean castTarget) {
        this.criterion = Failures.given("ModuleCriterion", "a criterion", criterion);
        this.inputModule = inputModule;
        this.targetModule = targetModule;
        this.castTarget = castTarget;
    }

    /** The criterion inside. */
    public Criterion criterion() {
        return criterion;
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        try {
            Activity x = inputModule == null ? input : inputModule.forward(input);
            Activity t = targetModule == null ? target : targetModule.forward(target);
            double loss = criterion.forward(x, t);
            targetShape = targetModule == null ? null : Shape.of(targetShape, target);
            return loss;
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    /** Goes by what the last forward has made of input and target. */
    @Override
    protected Activity updateGradInput(Activity input, Activity target) {
        if (targetShape != null && !targetShape.isOf(target)) {
            throw expected("the target of the last forward, " + targetShape.describe(elementType()), target);
        }
        try {
            Activity gradient = criterion.backward(made(inputModule, input), made(targetModule, target));
            return inputModule == null ? gradient : inputModule.backward(input, gradient);
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    private static Activity made(@Nullable Module module, Activity activity) {
        if (module == null) {
            return activity;
        }
        Activity output = module.output();
        if (output == null) {
            throw new IllegalStateException(module.who()
                    + ": expected forward before backward, got none; call forward with the same input first");
        }
        return output;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        criterion = fields.criterion("criterion", criterion);
        inputModule = fields.module("inputModule", inputModule);
        targetModule =
                castTarget ? fields.module("targetModule", targetModule) : fields.uncast("targetModule", targetModule);
    }
}
