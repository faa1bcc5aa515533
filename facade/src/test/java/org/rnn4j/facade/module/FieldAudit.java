package org.rnn4j.facade.module;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Looks at all that a module or criterion holds, by reflection, and compares it with what the module tells in {@code fields}. */
final class FieldAudit {
    /** Where each object was found, such as {@code Linear.weight}. */
    private final Map<Object, String> found = new IdentityHashMap<>();

    /** Objects that hold others, or change, without being tensors, tables, modules or criterions. */
    private final Map<Object, String> helpers = new IdentityHashMap<>();

    private FieldAudit(Object root) {
        visit(root, root.getClass().getSimpleName());
    }

    /** The places of tensors, tables, modules and criterions inside {@code root} that {@code fields} does not tell. */
    static List<String> undeclared(Object root) {
        Declared declared = new Declared(false);
        declared.visit(root);
        FieldAudit audit = new FieldAudit(root);
        audit.found.keySet().removeAll(declared.seen);
        return audit.found.values().stream().sorted().toList();
    }

    /** The places of whatever {@code root} drops by itself when it tells its fields, although it may keep them all. */
    static List<String> dropped(Object root) {
        Set<String> places = new FieldAudit(root).places();
        new Declared(true).visit(root);
        places.removeAll(new FieldAudit(root).places());
        return List.copyOf(places);
    }

    /** The places of whatever {@code copy} shares with {@code original}, other than what cannot change. */
    static List<String> shared(Object original, Object copy) {
        FieldAudit first = new FieldAudit(original);
        FieldAudit second = new FieldAudit(copy);
        Map<Storage, String> storages = new IdentityHashMap<>();
        first.found.forEach((object, path) -> {
            if (object instanceof Tensor tensor && tensor.elements() > 0) {
                storages.put(tensor.storage(), path);
            }
        });
        List<String> shared = new ArrayList<>();
        second.found.forEach((object, path) -> {
            if (first.found.containsKey(object)
                    || (object instanceof Tensor tensor && storages.containsKey(tensor.storage()))) {
                shared.add(path);
            }
        });
        second.helpers.forEach((object, path) -> {
            if (first.helpers.containsKey(object)) {
                shared.add(path);
            }
        });
        Collections.sort(shared);
        return shared;
    }

    /** Where something is; which entry of a list it is may change when the list is made anew. */
    private Set<String> places() {
        Set<String> places = new TreeSet<>();
        found.values().forEach(path -> places.add(path.replaceAll("\\[\\d+]", "[]")));
        helpers.values().forEach(path -> places.add(path.replaceAll("\\[\\d+]", "[]")));
        return places;
    }

    private void visit(@Nullable Object object, String path) {
        if (object == null || found.containsKey(object) || helpers.containsKey(object)) {
            return;
        }
        Class<?> type = object.getClass();
        if (object instanceof Tensor) {
            found.put(object, path);
        } else if (object instanceof Table table) {
            found.put(object, path);
            for (int i = 1; i <= table.size(); i++) {
                visit(table.find(i), path + "[" + i + "]");
            }
        } else if (object instanceof Collection<?> collection) {
            visitAll(collection, path);
        } else if (object instanceof Map<?, ?> map) {
            visitAll(map.keySet(), path + " keys");
            visitAll(map.values(), path + " values");
        } else if (type.isArray() && !type.getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(object); i++) {
                visit(Array.get(object, i), path + "[" + i + "]");
            }
        } else if (type.getName().startsWith("org.rnn4j.") && !type.isEnum()) {
            if (object instanceof Module || object instanceof Criterion) {
                found.put(object, path);
            } else if (changes(type)) {
                helpers.put(object, path);
            }
            visitFields(object, path);
        }
    }

    private void visitAll(Collection<?> entries, String path) {
        if (entries instanceof ArrayList) {
            helpers.put(entries, path);
        }
        int i = 0;
        for (Object entry : entries) {
            i++;
            visit(entry, path + "[" + i + "]");
        }
    }

    private static boolean changes(Class<?> type) {
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void visitFields(Object object, String path) {
        for (Class<?> c = object.getClass(); c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    try {
                        visit(field.get(object), path + "." + field.getName());
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }

    /** What modules and criterions tell by themselves. */
    private static final class Declared implements Fields {
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final boolean keepsScratch;

        Declared(boolean keepsScratch) {
            this.keepsScratch = keepsScratch;
        }

        @Override
        public <T> @Nullable T scratch(@Nullable T value) {
            return keepsScratch ? value : null;
        }

        void visit(@Nullable Object object) {
            if (object == null || !seen.add(object)) {
                return;
            }
            if (object instanceof Module module) {
                module.fields(this);
            } else if (object instanceof Criterion criterion) {
                criterion.fields(this);
            } else if (object instanceof Table table) {
                for (int i = 1; i <= table.size(); i++) {
                    visit(table.find(i));
                }
            }
        }

        @Override
        public <A extends Activity> @Nullable A activity(Role role, String name, @Nullable A value) {
            visit(value);
            return value;
        }

        @Override
        public <M extends Module> @Nullable M module(String name, @Nullable M value) {
            visit(value);
            return value;
        }

        @Override
        public <M extends Module> List<M> modules(String name, List<M> value) {
            value.forEach(this::visit);
            return value;
        }

        @Override
        public <C extends Criterion> C criterion(String name, C value) {
            visit(value);
            return value;
        }

        @Override
        public <C extends Criterion> List<C> criterions(String name, List<C> value) {
            value.forEach(this::visit);
            return value;
        }
    }
}
