package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.parametersEqual;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;
import static org.rnn4j.bridge.Agreement.sameStep;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** Gradients that add up, hidden states, modes: compiled modules keep what modules keep. */
@ExtendWith(Doubles.class)
final class StateTest {
    static Stream<Arguments> nets() {
        return Stream.of(
                net(() -> new FastLSTM(1, 3), () -> random(4, 5, 1)),
                net(Nets::cosine, () -> random(4, 5, 1)),
                net(Nets::words, () -> randomIndices(10, 4, 5)),
                net(Nets::wordsByRecurrence, () -> randomIndices(10, 4, 5)));
    }

    private static Arguments net(Supplier<Module> step, Supplier<Tensor> input) {
        return Arguments.of(step, input);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void gradientsAddUpUntilZeroed(Supplier<Module> step, Supplier<Tensor> input) {
        Module eager = new Sequencer(step.get());
        Module compiled = Dl4j.compile(eager);
        eager.zeroGradParameters();
        for (int i = 1; i <= 3; i++) {
            sameStep("backward " + i, eager, compiled, input.get());
        }
        eager.zeroGradParameters();
        compiled.zeroGradParameters();
        sameStep("after zeroGradParameters", eager, compiled, input.get());
    }

    @ParameterizedTest
    @MethodSource("nets")
    void scaleCountsForParametersOnly(Supplier<Module> step, Supplier<Tensor> input) {
        Module eager = new Sequencer(step.get());
        Module compiled = Dl4j.compile(eager);
        eager.zeroGradParameters();
        Tensor x = input.get();
        Tensor output = eager.forward(x).toTensor();
        compiled.forward(x);
        Tensor gradOutput = random(output.size());
        equal("gradInput", eager.backward(x, gradOutput, 0.3), compiled.backward(x, gradOutput, 0.3));
        parametersEqual("scale 0.3", eager, compiled);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void remembersInTraining(Supplier<Module> step, Supplier<Tensor> input) {
        Module eager = new Sequencer(step.get()).remember(Remember.BOTH);
        Module compiled = Dl4j.compile(eager);
        train("remembered", eager, compiled, input, 4);
        eager.forget();
        compiled.forget();
        train("forgotten", eager, compiled, input, 2);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void remembersInEvaluation(Supplier<Module> step, Supplier<Tensor> input) {
        Module eager = new Sequencer(step.get()).remember(Remember.EVAL);
        Module compiled = Dl4j.compile(eager);
        train("training", eager, compiled, input, 2);
        eager.evaluate();
        compiled.evaluate();
        evaluate("evaluation", eager, compiled, input, 3);
        eager.forget();
        compiled.forget();
        evaluate("forgotten", eager, compiled, input, 2);
        eager.training();
        compiled.training();
        train("training again", eager, compiled, input, 2);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void changesOfModeForget(Supplier<Module> step, Supplier<Tensor> input) {
        Module eager = new Sequencer(step.get());
        Module compiled = Dl4j.compile(eager);
        eager.remember();
        compiled.remember();
        for (int i = 0; i < 2; i++) {
            train("training " + i, eager, compiled, input, 2);
            eager.evaluate();
            compiled.evaluate();
            evaluate("evaluation " + i, eager, compiled, input, 2);
            eager.training();
            compiled.training();
        }
    }

    private static void train(String when, Module eager, Module compiled, Supplier<Tensor> input, int iterations) {
        for (int i = 1; i <= iterations; i++) {
            eager.zeroGradParameters();
            compiled.zeroGradParameters();
            sameStep(when + " " + i, eager, compiled, input.get());
            eager.updateParameters(0.1);
            compiled.updateParameters(0.1);
        }
    }

    private static void evaluate(String when, Module eager, Module compiled, Supplier<Tensor> input, int times) {
        for (int i = 1; i <= times; i++) {
            Tensor x = input.get();
            equal(when + " " + i, eager.forward(x), compiled.forward(x));
        }
    }

    @Test
    void lengthsAndBatchesMayChange() {
        Module eager = new Sequencer(Nets.cosine());
        Module compiled = Dl4j.compile(eager);
        eager.zeroGradParameters();
        for (long[] size : new long[][] {{4, 5, 1}, {7, 2, 1}, {1, 1, 1}, {3, 9, 1}}) {
            sameStep("sequence of " + size[0] + " steps", eager, compiled, random(size));
        }
    }

    @Test
    void parametersAreThoseOfTheGraph() {
        Module net = new Sequential().add(new Linear(3, 2)).add(new Linear(2, 2));
        GraphModule compiled = Dl4j.compile(net);
        compiled.parameters().weights().get(2).fill(7);
        assertEquals(7, compiled.graph().getParam("2.linear_W").getDouble(1, 1));
        assertEquals(12 + 2, compiled.graph().numParams());
    }

    @Test
    void originalStaysAsItIs() {
        Module net = new Linear(3, 2);
        GraphModule compiled = Dl4j.compile(net);
        Tensor before = net.parameters().weights().get(0).copy();
        compiled.parameters().weights().get(0).fill(0);
        equal("weight", before, net.parameters().weights().get(0));
        Dl4j.copyParameters(compiled.graph(), net);
        equal("weight", compiled.parameters().weights(), net.parameters().weights());
    }

    @Test
    void clonesAreIndependent() {
        GraphModule compiled = Dl4j.compile(new Sequencer(Nets.cosine()));
        Tensor x = random(4, 5, 1);
        sameStep("before", compiled, compiled.clone(), x);
        Module copy = compiled.clone();
        copy.updateParameters(0.5);
        compiled.zeroGradParameters();
        assertThrows(AssertionError.class, () -> equal("output", compiled.forward(x), copy.forward(x)));
    }

    @Test
    void oneBackwardForEachForward() {
        Module compiled = Dl4j.compile(new Sequencer(new FastLSTM(2, 3)));
        Tensor x = random(4, 5, 2);
        Tensor gradient = random(4, 5, 3);
        String noForward = assertThrows(IllegalStateException.class, () -> compiled.backward(x, gradient))
                .getMessage();
        assertEquals("Sequencer: expected forward before backward; call forward with the same input first", noForward);
        compiled.forward(x);
        compiled.backward(x, gradient);
        String twice = assertThrows(IllegalStateException.class, () -> compiled.backward(x, gradient))
                .getMessage();
        assertEquals(
                "Sequencer: expected one backward after each forward, got another; call forward again first", twice);
        compiled.forward(x);
        compiled.backward(x, gradient);
    }
}
