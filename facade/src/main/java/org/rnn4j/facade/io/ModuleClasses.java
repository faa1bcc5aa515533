package org.rnn4j.facade.io;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;

/** The classes behind Torch's names: ours go by their simple name, others by their full one. */
final class ModuleClasses {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");

    private ModuleClasses() {}

    /** The module or criterion class named {@code name}, if there is one. Its static initializer does not run yet. */
    static Optional<Class<?>> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        if (name.contains(".")) {
            return load(name, Thread.currentThread().getContextClassLoader())
                    .or(() -> load(name, ModuleClasses.class.getClassLoader()));
        }
        return Optional.ofNullable(ModuleIndex.find(name));
    }

    /** What {@link #find} calls a class. */
    static String nameOf(Class<?> type) {
        return ModuleIndex.find(type.getSimpleName()) == type ? type.getSimpleName() : type.getName();
    }

    private static Optional<Class<?>> load(String name, @Nullable ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            return Module.class.isAssignableFrom(type) || Criterion.class.isAssignableFrom(type)
                    ? Optional.of(type)
                    : Optional.empty();
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            // The error is how a file system that ignores case answers to another spelling of a name that exists.
            return Optional.empty();
        }
    }
}
