package org.rnn4j.bridge.translate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.module.RunsOverTime;

/** The rules by class of module. */
final class Rules {
    private static final ByClass<Rule<?>> RULES = new ByClass<>();

    static {
        StandardRules.register();
    }

    private Rules() {}

    static <M extends Module> void put(Class<M> type, Rule<M> rule) {
        RULES.put(type, rule);
    }

    static Signal translate(Module module, Signal input, Site site) {
        if (!site.inSequence() && treatsStepsAlike(module) && Site.decided(input) instanceof Sequence sequence) {
            return sequence.with(translate(module, sequence.step(), site));
        }
        Rule<?> rule = RULES.find(module.getClass());
        if (rule != null) {
            return apply(rule, module, input, site);
        }
        return module instanceof KeepsSize ? LayerRules.rowByRow(module, input, site) : host(module, input, site);
    }

    @SuppressWarnings("unchecked")
    private static <M extends Module> Signal apply(Rule<M> rule, Module module, Signal input, Site site) {
        return rule.translate((M) module, input, site);
    }

    /** What happens to modules without a rule: nothing is known of them, so within a sequence they run step by step. */
    static Signal host(Module module, Signal input, Site site) {
        Signal known = Site.decided(input);
        boolean table = known instanceof Bundle;
        Module inside = runsOverTime(module);
        if (inside != null && (table || !site.inSequence())) {
            throw site.refuse(
                    inside == module
                            ? "runs over time, and has no rule that takes it apart"
                            : "has " + inside.who() + " inside, which runs over time, and no rule that takes it apart",
                    "use containers that have rules, or register one for "
                            + module.getClass().getName());
        }
        if (table) {
            List<Edge> entries =
                    site.entries(known).stream().map(entry -> edge(entry, site)).toList();
            return site.host(entries, Edge.UNKNOWN);
        }
        Edge edge = edge(known, site);
        return site.inSequence() ? site.hostOverTime(edge, Edge.UNKNOWN) : site.host(edge, Edge.UNKNOWN);
    }

    /** Word indices stay what they are; all else must be numbers. */
    private static Edge edge(Signal signal, Site site) {
        return Site.decided(signal) instanceof Edge edge ? edge : site.values(signal);
    }

    /** Modules that do to a tensor {@code [T, N, ...]} what they do to each of its steps. */
    private static boolean treatsStepsAlike(Module module) {
        return module instanceof RowWise rowWise && rowWise.isRowWise() && rowWise.sampleDimensions() <= 0;
    }

    private static @Nullable Module runsOverTime(Module module) {
        if (module.countsOwnSteps() || module instanceof RunsOverTime) {
            return module;
        }
        for (Module child : module.modules()) {
            Module found = runsOverTime(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
