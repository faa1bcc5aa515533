package org.rnn4j.facade.io;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;

/** The classes behind Torch's names: {@code Linear} is the class of that name in one of our packages; others go by their full name. */
final class ModuleClasses {
    private static final List<String> PACKAGES = List.of(
            "org.rnn4j.facade.layer.simple",
            "org.rnn4j.facade.layer.transfer",
            "org.rnn4j.facade.layer.table",
            "org.rnn4j.facade.layer.container",
            "org.rnn4j.facade.layer.convolution",
            "org.rnn4j.facade.layer.criterion",
            "org.rnn4j.facade.layer.stochastic",
            "org.rnn4j.facade.recurrent",
            "org.rnn4j.facade.sequencer");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");

    /** Asking all packages takes a millisecond and more. */
    private static final Map<String, Class<?>> OURS = new ConcurrentHashMap<>();

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
        Class<?> known = OURS.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Class<?>> found = findOurs(name);
        found.ifPresent(type -> OURS.put(name, type));
        return found;
    }

    private static Optional<Class<?>> findOurs(String name) {
        return PACKAGES.stream()
                .flatMap(where -> load(where + "." + name, ModuleClasses.class.getClassLoader()).stream())
                .findFirst();
    }

    /** What {@link #find} calls a class. */
    static String nameOf(Class<?> type) {
        return PACKAGES.contains(type.getPackageName()) ? type.getSimpleName() : type.getName();
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
