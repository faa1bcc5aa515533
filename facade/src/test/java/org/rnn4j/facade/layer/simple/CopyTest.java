package org.rnn4j.facade.layer.simple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class CopyTest {
    private final Tensor x = Tensor.of(1.0, 2);

    @Test
    void typesChangeThereAndBack() {
        Copy copy = new Copy("torch.DoubleTensor", "torch.FloatTensor");
        Tensor y = copy.updateOutput(x);
        assertEquals("torch.FloatTensor", y.type());
        assertSame(y, copy.updateOutput(x));
        assertEquals("torch.DoubleTensor", copy.updateGradInput(x, y).type());
    }

    @Test
    void sameTypesCopyOnlyWhenForced() {
        assertSame(x, new Copy("torch.DoubleTensor", "torch.DoubleTensor").forward(x));
        Tensor y = new Copy("torch.DoubleTensor", "torch.DoubleTensor", true).updateOutput(x);
        assertNotSame(x.storage(), y.storage());
        Expect.values(y, 1, 2);
    }

    @Test
    void otherTypesAreRefused() {
        Expect.refused(
                "Copy: expected input of type torch.FloatTensor, got DoubleTensor [2]; toFloat() converts it,"
                        + " toDouble() a module",
                () -> new Copy("torch.FloatTensor", "torch.DoubleTensor").forward(x));
    }

    @Test
    void contiguousCopiesOnlyWhatIsNot() {
        Tensor square = Expect.matrix(2, 1, 2, 3, 4);
        assertSame(square, new Contiguous().forward(square));
        Expect.values(new Contiguous().forward(square.t()), 1, 3, 2, 4);
    }
}
