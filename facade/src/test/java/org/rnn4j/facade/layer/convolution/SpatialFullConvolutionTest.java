package org.rnn4j.facade.layer.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class SpatialFullConvolutionTest {
    @Test
    void itIsTheGradientOfAConvolution() {
        SpatialConvolution convolution = new SpatialConvolution(2, 3, 3, 2, 2, 1, 1, 1).noBias();
        SpatialFullConvolution full = new SpatialFullConvolution(3, 2, 3, 2, 2, 1, 1, 1, 1, 0).noBias();
        full.weight().copy(convolution.weight());
        Tensor x = new Tensor(2, 2, 4, 6);
        Tensor gradOutput = convolution.forward(x).toTensor().copy();
        Generator.global().uniform(gradOutput, -1, 1);
        Expect.values(
                full.forward(gradOutput),
                convolution.updateGradInput(x, gradOutput).toTensor().toDoubleArray());
    }

    @Test
    void theSizeCanBeThatOfAnotherTensor() {
        SpatialFullConvolution full = new SpatialFullConvolution(1, 1, 3, 3, 2, 2);
        Table input = Table.of(new Tensor(1, 2, 2), new Tensor(6, 5));
        Tensor output = full.forward(input).toTensor();
        assertArrayEquals(new long[] {1, 6, 5}, output.size());
        Table gradInput = full.backward(input, output.copy()).toTable();
        Expect.values(gradInput.get(2), new double[30]);
    }

    @Test
    void argumentsAndSizesAreChecked() {
        Expect.refused(
                "SpatialFullConvolution: expected adjW and adjH from 0 to less than the steps 2,1, got 1,1",
                () -> new SpatialFullConvolution(1, 1, 3, 3, 2, 1, 0, 0, 1, 1));
        SpatialFullConvolution full = new SpatialFullConvolution(2, 1, 1, 1, 1, 1, 1, 1);
        String who = "SpatialFullConvolution(2 -> 1, 1x1, 1,1, 1,1): expected ";
        Expect.refused(
                who + "input that is larger than the padding, got [2, 2, 5]", () -> full.forward(new Tensor(2, 2, 5)));
        Expect.refused(who + "input of 2 planes, got [1, 5, 5]", () -> full.forward(new Tensor(1, 5, 5)));
        Expect.refused(
                who + "a tensor of 2 or more dimensions as the second entry of input, got {[2, 5, 5], [3]}",
                () -> full.forward(Table.of(new Tensor(2, 5, 5), new Tensor(3L))));
        assertEquals(
                "nn.SpatialFullConvolution(1 -> 1, 3x3, 2,2, 1,0)",
                new SpatialFullConvolution(1, 1, 3, 3, 2, 2, 0, 0, 1, 0).toString());
    }
}
