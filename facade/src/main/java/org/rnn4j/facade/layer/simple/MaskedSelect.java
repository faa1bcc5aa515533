package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Picks the elements of a tensor where a mask is 1.
 *
 * <p>Input: a table of a tensor and of a ByteTensor of the same size, of zeros and ones. Output: a vector of as many elements as there
 * are ones, row by row. The gradient of the other elements, and of the mask, is zero.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.MaskedSelect">Torch manual: MaskedSelect</a>
 */
public final class MaskedSelect extends Module {
    /** A mask is the second entry of the input. */
    public MaskedSelect() {}

    @Override
    public Tensor updateOutput(Activity input) {
        Table both = checked(input);
        ones(both.tensor(2));
        return outputBuffer().maskedSelect(both.tensor(1), both.tensor(2));
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table both = checked(input);
        Tensor x = both.tensor(1);
        Tensor mask = both.tensor(2);
        long ones = ones(mask);
        Tensor gradient = operand("gradOutput", gradOutput);
        if (gradient.nElement() != ones) {
            throw expected("gradOutput with " + ones + " elements, one for each 1 of the mask", gradOutput);
        }
        Table gradInput = gradInputTable();
        Tensor gradX = buffer(gradInput.find(1)).resizeAs(x).zero();
        Tensor gradMask = gradInput.find(2) instanceof Tensor old ? old : new Tensor(ElementType.BYTE);
        if (ones > 0) {
            gradX.maskedCopy(mask, gradient);
        }
        return gradInput.set(1, gradX).set(2, gradMask.resizeAs(mask).zero());
    }

    private long ones(Tensor mask) {
        if (mask.max() > 1) {
            throw expected("a mask of zeros and ones", mask);
        }
        return (long) mask.sum();
    }

    private Table checked(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2
                || !(both.find(1) instanceof Tensor x)
                || !(both.find(2) instanceof Tensor mask)
                || x.elementType() != elementType()
                || mask.elementType() != ElementType.BYTE
                || x.dim() == 0
                || x.nElement() != mask.nElement()) {
            throw expected(
                    "a table of a " + elementType().tensorName() + " and of a torch.ByteTensor of its size as input",
                    input);
        }
        return both;
    }
}
