package org.rnn4j.facade.io;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recorded training program, written again in Java: builds its nets and data by random numbers alone, trains, and gives what Torch's gave under the
 * same names.
 */
interface Program {
    /** What a recording says beside its results. */
    Set<String> DESCRIPTION = Set.of("name", "about", "kind", "tolerance", "source", "settings", "script");

    /** All programs, by the name of their Lua source. */
    Map<String, Program> ALL = Map.of("nce.lua", new NceProgram());

    /** Runs it. */
    Map<String, @Nullable Object> run(Settings settings);

    /** Whether there is a program for the case. */
    static boolean exists(GoldenCase golden) {
        return ALL.containsKey(golden.json().path("source").asText());
    }

    /** Runs the program of the case and compares its results: tensors under a name that ends in Summary by size, sum and first numbers. */
    static void replay(GoldenCase golden) {
        Map<String, @Nullable Object> results = ALL.get(
                        golden.json().get("source").asText())
                .run(new Settings(golden.json().get("settings")));
        golden.json().properties().forEach(recorded -> {
            String name = recorded.getKey();
            if (DESCRIPTION.contains(name)) {
                return;
            }
            if (!results.containsKey(name)) {
                throw new AssertionError(name + ": the program does not give it");
            }
            if (name.endsWith("Summary")) {
                GoldenValues.checkSummary(
                        name, recorded.getValue(), (Iterable<?>) results.get(name), golden.tolerance());
            } else {
                GoldenValues.check(name, recorded.getValue(), results.get(name), golden.tolerance());
            }
        });
    }
}
