package org.rnn4j.bridge.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rnn4j.bridge.translate.Sequence.Form;
import org.rnn4j.bridge.vertex.StepOrderVertex.Order;
import org.rnn4j.facade.layer.Dimension;
import org.rnn4j.facade.layer.simple.Transpose;
import org.rnn4j.facade.layer.table.ReverseTable;
import org.rnn4j.facade.layer.table.SplitTable;
import org.rnn4j.facade.layer.table.ZipTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.BiSequencerLM;
import org.rnn4j.facade.sequencer.SeqBRNN;
import org.rnn4j.facade.sequencer.SeqReverseSequence;
import org.rnn4j.facade.sequencer.Sequencer;

/** The rules for modules that take whole sequences and do not compute: they run others over them, turn them around, or take them apart. */
final class SequenceRules {
    private SequenceRules() {}

    static void register() {
        Rules.put(
                Sequencer.class,
                (module, input, site) -> site.insideSequence(module.module(), input, module.remembers()));
        Rules.put(BiSequencer.class, (module, input, site) -> site.insideUntold(module.module(), input));
        Rules.put(BiSequencerLM.class, SequenceRules::languageModel);
        Rules.put(SeqBRNN.class, SequenceRules::bothWays);
        Rules.put(SeqReverseSequence.class, SequenceRules::reverse);
        Rules.put(ReverseTable.class, SequenceRules::reverseTable);
        Rules.put(ZipTable.class, SequenceRules::zip);
        Rules.put(SplitTable.class, SequenceRules::split);
        Rules.put(Transpose.class, SequenceRules::transpose);
    }

    /** Each way says at every step what it knew before it saw that step. */
    private static Signal languageModel(BiSequencerLM module, Signal input, Site site) {
        Sequence sequence = site.sequence(input);
        Sequence forward = (Sequence) site.untold(1, module.get(1), sequence);
        Sequence backward = (Sequence) site.untold(2, module.get(2), sequence);
        Signal known = site.ordered(
                Order.REVERSED, site.ordered(Order.DELAYED, site.ordered(Order.REVERSED, backward.step())));
        return site.untold(
                3,
                module.get(3),
                new Bundle(List.of(sequence.with(site.ordered(Order.DELAYED, forward.step())), sequence.with(known))));
    }

    private static Signal bothWays(SeqBRNN module, Signal input, Site site) {
        return site.inside(
                module.module(), site.sequence(input, module.batchFirst() ? Form.BATCH_FIRST : Form.TIME_FIRST));
    }

    private static Signal reverse(SeqReverseSequence module, Signal input, Site site) {
        int dimension = module.dimension();
        if (site.inSequence() || dimension > 2) {
            throw site.refuse(
                    "turns around something else than time", "a SeqReverseSequence over time, outside of a Sequencer");
        }
        Sequence sequence = site.sequence(input, dimension == 2 ? Form.BATCH_FIRST : Form.TIME_FIRST);
        return sequence.with(site.ordered(Order.REVERSED, sequence.step()));
    }

    private static Signal reverseTable(ReverseTable module, Signal input, Site site) {
        if (!site.inSequence() && !(Site.decided(input) instanceof Bundle)) {
            Sequence sequence = site.sequence(input);
            return sequence.with(site.ordered(Order.REVERSED, sequence.step()));
        }
        List<Signal> entries = new ArrayList<>(site.entries(input));
        Collections.reverse(entries);
        return new Bundle(entries);
    }

    /** A table of sequences becomes a sequence of tables. */
    private static Signal zip(ZipTable module, Signal input, Site site) {
        List<Signal> steps = new ArrayList<>();
        Form form = Form.GIVEN;
        for (Signal entry : site.entries(input)) {
            if (site.inSequence() || !Site.isSequence(entry)) {
                throw site.refuse("exchanges tables that are not sequences", "a net without ZipTable");
            }
            Sequence sequence = site.sequence(entry);
            form = sequence.form();
            steps.add(sequence.step());
        }
        return new Sequence(new Bundle(steps), form);
    }

    /** Taken apart in time, a sequence is a table of steps. */
    private static Signal split(SplitTable module, Signal input, Site site) {
        int dimension = new Dimension(module.dimension(), module.nInputDims()).in(3);
        if (site.inSequence() || Site.decided(input) instanceof Edge || dimension < 1 || dimension > 2) {
            throw site.refuse(
                    "gives a table whose size depends on its input",
                    "a table as input of the net, or a ConcatTable of modules that each take a part");
        }
        Sequence sequence = site.sequence(input, dimension == 2 ? Form.BATCH_FIRST : Form.TIME_FIRST);
        return new Sequence(sequence.step(), Form.TABLE);
    }

    /** Exchanging time and batch says something about Torch's tensors only. */
    private static Signal transpose(Transpose module, Signal input, Site site) {
        Object exchanges = module.namedArguments().get("exchanges");
        boolean timeAndBatch = (List.of(List.of(1, 2)).equals(exchanges)
                        || List.of(List.of(2, 1)).equals(exchanges))
                && module.calls().isEmpty();
        if (site.inSequence() || !timeAndBatch) {
            return Rules.host((Module) module, input, site);
        }
        Sequence sequence =
                Site.isSequence(input) ? (Sequence) Site.decided(input) : site.sequence(input, Form.BATCH_FIRST);
        if (sequence.form() == Form.TABLE) {
            throw site.refuse("takes a tensor, gets a table of steps", "leave out what makes the table");
        }
        return new Sequence(sequence.step(), sequence.form() == Form.BATCH_FIRST ? Form.TIME_FIRST : Form.BATCH_FIRST);
    }
}
