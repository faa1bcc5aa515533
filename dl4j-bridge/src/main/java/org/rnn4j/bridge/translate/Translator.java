package org.rnn4j.bridge.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.bridge.layer.InputKind;
import org.rnn4j.bridge.vertex.TapVertex;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;

/**
 * Translates modules into configurations of ComputationGraphs. {@link org.rnn4j.bridge.Dl4j} is the usual way in.
 *
 * <p>A rule for own modules makes them vertices of their choice; without one they are hosted:
 *
 * <pre>
 * Translator.register(Swish.class, (swish, input, site) -&gt; {
 *     Edge x = site.values(input);
 *     return site.layer(new ActivationLayer(Activation.SWISH), x, x.size());
 * });
 * </pre>
 */
public final class Translator {
    private Translator() {}

    /** Sets the rule for modules of {@code type} and its subclasses, in the place of any that was there. */
    public static <M extends Module> void register(Class<M> type, Rule<M> rule) {
        Rules.put(type, rule);
    }

    /** Sets the loss function for criterions of {@code type} and its subclasses, in the place of any that was there. */
    public static <C extends Criterion> void registerLoss(Class<C> type, LossRule<C> rule) {
        Losses.put(type, rule);
    }

    /**
     * Translates a module that takes its whole input at once; its gradients come from outside.
     *
     * @param defaults what the graph has before anything is translated into it
     * @param shape what the input is, or null if the modules tell
     * @throws UnsupportedOperationException if it cannot be translated, naming the module, its path, and the nearest form that can
     */
    public static Translation translate(Module module, GraphDefaults defaults, @Nullable InputShape shape) {
        Draft draft = new Draft(defaults, false);
        Signal input = open(draft, shape);
        Signal result = complete(draft, input, Site.root(draft, module).translate(input));
        return finish(draft, input, tapped(draft, result, "output"), null);
    }

    /**
     * Translates a module together with the criterion that it is trained by. A module that counts time steps itself is run over
     * sequences, with the criterion at each step.
     *
     * @param defaults what the graph has before anything is translated into it
     * @param shape what the input is, or null if the modules tell
     * @param measure what the criterion looks at
     * @throws UnsupportedOperationException if it cannot be translated, naming the module, its path, and the nearest form that can
     */
    public static Translation translate(
            Module module, Criterion criterion, GraphDefaults defaults, @Nullable InputShape shape, Measure measure) {
        Draft draft = new Draft(defaults, true);
        Signal input = open(draft, shape);
        Site root = Site.root(draft, module);
        boolean stepwise = module.countsOwnSteps();
        Signal result = stepwise ? root.translateOverTime(input) : root.translate(input);
        Losses.Result losses = Losses.add(draft, criterion, complete(draft, input, result), stepwise, measure);
        return finish(draft, input, losses.output(), losses.labels());
    }

    /** Where the parameters of {@code module} lie in graphs that are made from it, whatever the criterion. */
    public static List<Placement> placements(Module module, GraphDefaults defaults, @Nullable InputShape shape) {
        Draft draft = new Draft(defaults, false);
        Site root = Site.root(draft, module);
        if (module.countsOwnSteps()) {
            root.translateOverTime(open(draft, shape));
        } else {
            root.translate(open(draft, shape));
        }
        return draft.placements();
    }

    private static Signal open(Draft draft, @Nullable InputShape shape) {
        Open open = new Open(draft, "input", false);
        if (shape != null) {
            shape.decide(open);
        }
        return open;
    }

    /** The result, with nothing open any more and nothing loose. */
    private static Signal complete(Draft draft, Signal input, Signal result) {
        settled(input);
        return draft.withLooseEnds(settled(result));
    }

    private static Translation finish(Draft draft, Signal input, Signal output, @Nullable Signal labels) {
        Signal settled = settled(input);
        List<String> inputs = new ArrayList<>();
        edges(settled).forEach(edge -> inputs.add(Draft.inputOf(edge)));
        List<String> outputs = edges(output).stream().map(Edge::vertex).toList();
        return new Translation(
                draft.finish(inputs, outputs),
                settled,
                output,
                labels,
                draft.placements(),
                draft.modules(),
                draft.fixedRemember());
    }

    /** The signal without open ones: an input that nobody asked about is a tensor of numbers. */
    private static Signal settled(Signal signal) {
        Signal known = Site.decided(signal);
        if (known instanceof Open open) {
            return open.edge(InputKind.VALUES, Edge.UNKNOWN);
        }
        if (known instanceof Sequence sequence) {
            return sequence.with(settled(sequence.step()));
        }
        return known instanceof Bundle bundle
                ? new Bundle(bundle.entries().stream().map(Translator::settled).toList())
                : known;
    }

    /** All edges, from the first entry to the last. */
    public static List<Edge> edges(Signal signal) {
        if (signal instanceof Edge edge) {
            return List.of(edge);
        }
        if (signal instanceof Sequence sequence) {
            return edges(sequence.step());
        }
        return ((Bundle) signal)
                .entries().stream().flatMap(entry -> edges(entry).stream()).toList();
    }

    /** The same signal with a vertex of its own for each array. */
    private static Signal tapped(Draft draft, Signal signal, String name) {
        if (signal instanceof Sequence sequence) {
            return sequence.with(tapped(draft, sequence.step(), name));
        }
        if (signal instanceof Bundle bundle) {
            List<Signal> entries = new ArrayList<>();
            for (Signal entry : bundle.entries()) {
                entries.add(tapped(draft, entry, name + "." + (entries.size() + 1)));
            }
            return new Bundle(entries);
        }
        Edge edge = draft.sequence((Edge) signal);
        return new Edge(draft.add(name, new TapVertex(), edge.vertex()), edge.layout(), edge.kind(), edge.size());
    }
}
