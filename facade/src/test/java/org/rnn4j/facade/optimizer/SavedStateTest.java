package org.rnn4j.facade.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.facade.io.TorchFile;
import org.rnn4j.facade.module.FlatParameters;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.optim;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/** Whoever saves a run, with its generator, and goes on from the file gets the numbers of whoever did not stop. */
final class SavedStateTest {
    private static final int STEPS = 6;

    private record Named(String name, Optimizer optimizer) {}

    private static final List<Named> OPTIMIZERS = List.of(
            new Named("sgd", optim::sgd),
            new Named("nag", optim::nag),
            new Named("asgd", optim::asgd),
            new Named("adam", optim::adam),
            new Named("adamax", optim::adamax),
            new Named("adagrad", optim::adagrad),
            new Named("adadelta", optim::adadelta),
            new Named("rmsprop", optim::rmsprop),
            new Named("rprop", optim::rprop),
            new Named("cg", optim::cg),
            new Named("lbfgs", optim::lbfgs));

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> aSavedRunGoesOnWithTheSameNumbers() {
        return OPTIMIZERS.stream()
                .map(named -> DynamicTest.dynamicTest(named.name, () -> goesOn(named)))
                .toList();
    }

    private void goesOn(Named named) {
        LuaTable whole = begin();
        train(whole, named.optimizer, STEPS);

        LuaTable begun = begin();
        train(begun, named.optimizer, STEPS / 2);
        Path file = folder.resolve(named.name + ".t7");
        torch.save(file.toString(), begun);
        torch.manualSeed(77);
        LuaTable resumed = (LuaTable) torch.load(file.toString());
        train(resumed, named.optimizer, STEPS - STEPS / 2);

        assertEquals(whole.number("steps"), resumed.number("steps"));
        assertArrayEquals(parameters(whole), parameters(resumed), 0);
        assertArrayEquals(bytes(whole.table("state")), bytes(resumed.table("state")));
    }

    /** A net that draws random numbers as it runs, over a sequence, so that all of a run's state counts. */
    private static LuaTable begin() {
        torch.manualSeed(3);
        Module net = nn.Sequential()
                .add(nn.Sequencer(nn.LSTM(3, 4)))
                .add(nn.Dropout(0.3))
                .add(nn.Sequencer(nn.Linear(4, 2)));
        return LuaTable.named(
                "model",
                net,
                "state",
                LuaTable.named("learningRate", 0.05, "momentum", 0.9, "dampening", 0, "maxIter", 3),
                "steps",
                0,
                "generator",
                torch.getRNGState());
    }

    private static void train(LuaTable run, Optimizer optimizer, int steps) {
        torch.setRNGState(run.tensor("generator"));
        Module net = (Module) run.get("model");
        FlatParameters flat = net.getParameters();
        LuaTable state = run.table("state");
        for (int i = 0; i < steps; i++) {
            Tensor input = torch.randn(5, 2, 3);
            Tensor target = torch.randn(5, 2, 2);
            var criterion = nn.MSECriterion();
            optimizer.step(
                    x -> {
                        flat.gradParameters().zero();
                        double loss = criterion.forward(net.forward(input), target);
                        net.backward(input, criterion.backward(net.output(), target));
                        return new Evaluation(loss, flat.gradParameters());
                    },
                    flat.parameters(),
                    state,
                    state);
        }
        run.put("steps", run.number("steps") + steps).put("generator", torch.getRNGState());
    }

    private static byte[] bytes(LuaTable state) {
        return TorchFile.serialize(state, TorchFile.Format.BINARY);
    }

    private static double[] parameters(LuaTable run) {
        return ((Module) run.get("model")).getParameters().parameters().toDoubleArray();
    }

    @Test
    void aTableOfSettingsShowsThemInOrder() {
        LuaTable config = LuaTable.named("momentum", 0.9, "learningRate", 1, "nesterov", false);
        assertEquals("{learningRate: 1, momentum: 0.9, nesterov: false}", config.toString());
        assertEquals(0.5, config.number("nesterov", 0.5));
    }
}
