package org.rnn4j.bridge.translate;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.Recursor;

/** The rules for the modules of the facade; here those for containers. */
final class StandardRules {
    private StandardRules() {}

    static void register() {
        containers();
        LayerRules.register();
        TableRules.register();
        RecurrentRules.register();
        SequenceRules.register();
        GraphRules.register();
    }

    private static void containers() {
        Rules.put(Sequential.class, (module, input, site) -> {
            Signal signal = input;
            int position = 1;
            for (Module child : module.modules()) {
                signal = site.child(position++, child, signal);
            }
            return signal;
        });
        Rules.put(ConcatTable.class, (module, input, site) -> {
            List<Signal> outputs = new ArrayList<>();
            for (Module child : module.modules()) {
                outputs.add(site.child(outputs.size() + 1, child, input));
            }
            return new Bundle(outputs);
        });
        Rules.put(ParallelTable.class, (module, input, site) -> {
            List<Signal> entries = site.entries(input, module.size());
            List<Signal> outputs = new ArrayList<>();
            for (Module child : module.modules()) {
                outputs.add(site.child(outputs.size() + 1, child, entries.get(outputs.size())));
            }
            return new Bundle(outputs);
        });
        Rules.put(Recursor.class, (module, input, site) -> site.inside(module.recurrentModule(), input));
    }
}
