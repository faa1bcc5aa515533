package org.rnn4j.facade.layer.container;

import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/** A container whose modules run side by side, and that prints them so. */
abstract class Branches extends Container {
    /** No branches yet. */
    Branches() {}

    /** {@code activity} as a table with one entry for each module, or the exception that says that {@code name} should be one. */
    protected final Table perModule(String name, Activity activity) {
        Table entries = table(name, activity);
        if (entries.size() != size()) {
            throw expected(name + " with " + size() + " entries, one for each module", activity);
        }
        return entries;
    }

    /** A tree of the branches. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(super.toString()).append(" {\n  input");
        for (int i = 1; i <= size(); i++) {
            boolean last = i == size();
            String module = get(i).toString().replace("\n", last ? "\n         " : "\n    |    ");
            text.append(last ? "\n     `-> (" : "\n    |`-> (")
                    .append(i)
                    .append("): ")
                    .append(module);
        }
        return text.append("\n     ... -> output\n}").toString();
    }
}
