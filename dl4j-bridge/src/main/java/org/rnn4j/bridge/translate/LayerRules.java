package org.rnn4j.bridge.translate;

import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.rnn4j.bridge.layer.InputKind;
import org.rnn4j.facade.layer.simple.Contiguous;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LinearNoBias;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.LookupTableMaskZero;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.transfer.HardTanh;
import org.rnn4j.facade.layer.transfer.ReLU;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;

/** The rules for layers with one tensor in and one out. */
final class LayerRules {
    private LayerRules() {}

    static void register() {
        Rules.put(Identity.class, (module, input, site) -> input);
        Rules.put(Contiguous.class, (module, input, site) -> input);
        Rules.put(Linear.class, (module, input, site) -> {
            Edge edge = site.values(input, module.inputSize());
            return site.layer(dense(module.bias() != null), edge, module.outputSize());
        });
        Rules.put(LinearNoBias.class, (module, input, site) -> {
            Edge edge = site.values(input, module.inputSize());
            return site.layer(dense(false), edge, module.outputSize());
        });
        // Deeplearning4j's embedding takes NaN for a word, and has no padding value, norms or frequencies.
        Rules.put(
                LookupTable.class,
                (module, input, site) -> site.host(site.indices(input, module.nIndex()), module.nOutput()));
        Rules.put(
                LookupTableMaskZero.class,
                (module, input, site) ->
                        site.host(site.indices(input, module.nIndex(), InputKind.PADDED_INDICES), module.nOutput()));
        Rules.put(Dropout.class, LayerRules::dropout);

        Rules.put(Sigmoid.class, (module, input, site) -> transfer(Activation.SIGMOID, input, site));
        Rules.put(Tanh.class, (module, input, site) -> transfer(Activation.TANH, input, site));
        Rules.put(ReLU.class, (module, input, site) -> transfer(Activation.RELU, input, site));
        Rules.put(
                HardTanh.class,
                (module, input, site) -> module.minValue() == -1 && module.maxValue() == 1
                        ? transfer(Activation.HARDTANH, input, site)
                        : rowByRow(module, input, site));
    }

    private static DenseLayer dense(boolean withBias) {
        return new DenseLayer.Builder()
                .activation(new ActivationIdentity())
                .hasBias(withBias)
                .build();
    }

    /** Noise that several steps or examples share is drawn step by step. */
    private static Signal dropout(Dropout module, Signal input, Site site) {
        boolean shared = module.lazy() || module.mono();
        if (module.inPlace()) {
            throw site.refuse("overwrites its input, which others in a graph may need", "Dropout that is not in place");
        }
        if (!site.inSequence() && Site.decided(input) instanceof Sequence sequence) {
            if (shared || !sequence.isTensor()) {
                throw site.refuse("takes one tensor, gets " + sequence.describe(), "put it into a Sequencer");
            }
            return sequence.with(rowByRow(module, sequence.step(), site));
        }
        Edge edge = site.values(input);
        return shared && site.inSequence() ? site.hostOverTime(edge, edge.size()) : site.host(edge, edge.size());
    }

    private static Signal transfer(Activation function, Signal input, Site site) {
        Edge edge = site.values(input);
        return site.layer(new ActivationLayer(function), edge, edge.size());
    }

    /** For modules that treat each row alike and {@link KeepsSize keep its size}. */
    static Signal rowByRow(Module module, Signal input, Site site) {
        Edge edge = site.values(input);
        return site.host(edge, edge.size());
    }
}
