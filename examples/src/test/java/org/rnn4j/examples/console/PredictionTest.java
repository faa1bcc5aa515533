package org.rnn4j.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class PredictionTest {

    @Test
    void errorIsTheRootOfTheMeanSquare() {
        var prediction = new Prediction(new double[] {1, 2, 3, 4}, new double[] {1, 0, 3, 0});
        assertEquals(Math.sqrt((4 + 16) / 4.0), prediction.rootMeanSquaredError(), 1e-15);
    }

    @Test
    void printsItsError() {
        var prediction = new Prediction(new double[] {1, 1}, new double[] {1.5, 0.5});
        assertEquals("free-running prediction of 2 points: RMSE 0.5000", prediction.toString());
    }

    @Test
    void needsATargetForEachPrediction() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Prediction(new double[2], new double[3]));
        assertEquals("Prediction: expected a target for each of 2 predictions, got 3", e.getMessage());
    }
}
