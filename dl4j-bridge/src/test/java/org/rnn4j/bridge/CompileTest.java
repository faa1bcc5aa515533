package org.rnn4j.bridge;

import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;
import static org.rnn4j.bridge.Agreement.sameTraining;
import static org.rnn4j.bridge.Agreement.steps;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.layer.container.Concat;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Add;
import org.rnn4j.facade.layer.simple.CMul;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LinearNoBias;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.CMaxTable;
import org.rnn4j.facade.layer.table.CMinTable;
import org.rnn4j.facade.layer.table.CMulTable;
import org.rnn4j.facade.layer.table.CSubTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.FlattenTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.NarrowTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.table.SelectTable;
import org.rnn4j.facade.layer.transfer.HardTanh;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.PReLU;
import org.rnn4j.facade.layer.transfer.ReLU;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.SoftMax;
import org.rnn4j.facade.layer.transfer.SoftPlus;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(Doubles.class)
final class CompileTest {
    private static Arguments net(Supplier<Module> net, Supplier<Activity> input) {
        return Arguments.of(net, input);
    }

    static Stream<Arguments> feedForward() {
        return Stream.of(
                net(() -> new Linear(4, 3), () -> random(5, 4)),
                net(() -> new Linear(4, 3), () -> random(4)),
                net(() -> new Linear(1, 3), () -> random(5, 1)),
                net(() -> new Linear(3, 1), () -> random(5, 3)),
                net(() -> new Linear(3, 2), () -> random(1, 3)),
                net(() -> new Linear(4, 3, false), () -> random(5, 4)),
                net(
                        () -> new Sequential()
                                .add(new Linear(4, 3))
                                .add(new Sigmoid())
                                .add(new Linear(3, 2)),
                        () -> random(5, 4)),
                net(() -> new Sequential().add(new Linear(4, 3)).add(new Tanh()).add(new Add(3)), () -> random(5, 4)),
                net(() -> new Sequential().add(new Linear(4, 3)).add(new HardTanh()), () -> random(5, 4)),
                net(() -> new Sequential().add(new HardTanh(-0.3, 0.5)).add(new Linear(4, 3)), () -> random(5, 4)),
                net(() -> new Sequential().add(new Linear(4, 3)).add(new LogSoftMax()), () -> random(5, 4)),
                net(() -> new Sequential().add(new Linear(4, 3)).add(new LogSoftMax()), () -> random(4)),
                net(() -> new LookupTable(10, 3), () -> randomIndices(10, 5)),
                net(() -> new LookupTable(10, 3, 2), () -> randomIndices(10, 25)),
                net(
                        () -> new Sequential().add(new LookupTable(10, 3)).add(new Linear(3, 2)),
                        () -> randomIndices(10, 6)),
                net(
                        () -> new Sequential()
                                .add(new ConcatTable()
                                        .add(new Linear(4, 3))
                                        .add(new Linear(4, 3))
                                        .add(new Linear(4, 3)))
                                .add(new CAddTable()),
                        () -> random(5, 4)),
                net(
                        () -> new Sequential()
                                .add(new ParallelTable().add(new Linear(4, 3)).add(new LookupTable(10, 3)))
                                .add(new CMulTable())
                                .add(new Tanh()),
                        () -> Table.of(random(5, 4), randomIndices(10, 5))),
                net(() -> new ConcatTable().add(new Linear(4, 3)).add(new Identity()), () -> random(5, 4)),
                net(
                        () -> new Sequential()
                                .add(new Linear(4, 4))
                                .add(new ConcatTable()
                                        .add(new Identity())
                                        .add(new Tanh())
                                        .add(new Identity())),
                        () -> random(5, 4)),
                net(() -> new Sequential().add(new Tanh()).add(new HardTanh()), () -> random(5, 4)),
                net(() -> new LinearNoBias(4, 3), () -> random(5, 4)),
                net(() -> new Sequential().add(new ReLU()).add(new SoftMax()), () -> random(5, 4)),
                net(() -> new Sequential().add(new SoftPlus()).add(new PReLU(4)).add(new CMul(4)), () -> random(5, 4)),
                net(() -> new Concat(2).add(new Linear(4, 3)).add(new Tanh()), () -> random(5, 4)),
                net(() -> pair(new CSubTable()), () -> random(5, 4)),
                net(() -> pair(new CMaxTable()), () -> random(5, 4)),
                net(() -> pair(new CMinTable()), () -> random(5, 4)),
                net(() -> pair(new JoinTable(1, 1)), () -> random(5, 4)),
                net(() -> pair(new JoinTable(2)), () -> random(5, 4)),
                net(() -> pair(new SelectTable(-1)), () -> random(5, 4)),
                net(() -> pair(new NarrowTable(2, 1)), () -> random(5, 4)),
                net(() -> pair(new FlattenTable()), () -> random(5, 4)),
                net(() -> pair(new Gate(3)), () -> random(5, 4)),
                net(
                        () -> new Sequential()
                                .add(new ParallelTable()
                                        .add(new LookupTable(10, 3))
                                        .add(new Linear(4, 3)))
                                .add(new Gate(3)),
                        () -> Table.of(randomIndices(10, 5), random(5, 4))));
    }

    private static Module pair(Module last) {
        Module both = new ConcatTable()
                .add(new Linear(4, 3))
                .add(new Sequential().add(new Linear(4, 3)).add(new Tanh()));
        return new Sequential().add(both).add(last);
    }

    @ParameterizedTest
    @MethodSource
    void feedForward(Supplier<Module> net, Supplier<Activity> input) {
        Module eager = net.get();
        sameTraining(eager, Dl4j.compile(eager), input.get(), input.get());
    }

    static Stream<Arguments> sequences() {
        return Stream.of(
                net(() -> new Linear(4, 3), () -> random(6, 5, 4)),
                net(
                        () -> new Sequential()
                                .add(new Linear(4, 3))
                                .add(new Tanh())
                                .add(new LogSoftMax()),
                        () -> random(6, 5, 4)),
                net(
                        () -> new Recursor(
                                new Sequential().add(new LookupTable(10, 3)).add(new Linear(3, 2))),
                        () -> randomIndices(10, 6, 5)),
                net(() -> new FastLSTM(4, 3), () -> random(6, 5, 4)),
                net(() -> new FastLSTM(4, 3), () -> random(6, 1, 4)),
                net(() -> new FastLSTM(4, 3), () -> random(1, 5, 4)),
                net(() -> new LSTM(4, 3), () -> random(6, 5, 4)),
                net(() -> new NormStabilizer(0.5), () -> random(6, 5, 4)),
                net(Nets::cosine, () -> random(6, 5, 1)),
                net(Nets::words, () -> randomIndices(10, 5, 4)),
                net(Nets::wordsByRecurrence, () -> randomIndices(10, 5, 4)),
                net(
                        () -> new Sequential()
                                .add(new ConcatTable().add(new FastLSTM(4, 3)).add(new Linear(4, 3)))
                                .add(new CAddTable()),
                        () -> random(6, 5, 4)),
                net(() -> pair(new Gate(3)), () -> random(6, 5, 4)),
                net(() -> pair(new CMinTable()), () -> random(6, 5, 4)),
                net(() -> pair(new JoinTable(1, 1)), () -> random(6, 5, 4)),
                net(() -> new Concat(2).add(new Linear(4, 3)).add(new FastLSTM(4, 2)), () -> random(6, 5, 4)));
    }

    @ParameterizedTest
    @MethodSource
    void sequences(Supplier<Module> step, Supplier<Tensor> input) {
        Module eager = new Sequencer(step.get());
        sameTraining(eager, Dl4j.compile(eager), input.get(), input.get());
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void tablesOfSteps(Supplier<Module> step, Supplier<Tensor> input) {
        Module eager = new Sequencer(step.get());
        sameTraining(eager, Dl4j.compile(eager), steps(input.get()), steps(input.get()));
    }

    @Test
    void lastStepOfASequence() {
        Module eager = new Sequential()
                .add(new Sequencer(new FastLSTM(4, 3)))
                .add(new SelectTable(-1))
                .add(new Linear(3, 2));
        sameTraining(eager, Dl4j.compile(eager), steps(random(6, 5, 4)), steps(random(4, 5, 4)));
    }

    @Test
    void sequencersInARow() {
        Module eager = new Sequential()
                .add(new Sequencer(new LookupTable(10, 4)))
                .add(new Sequencer(new FastLSTM(4, 3)))
                .add(new Sequencer(new Sequential().add(new Linear(3, 10)).add(new LogSoftMax())));
        sameTraining(eager, Dl4j.compile(eager), randomIndices(10, 6, 5), randomIndices(10, 3, 2));
    }
}
