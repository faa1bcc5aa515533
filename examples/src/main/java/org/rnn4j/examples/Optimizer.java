package org.rnn4j.examples;

import java.util.Locale;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** How a gradient changes the parameters. */
enum Optimizer {
    /** Torch's {@code updateParameters}: the rate times the gradient. */
    SGD(0.0001) {
        @Override
        IUpdater updater(double learningRate, int iterations) {
            return new Sgd(learningRate);
        }
    },
    /** Deeplearning4j's Adam, with a rate that falls over the training. */
    ADAM(0.003) {
        @Override
        IUpdater updater(double learningRate, int iterations) {
            return Adam.builder()
                    .learningRateSchedule(falling(learningRate, iterations))
                    .build();
        }
    },
    /** Deeplearning4j's RmsProp, with a rate that falls over the training. */
    RMSPROP(0.001) {
        @Override
        IUpdater updater(double learningRate, int iterations) {
            return RmsProp.builder()
                    .learningRateSchedule(falling(learningRate, iterations))
                    .build();
        }
    };

    /** What is left of the rate in the last iteration. */
    private static final double LAST_OF_FIRST_RATE = 0.01;

    private final double usualLearningRate;

    Optimizer(double usualLearningRate) {
        this.usualLearningRate = usualLearningRate;
    }

    /** The rate to begin with unless another one is wished. */
    double usualLearningRate() {
        return usualLearningRate;
    }

    /** Deeplearning4j's form of this, for so many iterations. */
    abstract IUpdater updater(double learningRate, int iterations);

    /** Not PolySchedule, which in release 1.0.0-M2.1 rises. */
    private static ISchedule falling(double learningRate, int iterations) {
        double factor = Math.pow(LAST_OF_FIRST_RATE, 1.0 / iterations);
        return new ExponentialSchedule(ScheduleType.ITERATION, learningRate, factor);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
