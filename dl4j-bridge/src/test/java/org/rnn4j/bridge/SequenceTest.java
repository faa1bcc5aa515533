package org.rnn4j.bridge;

import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.sameStep;
import static org.rnn4j.bridge.Agreement.sameTraining;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.bridge.SequenceNets.Net;
import org.rnn4j.bridge.translate.InputShape;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.table.SplitTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Compiled modules for whole sequences give what the modules give. */
@ExtendWith(Doubles.class)
final class SequenceTest {
    static Stream<Net> nets() {
        return SequenceNets.all();
    }

    @ParameterizedTest
    @MethodSource("nets")
    void trains(Net net) {
        Module eager = net.module().get();
        sameTraining(eager, Dl4j.compile(eager), net.input(5, 3), net.input(5, 3));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void lengthsAndBatchesMayChange(Net net) {
        Module eager = net.module().get();
        Module compiled = Dl4j.compile(eager);
        eager.zeroGradParameters();
        for (int[] size : new int[][] {{5, 3}, {7, 2}, {2, 1}, {3, 4}, {5, 3}}) {
            sameStep(size[0] + " steps of " + size[1], eager, compiled, net.input(size[0], size[1]));
        }
    }

    @ParameterizedTest
    @MethodSource("nets")
    void remembersAndForgets(Net net) {
        Module eager = net.module().get();
        Module compiled = Dl4j.compile(eager);
        for (Remember when : Remember.values()) {
            eager.remember(when);
            compiled.remember(when);
            eager.forget();
            compiled.forget();
            for (int i = 0; i < 3; i++) {
                eager.zeroGradParameters();
                compiled.zeroGradParameters();
                sameStep(when + " in training " + i, eager, compiled, net.input(3 + i, 2));
                eager.updateParameters(0.1);
                compiled.updateParameters(0.1);
            }
            eager.evaluate();
            compiled.evaluate();
            for (int i = 0; i < 3; i++) {
                Tensor x = net.input(2 + i, 2);
                equal(when + " in evaluation " + i, eager.forward(x), compiled.forward(x));
            }
            eager.training();
            compiled.training();
        }
    }

    @ParameterizedTest
    @MethodSource("nets")
    void parametersGoBothWays(Net net) {
        Module eager = net.module().get();
        GraphModule compiled = Dl4j.compile(eager);
        Module other = net.module().get();
        Dl4j.copyParameters(other, compiled.graph());
        Tensor x = net.input(4, 2);
        equal("copied to the graph", other.forward(x), compiled.forward(x));
        Dl4j.copyParameters(compiled.graph(), eager);
        equal("copied from the graph", other.forward(x), eager.forward(x));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void floatsAgree(Net net) {
        Module eager = net.module().get().type(ElementType.FLOAT);
        Module compiled = Dl4j.compile(eager);
        Tensor x = net.input(5, 3);
        x = x.elementType().isFloatingPoint() ? x.to(ElementType.FLOAT) : x;
        eager.zeroGradParameters();
        Tensor output = eager.forward(x).toTensor();
        Agreement.close("output", output, compiled.forward(x).toTensor());
        Tensor gradient = random(output.size()).to(ElementType.FLOAT);
        Agreement.close(
                "gradInput",
                eager.backward(x, gradient).toTensor(),
                compiled.backward(x, gradient).toTensor());
        for (int i = 0; i < eager.parameters().size(); i++) {
            Agreement.close(
                    "gradient " + i,
                    eager.parameters().gradients().get(i),
                    compiled.parameters().gradients().get(i));
        }
    }

    /** A tensor goes in, a table comes out. */
    @Test
    void splitInTime() {
        Module eager = new Sequential()
                .add(new LookupTable(9, 3))
                .add(new SplitTable(1))
                .add(new Sequencer(new FastLSTM(3, 4)));
        GraphOptions options = new GraphOptions().input(InputShape.sequence(InputShape.indices()));
        Module compiled = Dl4j.compile(eager, options);
        eager.zeroGradParameters();
        Tensor words = Agreement.randomIndices(9, 4, 3);
        equal("output", eager.forward(words), compiled.forward(words));
        Table gradient = Agreement.steps(random(4, 3, 4));
        eager.backward(words, gradient);
        compiled.backward(words, gradient);
        Agreement.parametersEqual("words", eager, compiled);
        Module batchFirst = new Sequential().add(new SplitTable(1, 2)).add(new Sequencer(new FastLSTM(3, 4)));
        sameTraining(batchFirst, Dl4j.compile(batchFirst), random(4, 5, 3));
    }
}
