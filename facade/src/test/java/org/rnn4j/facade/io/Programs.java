package org.rnn4j.facade.io;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/** All training programs, and how their results are compared. */
final class Programs {
    /** What a recording says beside its results. */
    private static final Set<String> DESCRIPTION =
            Set.of("name", "about", "kind", "tolerance", "source", "settings", "script");

    /** By the name of their Lua source. */
    private static final Map<String, Program> ALL = Map.of(
            "char-lm.lua",
            new LanguageModelProgram(),
            "encoder-decoder.lua",
            new EncoderDecoderProgram(),
            "graph-lstm-text.lua",
            new GraphTextProgram(),
            "nce.lua",
            new NceProgram(),
            "tagger.lua",
            new TaggerProgram(),
            "visual-attention.lua",
            new VisualAttentionProgram());

    private Programs() {}

    /** What the case needs and what does not exist yet: the program, or modules. */
    static Set<String> missing(GoldenCase golden) {
        String source = golden.json().get("source").asText();
        Program program = ALL.get(source);
        if (program == null) {
            return Set.of("program " + source);
        }
        return program.needs().stream()
                .filter(name -> ModuleClasses.find(name).isEmpty())
                .map(name -> "nn." + name)
                .collect(Collectors.toSet());
    }

    /** Tensors as they are now. */
    static List<Tensor> copies(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::copy).toList();
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
