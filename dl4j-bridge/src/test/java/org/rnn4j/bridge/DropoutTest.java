package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.parametersEqual;
import static org.rnn4j.bridge.Agreement.random;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** Noise in training and none in evaluation; where the order of drawing is the same, so is the noise. */
@ExtendWith(Doubles.class)
final class DropoutTest {
    static Stream<Arguments> nets() {
        return Stream.of(
                Arguments.of("plain", new Sequential().add(new Linear(4, 3)).add(new Dropout(0.4)), random(5, 4)),
                Arguments.of(
                        "version 1",
                        new Sequential().add(new Dropout(0.4, true)).add(new Linear(4, 3)),
                        random(5, 4)),
                Arguments.of("steps", new Sequencer(new Dropout(0.4)), random(6, 5, 4)),
                Arguments.of(
                        "lazy and mono steps",
                        new Sequencer(new Dropout(0.4, false, false, true, true)),
                        random(6, 5, 4)),
                Arguments.of("GRU", new Sequencer(new GRU(4, 3, null, 0.4)), random(6, 5, 4)),
                Arguments.of("mono GRU", new Sequencer(new GRU(4, 3, null, 0.4, true)), random(6, 5, 4)),
                Arguments.of(
                        "whole sequence",
                        new Sequential()
                                .add(new SeqLSTM(4, 3))
                                .add(new Dropout(0.4))
                                .add(new SeqLSTM(3, 3)),
                        random(6, 5, 4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nets")
    void noiseIsThatOfTorch(String name, Module net, Tensor x) {
        Module eager = net.toDouble();
        Module compiled = Dl4j.compile(eager);
        eager.zeroGradParameters();
        for (int i = 0; i < 3; i++) {
            Generator.global().manualSeed(i);
            Tensor output = eager.forward(x).toTensor();
            Generator.global().manualSeed(i);
            equal("output", output, compiled.forward(x));
            Tensor gradient = random(output.size());
            equal("gradInput", eager.backward(x, gradient), compiled.backward(x, gradient));
            parametersEqual("training", eager, compiled);
        }
        Tensor noisy = compiled.forward(x).toTensor().copy();
        eager.evaluate();
        compiled.evaluate();
        equal("evaluation", eager.forward(x), compiled.forward(x));
        assertThrows(AssertionError.class, () -> equal("noise", noisy, compiled.forward(x)));
    }
}
