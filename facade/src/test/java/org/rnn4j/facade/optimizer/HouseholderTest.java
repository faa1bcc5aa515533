package org.rnn4j.facade.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class HouseholderTest {
    @Test
    void whatWasMultipliedIsFoundAgain() {
        Random random = new Random(5);
        for (int n = 1; n <= 7; n++) {
            double[] expected = random.doubles(n, -1, 1).toArray();
            double[][] columns = new double[n][];
            double[] product = new double[n];
            for (int c = 0; c < n; c++) {
                columns[c] = random.doubles(n, -1, 1).toArray();
                columns[c][c] += 2;
                for (int r = 0; r < n; r++) {
                    product[r] += columns[c][r] * expected[c];
                }
            }
            Householder.solve(columns, product);
            assertArrayEquals(expected, product, 1e-12);
        }
    }

    @Test
    void aColumnWithNothingBelowTheDiagonalStays() {
        double[] product = {8, 6};
        Householder.solve(new double[][] {{2, 0}, {1, 3}}, product);
        assertArrayEquals(new double[] {3, 2}, product, 0);
    }

    @Test
    void aSingularMatrixIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Householder.solve(new double[][] {{1, 0}, {1, 0}}, new double[] {1, 1}));
        assertTrue(refused.getMessage().contains("full rank"), refused.getMessage());
    }
}
