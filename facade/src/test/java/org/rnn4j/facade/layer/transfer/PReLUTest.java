package org.rnn4j.facade.layer.transfer;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class PReLUTest {
    /** Sums in another order. */
    private static final double ROUNDING = 1e-14;

    private static PReLU module() {
        PReLU module = new PReLU(3);
        module.weight().copy(Tensor.of(0.1, -0.2, 0.5));
        return module;
    }

    /** The channel of each element, row by row: the first dimension of vectors, the second one of all others. */
    private static int[] channels(Tensor x) {
        int inner = 1;
        for (int d = 3; d <= x.dim(); d++) {
            inner *= (int) x.size(d);
        }
        int each = inner;
        int[] channels = new int[(int) x.nElement()];
        Arrays.setAll(channels, i -> i / each % 3);
        return channels;
    }

    @ParameterizedTest
    @ValueSource(strings = {"[3]", "[4,3]", "[1,3]", "[2,3,5]", "[3,3,2]", "[2,3,2,4]", "[2,3,1,3,2]"})
    void eachChannelHasItsSlope(String sizes) {
        Samples samples = new Samples(1);
        Tensor x = samples.parse(sizes).toTensor();
        Tensor gradOutput = samples.like(x).toTensor();
        PReLU module = module();
        int[] channels = channels(x);
        double[] y = x.toDoubleArray();
        double[] gradInput = gradOutput.toDoubleArray();
        double[] gradWeight = new double[3];
        for (int i = 0; i < y.length; i++) {
            if (y[i] <= 0) {
                gradWeight[channels[i]] += 2 * y[i] * gradInput[i];
                y[i] *= module.weight().get(channels[i] + 1);
                gradInput[i] *= module.weight().get(channels[i] + 1);
            }
        }
        Samples.assertClose("output", Tensor.of(y).viewAs(x), module.forward(x), ROUNDING);
        module.zeroGradParameters();
        Samples.assertClose("gradInput", Tensor.of(gradInput).viewAs(x), module.backward(x, gradOutput, 2), ROUNDING);
        Samples.assertClose(
                "gradWeight",
                Tensor.of(gradWeight),
                module.parameters().gradients().get(0),
                ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[4,3]", "[4,2,3]", "[4,2,3,5]", "[4,2,3,2,2]"})
    void aSequencerGivesWhatTheStepsGive(String sizes) {
        Samples samples = new Samples(1);
        Tensor x = samples.parse(sizes).toTensor();
        Tensor gradOutput = samples.like(x).toTensor();
        Sequencer fast = new Sequencer(module());
        Sequencer slow = new Sequencer(module());
        slow.stepByStep(true);
        Activity[] results = new Activity[6];
        int next = 0;
        for (Module module : new Module[] {slow, fast}) {
            module.zeroGradParameters();
            results[next++] = module.forward(x).copy();
            results[next++] = module.backward(x, gradOutput).copy();
            results[next++] = module.parameters().gradients().get(0).copy();
        }
        for (int i = 0; i < 3; i++) {
            Samples.assertClose("result " + i, results[i], results[i + 3], ROUNDING);
        }
        assertFalse(results[2].toTensor().norm() == 0);
    }

    @Test
    void otherChannelsAreRefused() {
        Expect.refused(
                "PReLU: expected input with 3 channels, got [3, 2, 4]", () -> module().forward(new Tensor(3, 2, 4)));
    }
}
