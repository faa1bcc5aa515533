package org.rnn4j.examples.console;

import java.util.Locale;

/**
 * What a net predicted when it was fed its own predictions, and what it should have been, step by step.
 *
 * @param predicted the predictions
 * @param target the true values of the same steps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Prediction(double[] predicted, double[] target) {

    /** Checks that there are as many predictions as targets. */
    public Prediction {
        if (predicted.length != target.length || predicted.length == 0) {
            throw new IllegalArgumentException("Prediction: expected a target for each of " + predicted.length
                    + " predictions, got " + target.length);
        }
    }

    /** The root of the mean squared error. */
    public double rootMeanSquaredError() {
        double sum = 0;
        for (int i = 0; i < predicted.length; i++) {
            double error = predicted[i] - target[i];
            sum += error * error;
        }
        return Math.sqrt(sum / predicted.length);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "free-running prediction of %d points: RMSE %.4f",
                predicted.length,
                rootMeanSquaredError());
    }
}
