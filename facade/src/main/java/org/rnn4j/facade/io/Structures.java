package org.rnn4j.facade.io;

import java.util.List;
import java.util.Map;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.LuaTable;

/** What Java has that Torch's files say in another form. */
final class Structures {
    private final ModuleWriter modules = new ModuleWriter();

    /** {@code value} as something that files have a form for. */
    Object plain(Object value) {
        if (value instanceof TorchObject) {
            return value;
        }
        if (value instanceof Module module) {
            return modules.of(module);
        }
        if (value instanceof Criterion criterion) {
            return modules.of(criterion);
        }
        if (value instanceof long[] sizes) {
            Storage storage = new Storage(ElementType.LONG, sizes.length);
            for (int i = 0; i < sizes.length; i++) {
                storage.putLong(i, sizes[i]);
            }
            return storage;
        }
        if (value instanceof List<?> list) {
            LuaTable table = new LuaTable();
            for (int i = 0; i < list.size(); i++) {
                table.put(i + 1, list.get(i));
            }
            return table;
        }
        if (value instanceof Map<?, ?> map) {
            LuaTable table = new LuaTable();
            map.forEach(table::put);
            return table;
        }
        return value;
    }
}
