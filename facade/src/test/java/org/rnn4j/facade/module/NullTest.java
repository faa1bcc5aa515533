package org.rnn4j.facade.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.MultiCriterion;
import org.rnn4j.facade.layer.criterion.ParallelCriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.Repeater;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Null where something must be is refused at once, in one line, by the module that the caller has written. */
final class NullTest {
    private static void refused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @Test
    void containersRefuseIt() {
        refused("Sequential: expected a module, got null", () -> new Sequential().add(null));
        refused("Sequential: expected a module, got null", () -> new Sequential().insert(null, 1));
        refused("ParallelTable: expected a module, got null", () -> new ParallelTable().add(null));
        refused("Sequencer: expected a module, got null", () -> new Sequencer(null));
        refused("Recursor: expected a module, got null", () -> new Recursor(null));
        refused("Repeater: expected a module, got null", () -> new Repeater(null, 2));
        refused("BiSequencer: expected a module, got null", () -> new BiSequencer(null));
        refused("SequencerCriterion: expected a criterion, got null", () -> new SequencerCriterion(null));
        refused("MaskZeroCriterion: expected a criterion, got null", () -> new MaskZeroCriterion(null, 1));
        refused("MultiCriterion: expected a criterion, got null", () -> new MultiCriterion().add(null));
        refused("ParallelCriterion: expected a criterion, got null", () -> new ParallelCriterion().add(null, 2));
    }

    @Test
    void callsRefuseIt() {
        Tensor x = Tensor.of(1.0, 2);
        refused("Identity: expected a tensor or a table as input, got null", () -> new Identity().forward(null));
        refused("Identity: expected a tensor or a table as input, got null", () -> new Identity().backward(null, x));
        refused(
                "Identity: expected a tensor or a table as gradOutput, got null",
                () -> new Identity().backward(x, null));
        refused("Linear(2 -> 3): expected a tensor as input, got null", () -> new Linear(2, 3).updateOutput(null));
        refused(
                "MSECriterion: expected a tensor or a table as input, got null",
                () -> new MSECriterion().forward(null, x));
        refused("MSECriterion: expected a tensor as target, got null", () -> new MSECriterion().forward(x, null));
        refused("MSECriterion: expected a tensor as target, got null", () -> new MSECriterion().backward(x, null));
    }

    @Test
    void tablesHaveHolesOnlyWhereOneIsSet() {
        String message = ": expected a tensor or a table as entry 2, got null; set makes holes";
        refused("Table" + message, () -> Table.of(new Tensor(), null));
        refused("Table" + message, () -> Table.of(new Tensor()).insert(null));
        assertTrue(new Table().set(2, new Tensor()).set(1, null).find(1) == null);
    }
}
