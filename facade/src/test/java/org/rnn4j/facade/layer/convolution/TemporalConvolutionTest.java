package org.rnn4j.facade.layer.convolution;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class TemporalConvolutionTest {
    /** Windows that overlap, lie side by side, leave frames out between them or at the end. */
    @ParameterizedTest
    @CsvSource({"3, 1", "3, 2", "2, 2", "1, 3", "4, 4", "7, 5"})
    void framesOverTimeAreAnImageOfOneRow(int kW, int dW) {
        TemporalConvolution overTime = new TemporalConvolution(2, 3, kW, dW);
        SpatialConvolution overImage = new SpatialConvolution(2, 3, kW, 1, dW, 1);
        overTime.zeroGradParameters();
        overImage.zeroGradParameters();
        overImage
                .weight()
                .copy(overTime.weight()
                        .view(3, kW, 2)
                        .transpose(2, 3)
                        .contiguous()
                        .view(3, 2, 1, kW));
        overImage.parameters().weights().get(1).copy(overTime.bias());
        Tensor frames = new Tensor(2, 8, 2);
        Generator.global().uniform(frames, -1, 1);
        Tensor image = frames.transpose(2, 3).contiguous().view(2, 2, 1, 8);
        Tensor output = overTime.forward(frames).toTensor();
        Tensor expected = overImage.forward(image).toTensor();
        Expect.values(output, overFrames(expected));
        Tensor gradOutput = output.copy();
        Tensor gradInput = overTime.backward(frames, gradOutput).toTensor();
        Tensor gradImage = overImage.backward(image, expected.copy()).toTensor();
        Expect.values(gradInput, overFrames(gradImage));
        Expect.values(
                overTime.parameters().gradients().get(1),
                overImage.parameters().gradients().get(1).toDoubleArray());
    }

    private static double[] overFrames(Tensor image) {
        return image.select(3, 1).transpose(2, 3).toDoubleArray();
    }

    @Test
    void sizesAreChecked() {
        TemporalConvolution convolution = new TemporalConvolution(2, 3, 4);
        Expect.refused(
                "TemporalConvolution: expected input of at least 4 frames, got [3, 2]",
                () -> convolution.forward(new Tensor(3, 2)));
        Expect.refused(
                "TemporalConvolution: expected input of size 2 in the last dimension, got [5, 3]",
                () -> convolution.forward(new Tensor(5, 3)));
        Expect.refused(
                "TemporalConvolution: expected a sequence of size [T, D] or a batch of them as input, got [2]",
                () -> convolution.forward(new Tensor(2L)));
        Expect.refused(
                "TemporalMaxPooling: expected a window of at least 1 frame and a positive step, got 2 and 0",
                () -> new TemporalMaxPooling(2, 0));
        Expect.refused(
                "TemporalSubSampling: expected a sequence of size [T, 2] as input, got [2, 4, 2]",
                () -> new TemporalSubSampling(2, 2).forward(new Tensor(2, 4, 2)));
    }
}
