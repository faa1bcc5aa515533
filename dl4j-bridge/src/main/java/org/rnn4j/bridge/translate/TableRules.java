package org.rnn4j.bridge.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.rnn4j.bridge.translate.Sequence.Form;
import org.rnn4j.facade.layer.Dimension;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.CDivTable;
import org.rnn4j.facade.layer.table.CMaxTable;
import org.rnn4j.facade.layer.table.CMinTable;
import org.rnn4j.facade.layer.table.CMulTable;
import org.rnn4j.facade.layer.table.CSubTable;
import org.rnn4j.facade.layer.table.FlattenTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.MapTable;
import org.rnn4j.facade.layer.table.NarrowTable;
import org.rnn4j.facade.layer.table.SelectTable;
import org.rnn4j.facade.module.Module;

/** The rules for modules that take tables apart and put them together. */
final class TableRules {
    private TableRules() {}

    static void register() {
        Rules.put(CAddTable.class, (module, input, site) -> elementwise(Op.Add, input, site));
        Rules.put(CMulTable.class, (module, input, site) -> elementwise(Op.Product, input, site));
        Rules.put(CSubTable.class, (module, input, site) -> elementwise(Op.Subtract, input, site));
        Rules.put(CMaxTable.class, (module, input, site) -> elementwise(Op.Max, input, site));
        Rules.put(JoinTable.class, TableRules::join);
        Rules.put(SelectTable.class, TableRules::select);
        Rules.put(NarrowTable.class, (module, input, site) -> {
            List<Signal> entries = site.entries(input);
            int first = module.offset();
            int length = module.length();
            int count = length < 0 ? entries.size() - first + 2 + length : length;
            if (first < 1 || count < 1 || first - 1 + count > entries.size()) {
                throw site.refuse("takes entries that a table of " + entries.size() + " lacks", "make the sizes agree");
            }
            return new Bundle(entries.subList(first - 1, first - 1 + count));
        });
        Rules.put(FlattenTable.class, (module, input, site) -> {
            List<Signal> flat = new ArrayList<>();
            flatten(input, flat);
            if (flat.stream().anyMatch(entry -> entry instanceof Sequence sequence && !sequence.isTensor())) {
                throw site.refuse(
                        "gives a table whose size depends on the length of a sequence",
                        "a FlattenTable within a Sequencer");
            }
            return new Bundle(flat);
        });
        Rules.put(MapTable.class, (module, input, site) -> {
            throw site.refuse(
                    "gives a table whose size depends on its input", "a ParallelTable, with a module for each entry");
        });
        Rules.put(CDivTable.class, TableRules::hosted);
        Rules.put(CMinTable.class, TableRules::hosted);
    }

    private static List<Edge> edges(Signal input, Site site) {
        List<Edge> edges = new ArrayList<>();
        for (Signal entry : site.entries(input)) {
            edges.add(site.values(entry));
        }
        return edges;
    }

    /** Sequences that are tensors are computed with step by step. */
    private static Signal overSteps(Signal input, Site site, Function<Signal, Signal> rule) {
        List<Signal> entries = site.entries(input);
        if (site.inSequence() || !entries.stream().allMatch(Site::isSequence)) {
            return rule.apply(input);
        }
        List<Signal> steps = new ArrayList<>();
        Sequence last = null;
        for (Signal entry : entries) {
            Sequence sequence = (Sequence) Site.decided(entry);
            if (sequence.form() == Form.TABLE || (last != null && last.form() != sequence.form())) {
                throw site.refuse("takes tensors, gets " + sequence.describe(), "put it into a Sequencer");
            }
            last = sequence;
            steps.add(sequence.step());
        }
        return last == null ? rule.apply(input) : last.with(rule.apply(new Bundle(steps)));
    }

    private static Signal hosted(Module module, Signal input, Site site) {
        return overSteps(input, site, steps -> site.host(edges(steps, site), Edge.UNKNOWN));
    }

    private static Signal elementwise(Op op, Signal input, Site site) {
        return overSteps(input, site, steps -> {
            List<Edge> edges = edges(steps, site);
            long size = edges.stream().mapToLong(Edge::size).max().orElse(Edge.UNKNOWN);
            return site.vertex(new ElementWiseVertex(op), edges, size);
        });
    }

    /** Vectors are joined along their only dimension; the batch is not there to be joined. */
    private static Signal join(JoinTable module, Signal input, Site site) {
        int dims = !site.inSequence() && site.entries(input).stream().allMatch(Site::isSequence) ? 3 : 2;
        if (new Dimension(module.dimension(), module.nInputDims()).in(dims) != dims) {
            throw site.refuse(
                    "joins batches, or tensors of more dimensions",
                    dims == 3 ? "JoinTable(3) for sequences" : "JoinTable(1, 1) or JoinTable(2) for vectors");
        }
        return overSteps(input, site, steps -> {
            List<Edge> edges = edges(steps, site);
            boolean known = edges.stream().noneMatch(edge -> edge.size() == Edge.UNKNOWN);
            long size = edges.stream().mapToLong(Edge::size).sum();
            return site.vertex(new MergeVertex(), edges, known ? size : Edge.UNKNOWN);
        });
    }

    /** Of a sequence, only the last step can be told without knowing its length. */
    private static Signal select(SelectTable module, Signal input, Site site) {
        int index = module.index();
        if (!site.inSequence() && Site.decided(input) instanceof Sequence sequence) {
            if (index != -1) {
                throw site.refuse("selects a step of a sequence", "SelectTable(-1) for the last step");
            }
            return site.lastStep(site.values(sequence.step()));
        }
        List<Signal> entries = site.entries(input);
        int position = index < 0 ? entries.size() + index : index - 1;
        if (position < 0 || position >= entries.size()) {
            throw site.refuse("selects what a table of " + entries.size() + " lacks", "make the sizes agree");
        }
        return entries.get(position);
    }

    private static void flatten(Signal signal, List<Signal> flat) {
        if (Site.decided(signal) instanceof Bundle bundle) {
            bundle.entries().forEach(entry -> flatten(entry, flat));
        } else {
            flat.add(Site.decided(signal));
        }
    }
}
