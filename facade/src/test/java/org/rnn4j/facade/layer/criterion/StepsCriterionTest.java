package org.rnn4j.facade.layer.criterion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** SequencerCriterion and RepeaterCriterion. */
@ExtendWith(InDouble.class)
final class StepsCriterionTest {
    private final Table steps = Table.of(Tensor.of(1.0, 2), Tensor.of(3.0, 4), Tensor.of(5.0, 6));
    private final Table targets = Table.of(Tensor.of(1.0, 2), Tensor.of(3.0, 2), Tensor.of(5.0, 10));

    @Test
    void lossesOfTheStepsAddUp() {
        assertEquals(2 + 8, new SequencerCriterion(new MSECriterion()).forward(steps, targets));
        assertEquals(10 / 3.0, new SequencerCriterion(new MSECriterion(), true).forward(steps, targets));
        assertEquals(0 + 4 + 16, new RepeaterCriterion(new MSECriterion()).forward(steps, Tensor.of(1.0, 2)));
    }

    @Test
    void everyStepKeepsItsGradient() {
        Table gradInput = new SequencerCriterion(new MSECriterion())
                .backward(steps, targets)
                .toTable();
        assertNotSame(gradInput.get(1), gradInput.get(2));
        Expect.values(gradInput.get(1), 0, 0);
        Expect.values(gradInput.get(2), 0, 2);
        Expect.values(gradInput.get(3), 0, -4);
    }

    @Test
    void theMeanDividesTheGradient() {
        Table gradInput = new SequencerCriterion(new MSECriterion(), true)
                .backward(steps, targets)
                .toTable();
        Expect.values(gradInput.get(3), 0, -4 / 3.0);
    }

    @Test
    void aTensorGivesATensor() {
        Tensor x = Expect.matrix(3, 1, 2, 3, 4, 5, 6);
        Tensor t = Expect.matrix(3, 1, 2, 3, 2, 5, 10);
        SequencerCriterion criterion = new SequencerCriterion(new MSECriterion());
        assertEquals(10, criterion.forward(x, t));
        Expect.values(criterion.backward(x, t), 0, 0, 0, 2, 0, -4);
    }

    @Test
    void shorterSequencesGiveShorterGradients() {
        SequencerCriterion criterion = new SequencerCriterion(new MSECriterion());
        criterion.backward(steps, targets);
        steps.truncate(2);
        targets.truncate(2);
        assertEquals(2, criterion.backward(steps, targets).toTable().size());
    }

    @Test
    void cloneHasCopiesOfItsOwn() {
        SequencerCriterion criterion = new SequencerCriterion(new MSECriterion());
        Table gradInput = criterion.backward(steps, targets).toTable();
        criterion.clone().backward(steps, Table.of(steps.get(2), steps.get(3), steps.get(1)));
        Expect.values(gradInput.get(3), 0, -4);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        SequencerCriterion criterion = new SequencerCriterion(new MSECriterion());
        Expect.refused(
                "SequencerCriterion: expected a target with 3 steps as the input has, got {[2]}",
                () -> criterion.forward(steps, Table.of(Tensor.of(1.0, 2))));
        Expect.refused(
                "SequencerCriterion: expected a table as target, as the input is one, got [2]",
                () -> criterion.forward(steps, Tensor.of(1.0, 2)));
        Expect.refused(
                "SequencerCriterion: expected at least one step as input, got {}",
                () -> criterion.forward(new Table(), new Table()));
        Expect.refused(
                "SequencerCriterion[2] > MSECriterion: expected a target with as many elements as the input [2], got [3]",
                () -> criterion.forward(steps, Table.of(steps.get(1), Tensor.of(1.0, 2, 3), steps.get(1))));
    }
}
