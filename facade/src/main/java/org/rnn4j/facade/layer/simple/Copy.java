package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Converts its input to another type, and the gradient back.
 *
 * <p>Input: a tensor of the first type, of any size. Output: one of the second type; the input itself if that is the same and no copy is
 * asked for.
 *
 * <p>Differs from Torch: changing the type of the module leaves the types that it converts between as they are, which Torch does only
 * when told so.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Copy">Torch manual: Copy</a>
 */
public final class Copy extends Module {
    private final ElementType inputType;
    private final ElementType outputType;
    private final boolean forceCopy;

    /**
     * Converts.
     *
     * @param inputType such as {@code torch.DoubleTensor}
     * @param outputType such as {@code torch.FloatTensor}
     */
    public Copy(String inputType, String outputType) {
        this(inputType, outputType, false);
    }

    /** Converts; copies even if both types are the same if {@code forceCopy}. */
    public Copy(String inputType, String outputType, boolean forceCopy) {
        this.inputType = ElementType.named(Failures.given("Copy", "an input type", inputType));
        this.outputType = ElementType.named(Failures.given("Copy", "an output type", outputType));
        this.forceCopy = forceCopy;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        return setOutput(converted(output(), checked("input", input, inputType), outputType));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        return setGradInput(converted(gradInput(), checked("gradOutput", gradOutput, outputType), inputType));
    }

    private Tensor converted(@Nullable Activity buffer, Tensor from, ElementType type) {
        if (from.elementType() == type && !forceCopy) {
            return from;
        }
        Tensor to = buffer instanceof Tensor old && old.elementType() == type ? old : new Tensor(type);
        return to.resizeAs(from).copy(from);
    }

    private Tensor checked(String name, Activity activity, ElementType type) {
        return Failures.typed(this, name, activity, type);
    }
}
