package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.sameStep;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.FlatParameters;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** The flat vectors of {@code getParameters} are the memory that a graph works on. */
@ExtendWith(Doubles.class)
final class FlatParametersTest {
    /** Such a net cannot be written. */
    private static final String SHARED = "shared inside";

    @TempDir
    private Path folder;

    private static Arguments net(String name, Supplier<Module> net) {
        return Arguments.of(name, net);
    }

    /** Nets from {@code [T, N, 4]}; the order of vertices is not always that of the modules. */
    static Stream<Arguments> nets() {
        return Stream.of(
                net("a layer", () -> new Sequencer(new Linear(4, 3))),
                net("a recurrence", () -> new Sequencer(new FastLSTM(4, 3))),
                net("deep branch first", () -> branches(deep(), new Linear(4, 3))),
                net("deep branch last", () -> branches(new Linear(4, 3), deep())),
                net("branches that recur", () -> branches(new FastLSTM(4, 3), new GRU(4, 3))),
                net(
                        "a vertex",
                        () -> new Sequencer(new Sequential()
                                .add(new ConcatTable().add(deep()).add(new Linear(4, 3)))
                                .add(new Gate(3))
                                .add(new Linear(3, 2)))),
                net(SHARED, () -> {
                    Linear shared = new Linear(4, 4);
                    return new Sequencer(new MaskZero(
                            new Sequential().add(shared).add(new Tanh()).add(shared.sharedClone()), 1));
                }),
                net("both ways", () -> new BiSequencer(new FastLSTM(4, 2), new GRU(4, 1))));
    }

    private static Module deep() {
        return new Sequential().add(new Linear(4, 5)).add(new Tanh()).add(new Linear(5, 3));
    }

    private static Module branches(Module one, Module other) {
        return new Sequencer(
                new Sequential().add(new ConcatTable().add(one).add(other)).add(new CAddTable()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nets")
    void ofACompiledNet(String name, Supplier<Module> net) {
        Module eager = net.get();
        GraphModule compiled = Dl4j.compile(eager);
        sameVectors(eager, compiled);
        sameGraph(compiled, !name.equals(SHARED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nets")
    void ofANetThatHasTwo(String name, Supplier<Module> net) {
        Module one = net.get();
        Module other = net.get();
        Module between = new Sequencer(new Linear(4, 4));
        GraphModule compiled = Dl4j.compile(one);
        sameVectors(joined(one, between, other), joined(compiled, between.clone(), Dl4j.compile(other)));
        sameGraph(compiled, !name.equals(SHARED));
    }

    private static Module joined(Module one, Module between, Module other) {
        return new Sequential()
                .add(between)
                .add(new ConcatTable().add(one).add(other))
                .add(new JoinTable(3));
    }

    /** Whatever is set in the vectors is what both compute with; whatever both find is in the vectors. */
    private static void sameVectors(Module eager, Module compiled) {
        eager.zeroGradParameters();
        compiled.zeroGradParameters();
        sameStep("before", eager, compiled, random(5, 2, 4));
        FlatParameters expected = eager.getParameters();
        FlatParameters actual = compiled.getParameters();
        for (int i = 0; i < 3; i++) {
            equal("parameters", expected.parameters(), actual.parameters());
            expected.parameters().mul(0.5);
            actual.parameters().mul(0.5);
            expected.gradParameters().zero();
            actual.gradParameters().zero();
            sameStep("step " + i, eager, compiled, random(5, 2, 4));
            equal("gradients", expected.gradParameters(), actual.gradParameters());
            expected.parameters().add(-0.1, expected.gradParameters());
            actual.parameters().add(-0.1, actual.gradParameters());
            eager.updateParameters(0.1);
            compiled.updateParameters(0.1);
        }
        equal(
                "again",
                eager.getParameters().parameters(),
                compiled.getParameters().parameters());
        sameStep("moved again", eager, compiled, random(5, 2, 4));
        sameStep("a copy", eager.clone(), compiled.clone(), random(5, 2, 4));
        Agreement.close(
                "of another type",
                eager.clone().toFloat().getParameters().parameters(),
                compiled.clone().toFloat().getParameters().parameters());
    }

    /** The graph itself has the same parameters, in its own order, and sets them in both. */
    private void sameGraph(GraphModule compiled, boolean writable) {
        Tensor input = random(5, 2, 4);
        compiled.evaluate();
        ComputationGraph graph = compiled.graph();
        Tensor vector = compiled.getParameters().parameters();
        Tensor output = compiled.forward(input).toTensor().copy();
        ComputationGraph read = writable ? saved(graph) : graph.clone();
        assertEquals(graph.params(), read.params());
        equal(
                "a graph read",
                output,
                Tensor.of(read.outputSingle(graphInput(input))).transpose(2, 3).transpose(1, 2));

        INDArray twice = graph.params().mul(2);
        Tensor before = vector.copy();
        graph.setParams(twice);
        equal("parameters set in the graph", before.mul(2), vector);
        equal(
                "output with those",
                compiled.forward(input),
                Tensor.of(graph.outputSingle(graphInput(input))).transpose(2, 3).transpose(1, 2));
    }

    private static INDArray graphInput(Tensor input) {
        return input.array().permute(1, 2, 0);
    }

    private ComputationGraph saved(ComputationGraph graph) {
        try {
            File file = folder.resolve("graph.zip").toFile();
            ModelSerializer.writeModel(graph, file, false);
            return ModelSerializer.restoreComputationGraph(file, false);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aGraphAtHandFollows() {
        Module eager = branches(new Linear(4, 3), deep());
        GraphModule compiled = Dl4j.compile(eager);
        ComputationGraph graph = compiled.graph();
        Tensor vector = new Sequential().add(compiled).getParameters().parameters();
        vector.mul(0.5);
        eager.getParameters().parameters().mul(0.5);
        Tensor input = random(5, 2, 4);
        equal(
                "output",
                eager.forward(input),
                Tensor.of(graph.outputSingle(graphInput(input))).transpose(2, 3).transpose(1, 2));
    }

    @Test
    void parametersSharedInPartAreRefused() {
        Module compiled = Dl4j.compile(new Linear(4, 3));
        compiled.parameters().weights().get(1).set(new Linear(4, 3).bias());
        assertEquals(
                "graph: expected the parameters of linear one after the other in memory, got some that are shared with"
                        + " another module and some that are not; share all of them, or none",
                assertThrows(UnsupportedOperationException.class, () -> compiled.forward(random(2, 4)))
                        .getMessage());
    }
}
