package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.annotations.Contract;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Replaces tensors one by one, wherever they are: in fields, tables, and the fields of inner modules and criterions. What was one object before is one
 * object afterwards.
 */
abstract class TensorFields implements Fields {
    private final Map<Object, Object> replacements = new IdentityHashMap<>();

    /** What to put in the place of {@code tensor}, which was told as {@code name} or is inside of what was. */
    abstract Tensor replace(Role role, String name, Tensor tensor);

    /** What to put in the place of {@code part}, whose fields are seen afterwards. */
    abstract Part replace(Part part);

    /** What to put in the place of {@code table}, to be filled with the replacements of its entries. */
    abstract Table replace(Role role, Table table);

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    @Contract("_, _, !null -> !null")
    public final <A extends Activity> @Nullable A activity(Role role, String name, @Nullable A value) {
        return value == null ? value : (A) replaced(role, name, value);
    }

    private Activity replaced(Role role, String name, Activity value) {
        Object known = replacements.get(value);
        if (known != null) {
            return (Activity) known;
        }
        if (value instanceof Tensor tensor) {
            Tensor replacement = replace(role, name, tensor);
            replacements.put(tensor, replacement);
            return replacement;
        }
        Table table = value.toTable();
        Table replacement = replace(role, table);
        replacements.put(table, replacement);
        for (int i = 1; i <= table.size(); i++) {
            Activity entry = table.find(i);
            if (entry != null) {
                replacement.set(i, replaced(role, name, entry));
            }
        }
        return replacement;
    }

    @Override
    @Contract("_, !null -> !null")
    public final <M extends Module> @Nullable M module(String name, @Nullable M value) {
        return value == null ? value : part(value);
    }

    @Override
    public final <C extends Criterion> C criterion(String name, C value) {
        return part(value);
    }

    @SuppressWarnings("unchecked")
    private <P extends Part> P part(P value) {
        Object known = replacements.get(value);
        if (known != null) {
            return (P) known;
        }
        if (value instanceof Module module) {
            module.settle();
        }
        Part replacement = replace(value);
        replacements.put(value, replacement);
        if (replacement != value || visitsInPlace()) {
            replacement.fields(this);
        }
        return (P) replacement;
    }

    @Override
    public final <C extends Criterion> List<C> criterions(String name, List<C> value) {
        List<C> result = new ArrayList<>(value.size());
        for (C criterion : value) {
            result.add(part(criterion));
        }
        return result;
    }

    /** Whether modules that stay where they are have their fields replaced. */
    abstract boolean visitsInPlace();

    @Override
    public final <M extends Module> List<M> modules(String name, List<M> value) {
        List<M> result = new ArrayList<>(value.size());
        for (M module : value) {
            result.add(part(module));
        }
        return result;
    }
}
