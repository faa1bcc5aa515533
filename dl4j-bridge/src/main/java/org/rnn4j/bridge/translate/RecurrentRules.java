package org.rnn4j.bridge.translate;

import org.rnn4j.bridge.layer.LstmLayer;
import org.rnn4j.bridge.layer.NormStabilizerLayer;
import org.rnn4j.facade.recurrent.AbstractLSTM;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;

/** The rules for recurrent modules, which are hosted: as a whole, because what is inside them is used at every step. */
final class RecurrentRules {
    private RecurrentRules() {}

    static void register() {
        Rules.put(AbstractLSTM.class, (module, input, site) -> {
            Edge edge = site.values(input, module.inputSize());
            return module instanceof FastLSTM lstm && LstmLayer.fits(lstm)
                    ? site.recurrent(new LstmLayer(lstm), edge, module.outputSize())
                    : site.hostOverTime(edge, module.outputSize());
        });
        Rules.put(NormStabilizer.class, (module, input, site) -> {
            Edge edge = site.values(input);
            return site.recurrent(new NormStabilizerLayer(module.beta()), edge, edge.size());
        });
        Rules.put(Recurrent.class, (module, input, site) -> {
            Edge edge = like(site.inputOf(module.get(2)), input, site);
            return site.hostOverTime(edge, Edge.UNKNOWN);
        });
        Rules.put(Recurrence.class, (module, input, site) -> {
            if (!(module.arguments().get(1) instanceof long[] size) || size.length != 1) {
                throw site.refuse("has a hidden state that is not one vector", "a Recurrence over a hidden vector");
            }
            Signal pair = site.inputOf(module.recurrentModule());
            Signal first = pair instanceof Bundle bundle ? bundle.entries().get(0) : pair;
            return site.hostOverTime(like(first, input, site), size[0]);
        });
    }

    /** The input as what the module inside takes: word indices or, if it does not say so, numbers. */
    private static Edge like(Signal wanted, Signal input, Site site) {
        if (Site.decided(wanted) instanceof Edge edge) {
            return edge.kind() == Edge.Kind.INDICES
                    ? site.indices(input, edge.size())
                    : site.values(input, edge.size());
        }
        return Site.decided(input) instanceof Edge edge && edge.kind() == Edge.Kind.INDICES ? edge : site.values(input);
    }
}
