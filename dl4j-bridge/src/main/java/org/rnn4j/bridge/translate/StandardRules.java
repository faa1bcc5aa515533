package org.rnn4j.bridge.translate;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.rnn4j.bridge.layer.NormStabilizerLayer;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Add;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.CMulTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.HardTanh;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.AbstractLSTM;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.sequencer.Sequencer;

/** The rules for the modules of the facade. */
final class StandardRules {
    private StandardRules() {}

    static void register() {
        containers();
        simple();
        transfers();
        tables();
        recurrent();
    }

    private static void containers() {
        Rules.put(Sequential.class, StandardRules::chain);
        Rules.put(ConcatTable.class, (module, input, site) -> {
            List<Signal> outputs = new ArrayList<>();
            for (Module child : module.modules()) {
                outputs.add(site.child(outputs.size() + 1, child, input));
            }
            return new Bundle(outputs);
        });
        Rules.put(ParallelTable.class, (module, input, site) -> {
            List<Signal> entries = site.entries(input, module.size());
            List<Signal> outputs = new ArrayList<>();
            for (Module child : module.modules()) {
                outputs.add(site.child(outputs.size() + 1, child, entries.get(outputs.size())));
            }
            return new Bundle(outputs);
        });
        Rules.put(
                Sequencer.class,
                (module, input, site) -> site.insideSequence(module.module(), input, module.remembers()));
        Rules.put(Recursor.class, (module, input, site) -> site.inside(module.recurrentModule(), input));
    }

    private static Signal chain(Container module, Signal input, Site site) {
        Signal signal = input;
        int position = 1;
        for (Module child : module.modules()) {
            signal = site.child(position++, child, signal);
        }
        return signal;
    }

    private static void simple() {
        Rules.put(Identity.class, (module, input, site) -> input);
        Rules.put(Linear.class, (module, input, site) -> {
            DenseLayer layer = new DenseLayer.Builder()
                    .activation(new ActivationIdentity())
                    .hasBias(module.bias() != null)
                    .build();
            return site.layer(layer, site.values(input, module.inputSize()), module.outputSize());
        });
        Rules.put(LookupTable.class, StandardRules::lookup);
        Rules.put(Add.class, StandardRules::hosted);
    }

    private static Signal lookup(LookupTable module, Signal input, Site site) {
        Edge indices = site.indices(input, module.nIndex());
        boolean plain =
                module.calls().isEmpty() && module.arguments().equals(List.of(module.nIndex(), module.nOutput(), 0L));
        if (!plain) {
            return site.host(indices, module.nOutput());
        }
        EmbeddingLayer layer = new EmbeddingLayer.Builder()
                .nIn(module.nIndex())
                .nOut(module.nOutput())
                .activation(new ActivationIdentity())
                .hasBias(false)
                .build();
        return site.layer(layer, indices, module.nOutput(), true);
    }

    private static void transfers() {
        Rules.put(Sigmoid.class, (module, input, site) -> transfer(Activation.SIGMOID, input, site));
        Rules.put(Tanh.class, (module, input, site) -> transfer(Activation.TANH, input, site));
        Rules.put(
                HardTanh.class,
                (module, input, site) -> module.arguments().subList(0, 2).equals(List.of(-1.0, 1.0))
                        ? transfer(Activation.HARDTANH, input, site)
                        : hosted(module, input, site));
        Rules.put(LogSoftMax.class, StandardRules::hosted);
    }

    private static Signal transfer(Activation function, Signal input, Site site) {
        Edge edge = site.values(input);
        return site.layer(new ActivationLayer(function), edge, edge.size());
    }

    /** For modules that treat each row alike and keep its size. */
    private static Signal hosted(Module module, Signal input, Site site) {
        Edge edge = site.values(input);
        return site.host(edge, edge.size());
    }

    private static void tables() {
        Rules.put(CAddTable.class, (module, input, site) -> elementwise(ElementWiseVertex.Op.Add, input, site));
        Rules.put(CMulTable.class, (module, input, site) -> elementwise(ElementWiseVertex.Op.Product, input, site));
    }

    private static Signal elementwise(ElementWiseVertex.Op op, Signal input, Site site) {
        List<Edge> edges = new ArrayList<>();
        for (Signal entry : site.entries(input)) {
            edges.add(site.values(entry));
        }
        long size = edges.stream().mapToLong(Edge::size).max().orElse(Edge.UNKNOWN);
        return site.vertex(new ElementWiseVertex(op), edges, size);
    }

    private static void recurrent() {
        Rules.put(
                AbstractLSTM.class,
                (module, input, site) ->
                        site.hostOverTime(site.values(input, module.inputSize()), module.outputSize()));
        Rules.put(NormStabilizer.class, (module, input, site) -> {
            Edge edge = site.values(input);
            return site.recurrent(new NormStabilizerLayer(module.beta()), edge, edge.size());
        });
        Rules.put(Recurrent.class, (module, input, site) -> {
            Signal first = site.inputOf(module.get(2));
            return site.hostOverTime(like(first, input, site), Edge.UNKNOWN);
        });
        Rules.put(Recurrence.class, (module, input, site) -> {
            Signal pair = site.inputOf(module.recurrentModule());
            Signal first = pair instanceof Bundle bundle ? bundle.entries().get(0) : pair;
            if (!(module.arguments().get(1) instanceof long[] size) || size.length != 1) {
                throw site.refuse("has a hidden state that is not one vector", "a Recurrence over a hidden vector");
            }
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
