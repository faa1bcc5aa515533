package org.rnn4j.facade.io;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.CMul;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LinearNoBias;
import org.rnn4j.facade.layer.simple.Reshape;
import org.rnn4j.facade.layer.simple.SAdd;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.CMulTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.FlattenTable;
import org.rnn4j.facade.layer.table.NarrowTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.table.SelectTable;
import org.rnn4j.facade.layer.table.SplitTable;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * One step of a recurrent module as Torch has it: made of simple modules, which look at the parameters of the module that is one kernel here. They are
 * written to files and never run.
 */
final class RecurrentForms {
    private static final int GATES = 4;

    private RecurrentForms() {}

    /** The step of {@code lstm}; the gates are put into {@code fields}. */
    static Module step(LSTM lstm, LuaTable fields) {
        int inputSize = lstm.inputSize();
        int outputSize = lstm.outputSize();
        double p = dropped(lstm);
        boolean mono = Boolean.TRUE.equals(lstm.namedArguments().get("mono"));
        Module inputGate = gate(inputSize, outputSize, lstm.cell2gate(), p, mono);
        Module forgetGate = gate(inputSize, outputSize, lstm.cell2gate(), p, mono);
        Module hiddenLayer = in(
                new Sequential(),
                new NarrowTable(1, 2),
                in(new ParallelTable(), products(inputSize, outputSize, p, mono)),
                new CAddTable(),
                new Tanh());
        Module outputGate = gate(inputSize, outputSize, lstm.cell2gate(), p, mono);
        Module kept = in(new Sequential(), in(new ConcatTable(), forgetGate, new SelectTable(3)), new CMulTable());
        Module added = in(new Sequential(), in(new ConcatTable(), inputGate, hiddenLayer), new CMulTable());
        Module cellLayer = in(new Sequential(), in(new ConcatTable(), kept, added), new CAddTable());
        Module squashed = in(new Sequential(), new SelectTable(3), new Tanh());
        Module output = in(new Sequential(), in(new ConcatTable(), outputGate, squashed), new CMulTable());
        fields.put("inputGate", inputGate)
                .put("forgetGate", forgetGate)
                .put("hiddenLayer", hiddenLayer)
                .put("outputGate", outputGate)
                .put("cellLayer", cellLayer);
        return like(
                lstm,
                in(
                        new Sequential(),
                        in(new ConcatTable(), new NarrowTable(1, 2), cellLayer),
                        new FlattenTable(),
                        in(new ConcatTable(), output, new SelectTable(3))));
    }

    private static Module gate(int inputSize, int outputSize, boolean cell2gate, double p, boolean mono) {
        Container gate = new Sequential();
        Container products = in(new ParallelTable(), products(inputSize, outputSize, p, mono));
        if (cell2gate) {
            products.add(new CMul(outputSize));
        } else {
            gate.add(new NarrowTable(1, 2));
        }
        return in(gate, products, new CAddTable(), new Sigmoid());
    }

    private static Module[] products(int inputSize, int outputSize, double p, boolean mono) {
        return new Module[] {
            in(new Sequential(), new Dropout(p, false, false, true, mono), new Linear(inputSize, outputSize)),
            in(new Sequential(), new Dropout(p, false, false, true, mono), new LinearNoBias(outputSize, outputSize))
        };
    }

    /**
     * The step of {@code lstm}; its two products are put into {@code fields}.
     *
     * @throws UnsupportedOperationException if it drops or normalises
     */
    static Module step(FastLSTM lstm, LuaTable fields) {
        refuse(lstm, dropped(lstm) > 0 || !lstm.statics().isEmpty());
        int outputSize = lstm.outputSize();
        Module i2g = new Linear(lstm.inputSize(), GATES * outputSize);
        Module o2g = new LinearNoBias(outputSize, GATES * outputSize);
        fields.put("i2g", i2g).put("o2g", o2g);
        Module gates = in(
                new Sequential(),
                new NarrowTable(1, 2),
                in(new ParallelTable(), i2g, o2g),
                new CAddTable(),
                new Reshape(GATES, outputSize),
                new SplitTable(1, 2),
                in(new ParallelTable(), new Sigmoid(), new Tanh(), new Sigmoid(), new Sigmoid()));
        Module added = in(new Sequential(), new NarrowTable(1, 2), new CMulTable());
        Module kept =
                in(new Sequential(), in(new ConcatTable(), new SelectTable(3), new SelectTable(5)), new CMulTable());
        Module cell = in(new Sequential(), in(new ConcatTable(), added, kept), new CAddTable());
        Module squashed = in(new Sequential(), new SelectTable(1), new Tanh());
        Module output = in(new Sequential(), in(new ConcatTable(), squashed, new SelectTable(2)), new CMulTable());
        return like(
                lstm,
                in(
                        new Sequential(),
                        in(new ConcatTable(), gates, new SelectTable(3)),
                        new FlattenTable(),
                        in(new ConcatTable(), cell, new SelectTable(4)),
                        new FlattenTable(),
                        in(new ConcatTable(), output, new SelectTable(1))));
    }

    /**
     * The step of {@code gru}; its two products are put into {@code fields}.
     *
     * @throws UnsupportedOperationException if it drops
     */
    static Module step(GRU gru, LuaTable fields) {
        refuse(gru, dropped(gru) > 0);
        int inputSize = gru.inputSize();
        int outputSize = gru.outputSize();
        Module i2g = new Linear(inputSize, 2 * outputSize);
        Module o2g = new LinearNoBias(outputSize, 2 * outputSize);
        fields.put("i2g", i2g).put("o2g", o2g);
        Module gates = in(
                new Sequential(),
                in(new ParallelTable(), i2g, o2g),
                new CAddTable(),
                new Reshape(2, outputSize),
                new SplitTable(1, 2),
                in(new ParallelTable(), new Sigmoid(), new Sigmoid()));
        Module fromInput = in(new Sequential(), new SelectTable(1), new Linear(inputSize, outputSize));
        Module fromHidden =
                in(new Sequential(), new NarrowTable(2, 2), new CMulTable(), new LinearNoBias(outputSize, outputSize));
        Module candidate =
                in(new Sequential(), in(new ConcatTable(), fromInput, fromHidden), new CAddTable(), new Tanh());
        Module rest = in(new Sequential(), new SelectTable(4), new SAdd(-1, true));
        Module added = in(new Sequential(), in(new ConcatTable(), candidate, rest), new CMulTable());
        Module kept = in(new Sequential(), new NarrowTable(4, 2), new CMulTable());
        return like(
                gru,
                in(
                        new Sequential(),
                        in(new ConcatTable(), new Identity(), gates),
                        new FlattenTable(),
                        in(new ConcatTable(), new NarrowTable(1, 4), new SelectTable(2)),
                        new FlattenTable(),
                        in(new Sequential(), in(new ConcatTable(), added, kept), new CAddTable())));
    }

    private static double dropped(Module module) {
        return module.namedArguments().get("p") instanceof Double p ? p : 0;
    }

    private static void refuse(Module module, boolean isOther) {
        if (isOther) {
            throw new UnsupportedOperationException("torch.save: " + module.who()
                    + ": with dropout or normalisation it has no form in files yet, only without");
        }
    }

    private static Container in(Container container, Module... modules) {
        for (Module module : modules) {
            container.add(module);
        }
        return container;
    }

    /** Gives {@code step} the type, the mode and the memory of the parameters of {@code module}, which come in the same order. */
    private static Module like(Module module, Module step) {
        step.type(module.elementType());
        Parameters from = module.parameters();
        Parameters to = step.parameters();
        place(to.weights(), from.weights());
        place(to.gradients(), from.gradients());
        step.apply(each -> each.setTraining(module.isTraining()));
        return step;
    }

    private static void place(List<Tensor> to, List<Tensor> from) {
        List<Tensor> wrong = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            if (i < from.size() && to.get(i).isSameSizeAs(from.get(i))) {
                to.get(i).set(from.get(i));
            } else {
                wrong.add(to.get(i));
            }
        }
        if (!wrong.isEmpty() || to.size() != from.size()) {
            throw new IllegalStateException("torch.save: expected " + from.size()
                    + " parameters of the same sizes, got " + to.size() + ", of which " + wrong.size() + " differ");
        }
    }
}
