package org.rnn4j.facade.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.graph.gModule;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.module.FlatParameters;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Node;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** A text model whose time step is one graph, copied over time, with a state that is carried from window to window. */
final class GraphTextProgram implements Program {
    private static final Generator RANDOM = Generator.global();

    @Override
    public Map<String, @Nullable Object> run(Settings s) {
        RANDOM.manualSeed(s.whole("seed"));
        gModule step = stepGraph(s);
        FlatParameters flat = step.getParameters();
        List<Tensor> initial = copied(step.parameters().weights());
        Windows windows = new Windows(s, step, flat.gradParameters());
        double rate = s.number("rate");
        Tensor squares = new Tensor(flat.parameters().size());
        List<Double> losses = new ArrayList<>();
        for (int k = 1; k <= s.whole("updates"); k++) {
            losses.add(windows.next());
            step(flat, squares, rate, s.number("smoothing"));
            if (k % s.whole("rateEvery") == 0) {
                rate *= s.number("rateFactor");
            }
        }
        List<Tensor> learnt = step.parameters().weights();
        List<Tensor> along = windows.copies.get(0).parameters().weights();
        for (int i = 0; i < learnt.size(); i++) {
            if (!learnt.get(i).equal(along.get(i))) {
                throw new AssertionError("the copies have not learnt along");
            }
        }
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        results.put("losses", losses);
        results.put("initialSummary", initial);
        results.put("finalSummary", learnt);
        results.put("sampled", sampled(s, step));
        results.put("lastRate", rate);
        results.put("next", RANDOM.uniform());
        return results;
    }

    /** One step of rmsprop, whose running mean of squared gradients is {@code squares}. */
    private static void step(FlatParameters flat, Tensor squares, double rate, double smoothing) {
        Tensor gradient = flat.gradParameters();
        squares.mul(smoothing).addcmul(1 - smoothing, gradient, gradient);
        flat.parameters().addcdiv(-rate, gradient, squares.copy().sqrt().add(1e-8));
    }

    /** Inputs: symbol, cell 1, shown 1, cell 2, ...; outputs: cell 1, shown 1, cell 2, ..., log probabilities. */
    private static gModule stepGraph(Settings s) {
        List<Node> inputs = new ArrayList<>(List.of(nn.Identity().node()));
        List<Node> outputs = new ArrayList<>();
        int units = s.whole("units");
        int width = s.whole("embedding");
        Node below = nn.LookupTable(s.whole("symbols"), width).node(inputs.get(0));
        for (int k = 1; k <= s.whole("layers"); k++) {
            Node cell = nn.Identity().node();
            Node shown = nn.Identity().node();
            inputs.addAll(List.of(cell, shown));
            if (k > 1 && s.number("dropout") > 0) {
                below = nn.Dropout(s.number("dropout")).node(below);
            }
            Linear fresh = nn.Linear(width, 4 * units);
            fresh.bias().narrow(1, 1, units).fill(1);
            Node sum = nn.CAddTable()
                    .node(fresh.node(below), nn.Linear(units, 4 * units).node(shown));
            Node kept = nn.CMulTable().node(quarter(1, units, nn.Sigmoid(), sum), cell);
            Node added = nn.CMulTable().node(quarter(2, units, nn.Sigmoid(), sum), quarter(4, units, nn.Tanh(), sum));
            Node newCell = nn.CAddTable().node(kept, added);
            below = nn.CMulTable()
                    .node(quarter(3, units, nn.Sigmoid(), sum), nn.Tanh().node(newCell));
            outputs.addAll(List.of(newCell, below));
            width = units;
        }
        outputs.add(nn.LogSoftMax().node(nn.Linear(units, s.whole("symbols")).node(below)));
        return nn.gModule(inputs, outputs);
    }

    private static Node quarter(int which, int units, Module squash, Node sum) {
        return squash.node(nn.Narrow(2, (which - 1) * units + 1, units).node(sum));
    }

    private static List<Tensor> copied(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::copy).toList();
    }

    /** Zero states of {@code rows} rows. */
    private static List<Tensor> blank(Settings s, int rows) {
        List<Tensor> states = new ArrayList<>();
        for (int k = 1; k <= 2 * s.whole("layers"); k++) {
            states.add(new Tensor(rows, s.whole("units")));
        }
        return states;
    }

    private static Table table(@Nullable Tensor first, List<Tensor> rest) {
        Table table = first == null ? new Table() : Table.of(first);
        rest.forEach(table::insert);
        return table;
    }

    /** The entries from {@code first} to {@code last}, both counted. */
    private static List<Tensor> entries(Table table, int first, int last) {
        List<Tensor> entries = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            entries.add(table.tensor(i));
        }
        return entries;
    }

    /** Goes over the text window by window; every column of the batch reads its own part of it. */
    private static final class Windows {
        private final Settings s;
        private final int window;
        private final int rows;
        private final List<Module> copies = new ArrayList<>();
        private final List<ClassNLLCriterion> judges = new ArrayList<>();
        private final Tensor slope;
        private final Tensor text;
        private List<Tensor> carried;
        private int row = 1;

        Windows(Settings s, gModule step, Tensor slope) {
            this.s = s;
            this.slope = slope;
            window = s.whole("window");
            for (int t = 1; t <= window; t++) {
                copies.add(step.clone("weight", "bias", "gradWeight", "gradBias"));
                judges.add(nn.ClassNLLCriterion());
            }
            int batch = s.whole("batch");
            int symbols = s.whole("symbols");
            rows = s.whole("textLength") / batch;
            Tensor line = new Tensor(ElementType.LONG, (long) batch * rows).fill(1);
            for (long k = 2; k <= line.size(1); k++) {
                boolean follows = RANDOM.uniform() < 0.8;
                line.putLong(follows ? (line.getLong(k - 1) + 2) % symbols + 1 : RANDOM.random(1, symbols), k);
            }
            text = line.view(batch, rows).t().contiguous();
            carried = blank(s, batch);
        }

        /** The loss of the next window, whose gradient is left in {@code slope}. */
        double next() {
            slope.zero();
            int batch = s.whole("batch");
            int states = 2 * s.whole("layers");
            if (row + window > rows) {
                carried = blank(s, batch);
                row = 1;
            }
            List<Table> given = new ArrayList<>();
            double loss = 0;
            List<Tensor> state = carried;
            for (int t = 0; t < window; t++) {
                given.add(table(text.select(1, row + t), state));
                Table output = copies.get(t).forward(given.get(t)).toTable();
                state = entries(output, 1, states);
                loss += judges.get(t).forward(output.get(states + 1), text.select(1, row + t + 1)) / window;
            }
            carried = copied(state);
            List<Tensor> back = blank(s, batch);
            for (int t = window - 1; t >= 0; t--) {
                Table output = copies.get(t).output().toTable();
                Tensor slopeOfLoss = judges.get(t)
                        .backward(output.get(states + 1), text.select(1, row + t + 1))
                        .toTensor();
                Table gradOutput = table(null, back).insert(slopeOfLoss.div(window));
                back = entries(copies.get(t).backward(given.get(t), gradOutput).toTable(), 2, states + 1);
            }
            row += window;
            slope.clamp(-s.number("bound"), s.number("bound"));
            return loss;
        }
    }

    /** Divides the log probabilities by the temperature, normalises again, draws. */
    private static List<Long> sampled(Settings s, gModule step) {
        step.evaluate();
        int states = 2 * s.whole("layers");
        Tensor symbol = new Tensor(ElementType.LONG, 1).fill(1);
        List<Tensor> state = blank(s, 1);
        List<Long> sampled = new ArrayList<>();
        for (int k = 1; k <= s.whole("sampleLength"); k++) {
            Table output = step.forward(table(symbol, state)).toTable();
            Tensor chance = output.tensor(states + 1)
                    .select(1, 1)
                    .copy()
                    .div(s.number("temperature"))
                    .exp();
            state = copied(entries(output, 1, states));
            symbol = chance.div(chance.sum()).multinomial(1, false);
            sampled.add(symbol.getLong(1));
        }
        return sampled;
    }
}
