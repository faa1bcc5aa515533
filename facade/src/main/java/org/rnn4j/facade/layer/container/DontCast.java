package org.rnn4j.facade.layer.container;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Keeps a module in its type when those around it change theirs.
 *
 * <p>Input and output: those of the module inside. If asked to, inputs are converted to its type and gradients of the input back, and
 * outputs to the type of the modules around and gradients of the output back.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md#nn.DontCast">Torch manual: DontCast</a>
 */
public final class DontCast extends Decorator {
    private final boolean castin;
    private final boolean castout;
    private final @Nullable ElementType moduleType;
    private @Nullable Activity convertedInput;
    private @Nullable Activity convertedGradOutput;

    /** Converts nothing. */
    public DontCast(Module module) {
        this(module, null);
    }

    /** Converts inputs and outputs if {@code castin}; null for no. */
    public DontCast(Module module, @Nullable Boolean castin) {
        this(module, castin, null);
    }

    /** Converts inputs if {@code castin}, null for no, and outputs if {@code castout}, null for as inputs. */
    public DontCast(Module module, @Nullable Boolean castin, @Nullable Boolean castout) {
        this(module, castin, castout, null);
    }

    /**
     * Converts to a type of its own.
     *
     * @param module in the type that it keeps
     * @param castin whether inputs are converted; null for no
     * @param castout whether outputs are converted; null for as inputs
     * @param moduleType what inputs are converted to, such as {@code torch.IntTensor}; null for the type of the module
     */
    public DontCast(Module module, @Nullable Boolean castin, @Nullable Boolean castout, @Nullable String moduleType) {
        super(module);
        this.castin = castin != null && castin;
        this.castout = castout == null ? this.castin : castout;
        this.moduleType = moduleType == null ? null : ElementType.named(moduleType);
    }

    @Override
    public Activity updateOutput(Activity input) {
        Activity output = updateOutput(1, in(input));
        return setOutput(castout ? Activities.convert(output(), output, elementType()) : output);
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Activity gradInput = updateGradInput(1, in(input), back(gradOutput));
        return setGradInput(castin ? Activities.convert(gradInput(), gradInput, elementType()) : gradInput);
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        accGradParameters(1, in(input), back(gradOutput), scale);
    }

    private Activity in(Activity input) {
        if (!castin || isOf(type(), input)) {
            return input;
        }
        Activity converted = Activities.convert(convertedInput, input, type());
        convertedInput = converted;
        return converted;
    }

    private Activity back(Activity gradOutput) {
        if (!castout || isOf(type(), gradOutput)) {
            return gradOutput;
        }
        Activity converted = Activities.convert(convertedGradOutput, gradOutput, type());
        convertedGradOutput = converted;
        return converted;
    }

    private static boolean isOf(ElementType type, Activity activity) {
        if (activity instanceof Tensor tensor) {
            return tensor.elementType() == type;
        }
        Table table = activity.toTable();
        for (int i = 1; i <= table.size(); i++) {
            Activity entry = table.find(i);
            if (entry != null && !isOf(type, entry)) {
                return false;
            }
        }
        return true;
    }

    private ElementType type() {
        return moduleType == null ? module().elementType() : moduleType;
    }

    @Override
    protected List<Module> told(Fields fields, List<Module> inside) {
        List<Module> kept = new ArrayList<>();
        for (Module module : inside) {
            kept.add(fields.uncast("module", module));
        }
        return kept;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        convertedInput = fields.buffer("_input", convertedInput);
        convertedGradOutput = fields.buffer("_gradOutput", convertedGradOutput);
    }
}
