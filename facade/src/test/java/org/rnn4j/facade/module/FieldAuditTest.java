package org.rnn4j.facade.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** The audit itself: what it has to find. */
final class FieldAuditTest {
    private static class Honest extends Module {
        private Tensor weight = new Tensor(2);

        @Override
        public Activity updateOutput(Activity input) {
            return setOutput(input);
        }

        @Override
        public Activity updateGradInput(Activity input, Activity gradOutput) {
            return setGradInput(gradOutput);
        }

        @Override
        protected void fields(Fields fields) {
            super.fields(fields);
            weight = fields.parameter("weight", weight);
        }
    }

    /** A place to put things; only the audit ever looks at them. */
    @SuppressWarnings("UnusedVariable")
    private static final class Drawer {
        private Tensor inside = new Tensor(1);

        void put(Tensor tensor) {
            inside = tensor;
        }
    }

    @SuppressWarnings("UnusedVariable")
    private static final class Forgetful extends Honest {
        private final Table table = Table.of(new Tensor(1));
        private final List<Tensor> list = new ArrayList<>(List.of(new Tensor(3)));
        private final Drawer drawer = new Drawer();
        private final Module[] modules = {new Honest()};
    }

    @SuppressWarnings("UnusedVariable")
    private static final class Careless extends Honest {
        private @Nullable Drawer memory = new Drawer();
        private @Nullable Drawer told = new Drawer();

        @Override
        protected void fields(Fields fields) {
            super.fields(fields);
            memory = null;
            told = fields.scratch(told);
        }
    }

    @Test
    void toldFieldsAreNotFound() {
        assertEquals(List.of(), FieldAudit.undeclared(new Honest()));
        Honest module = new Honest();
        assertEquals(List.of(), FieldAudit.shared(module, module.clone()));
    }

    @Test
    void forgottenFieldsAreFoundWhereverTheyAre() {
        Forgetful module = new Forgetful();
        module.drawer.put(new Tensor(1));
        assertEquals(
                List.of(
                        "Forgetful.drawer.inside",
                        "Forgetful.list[1]",
                        "Forgetful.modules[0]",
                        "Forgetful.modules[0].weight",
                        "Forgetful.table",
                        "Forgetful.table[1]"),
                FieldAudit.undeclared(module));
    }

    @Test
    void whatIsDroppedUnaskedIsFound() {
        assertEquals(List.of(), FieldAudit.dropped(new Honest()));
        assertEquals(List.of("Careless.memory", "Careless.memory.inside"), FieldAudit.dropped(new Careless()));
    }

    @Test
    void whatACloneSharesIsFound() {
        Forgetful module = new Forgetful();
        assertEquals(
                List.of(
                        "Forgetful.drawer",
                        "Forgetful.drawer.inside",
                        "Forgetful.list",
                        "Forgetful.list[1]",
                        "Forgetful.modules[0]",
                        "Forgetful.modules[0].weight",
                        "Forgetful.table",
                        "Forgetful.table[1]"),
                FieldAudit.shared(module, module.clone()));
    }

    @Test
    void sharedParametersAreFound() {
        Honest module = new Honest();
        assertEquals(List.of("Honest.weight"), FieldAudit.shared(module, module.sharedClone()));
    }
}
