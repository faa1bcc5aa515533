package org.rnn4j.bridge.translate;

import org.rnn4j.bridge.layer.NormStabilizerLayer;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.AbstractLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.recurrent.TrimZero;
import org.rnn4j.facade.sequencer.AbstractSeqRecurrent;

/** The rules for recurrent modules, which are hosted: as a whole, because what is inside them is used at every step. */
final class RecurrentRules {
    private RecurrentRules() {}

    static void register() {
        Rules.put(
                AbstractLSTM.class,
                (module, input, site) ->
                        site.hostOverTime(site.values(input, module.inputSize()), module.outputSize()));
        Rules.put(
                GRU.class,
                (module, input, site) ->
                        site.hostOverTime(site.values(input, module.inputSize()), module.outputSize()));
        Rules.put(AbstractSeqRecurrent.class, RecurrentRules::wholeSequence);
        Rules.put(MaskZero.class, (module, input, site) -> masked(module.module(), input, site));
        Rules.put(TrimZero.class, (module, input, site) -> masked(module.module(), input, site));
        Rules.put(NormStabilizer.class, (module, input, site) -> {
            Edge edge = site.values(input);
            return site.recurrent(new NormStabilizerLayer(module.beta()), edge, edge.size());
        });
        Rules.put(Recurrent.class, (module, input, site) -> {
            Edge edge = like(site.inputOf(module.inputModule()), input, site);
            return site.hostOverTime(edge, Edge.UNKNOWN);
        });
        Rules.put(Recurrence.class, (module, input, site) -> {
            if (!(module.namedArguments().get("outputSize") instanceof long[] size) || size.length != 1) {
                throw site.refuse("has a hidden state that is not one vector", "a Recurrence over a hidden vector");
            }
            Signal pair = site.inputOf(module.recurrentModule());
            Signal first = pair instanceof Bundle bundle ? bundle.entries().get(0) : pair;
            return site.hostOverTime(like(first, input, site), size[0]);
        });
    }

    private static Signal wholeSequence(AbstractSeqRecurrent<?> module, Signal input, Site site) {
        if (Site.decided(input) instanceof Bundle) {
            throw site.refuse(
                    "takes the states before the first step in a table",
                    "the sequence alone, with remember, or with rnnSetPreviousState of the graph");
        }
        Sequence sequence =
                site.sequence(input, module.batchfirst() ? Sequence.Form.BATCH_FIRST : Sequence.Form.TIME_FIRST);
        Site step = site.atEachStep(module.remembers());
        Edge edge = step.values(sequence.step(), module.inputSize());
        return sequence.with(step.hostOverTime(edge, module.outputSize()));
    }

    /** Within a sequence masks are found at every step; elsewhere, and for tables, they are nothing special. */
    private static Signal masked(Module inside, Signal input, Site site) {
        Signal wanted = site.inputOf(inside);
        boolean table = Site.decided(input) instanceof Bundle || wanted instanceof Bundle;
        return site.inSequence() && !table
                ? site.hostOverTime(like(wanted, input, site), site.outputSizeOf(inside))
                : Rules.host(site.module(), input, site);
    }

    /** The input as what the module inside takes: word indices or, if it does not say so, numbers. */
    private static Edge like(Signal wanted, Signal input, Site site) {
        if (Site.decided(wanted) instanceof Edge edge) {
            return edge.isIndices() ? site.indices(input, edge.size(), edge.kind()) : site.values(input, edge.size());
        }
        return Site.decided(input) instanceof Edge edge && edge.isIndices() ? edge : site.values(input);
    }
}
