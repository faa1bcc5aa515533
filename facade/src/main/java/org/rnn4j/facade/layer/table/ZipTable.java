package org.rnn4j.facade.layer.table;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Exchanges the inner and the outer order of a table of tables.
 *
 * <pre>{{a1, a2}, {b1, b2}, {c1, c2}}  ->  {{a1, b1, c1}, {a2, b2, c2}}</pre>
 *
 * Input: a table of tables with as many entries each. Output: as many tables, of the entries themselves.
 *
 * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.ZipTable">dpnn manual: ZipTable</a>
 */
public final class ZipTable extends Module {
    /** Inner and outer order exchanged. */
    public ZipTable() {}

    @Override
    public Table updateOutput(Activity input) {
        return zipped(outputTable(), checked("input", input));
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table inputs = checked("input", input);
        Table gradients = checked("gradOutput", gradOutput);
        if (gradients.size() != inputs.table(1).size() || gradients.table(1).size() != inputs.size()) {
            throw expected(
                    "gradOutput with " + inputs.table(1).size() + " tables of " + inputs.size() + " entries",
                    gradOutput);
        }
        return zipped(gradInputTable(), checkedGradient(gradients));
    }

    private static Table zipped(Table target, Table source) {
        int count = source.table(1).size();
        target.truncate(count);
        for (int i = 1; i <= count; i++) {
            Table inner = inner(target.find(i));
            inner.truncate(source.size());
            for (int j = 1; j <= source.size(); j++) {
                inner.set(j, source.table(j).get(i));
            }
            target.set(i, inner);
        }
        return target;
    }

    private static Table inner(@Nullable Activity old) {
        return old instanceof Table table ? table : new Table();
    }

    private Table checked(String name, Activity activity) {
        Table tables = table(name, activity);
        int count = -1;
        for (int i = 1; i <= tables.size(); i++) {
            if (!(tables.find(i) instanceof Table inner) || inner.size() == 0 || (i > 1 && inner.size() != count)) {
                throw expected("a table of tables with as many entries each as " + name, activity);
            }
            table(name, inner);
            count = inner.size();
        }
        if (count < 0) {
            throw expected("a table of at least one table as " + name, activity);
        }
        return tables;
    }
}
