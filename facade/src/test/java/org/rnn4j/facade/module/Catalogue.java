package org.rnn4j.facade.module;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.rnn4j.facade.io.ModuleSpec;

/** The catalogues among the test resources: every public module and criterion, how to make it, what goes into it. */
public final class Catalogue {
    /** All modules. */
    public static final List<Entry> MODULES = read("/catalogue/modules.txt");

    /** All criterions; an input is {@code input ~ target}. */
    public static final List<Entry> CRITERIONS = read("/catalogue/criterions.txt");

    private static final Set<String> FLAGS = Set.of(
            "evaluate",
            "no input gradient",
            "no parameter gradient",
            "no backward",
            "in place",
            "scale 1",
            "no scale",
            "no accumulation",
            "random",
            "no float",
            "");

    private Catalogue() {}

    /**
     * One way to make a module or criterion.
     *
     * @param spec as a ModuleSpec reads it
     * @param inputs in the notation of {@link Samples}
     * @param flags what tests have to know, as explained in the catalogue
     * @param steps how many times in a row it is called
     */
    public record Entry(ModuleSpec spec, List<String> inputs, Set<String> flags, int steps) {
        /** Whether a flag is set. */
        public boolean is(String flag) {
            if (!FLAGS.contains(flag)) {
                throw new IllegalArgumentException("unknown flag " + flag);
            }
            return flags.contains(flag);
        }

        @Override
        public String toString() {
            return spec + " " + inputs + (steps > 1 ? " x " + steps : "") + (flags.isEmpty() ? "" : " " + flags);
        }
    }

    private static List<Entry> read(String resource) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Catalogue.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Catalogue::entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String line) {
        List<String> parts = Arrays.stream(line.split("\\|")).map(String::trim).toList();
        Set<String> flags = new HashSet<>();
        int steps = 1;
        for (String flag : parts.size() > 2 ? parts.get(2).split(", *") : new String[0]) {
            if (flag.startsWith("steps ")) {
                steps = Integer.parseInt(flag.substring(6));
            } else {
                flags.add(flag);
            }
        }
        return new Entry(
                ModuleSpec.parse(parts.get(0).replace('\'', '"')), Samples.split(parts.get(1), ';'), flags, steps);
    }

    /** Tries {@code build}: what it throws, or nothing if it works. */
    static Optional<RuntimeException> failure(Runnable build) {
        try {
            build.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** A test that an entry can be made, which {@code failure} shows it cannot; aborted if there is no such class yet. */
    static DynamicNode cannotBeMade(RuntimeException failure) {
        return DynamicTest.dynamicTest("can be made", () -> {
            Assumptions.assumeFalse(
                    String.valueOf(failure.getMessage()).endsWith("does not exist (yet)"), failure.getMessage());
            throw failure;
        });
    }

    /** The names that have an entry. */
    static Set<String> names(List<Entry> entries) {
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> names.add(entry.spec().name()));
        return names;
    }
}
