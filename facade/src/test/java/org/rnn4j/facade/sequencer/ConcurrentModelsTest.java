package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** Several models in several threads: each computes what it computes alone. */
class ConcurrentModelsTest {
    private static final int MODELS = 4;
    private static final int ITERATIONS = 30;

    /** Large enough for kernels to be shared among threads. */
    private static final int UNITS = 96;

    /** Who finds the other threads taken computes alone, in parts of another size: a rounding in float each, over all iterations. */
    private static final double TOLERANCE = 1e-4;

    private static Module model() {
        return new Sequencer(new Sequential()
                .add(new Linear(UNITS, UNITS))
                .add(new FastLSTM(UNITS, UNITS))
                .add(new GRU(UNITS, UNITS))
                .add(new Tanh()));
    }

    /** The parameters after some iterations of training. */
    private static double[] train(Module model, Tensor steps) {
        for (int i = 0; i < ITERATIONS; i++) {
            model.zeroGradParameters();
            Tensor output = model.forward(steps).toTensor();
            model.backward(steps, output);
            model.updateParameters(0.001);
        }
        return model.getParameters().parameters().toDoubleArray();
    }

    @Test
    void computeTheSameAsAlone() throws Exception {
        Tensor steps = new Tensor(5, 64, UNITS);
        Generator.global().normal(steps, 0, 1);
        Module original = model();
        double[] alone = train(original.clone(), steps);
        ExecutorService threads = Executors.newFixedThreadPool(MODELS);
        try {
            List<Future<double[]>> results = new ArrayList<>();
            for (int i = 0; i < MODELS; i++) {
                Module own = original.clone();
                results.add(threads.submit(() -> train(own, steps)));
            }
            for (Future<double[]> result : results) {
                assertArrayEquals(alone, result.get(), TOLERANCE);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
