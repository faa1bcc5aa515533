package org.rnn4j.facade.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.NCECriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.LookupTableMaskZero;
import org.rnn4j.facade.layer.simple.NCEModule;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.table.SplitTable;
import org.rnn4j.facade.layer.table.ZipTable;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.sequencer.SeqLSTMP;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** A language model that learns to tell the next word from noise, over a corpus of sentences side by side. */
final class NceProgram implements Program {
    private static final Generator RANDOM = Generator.global();

    @Override
    public Map<String, @Nullable Object> run(Settings s) {
        RANDOM.manualSeed(s.whole("seed"));
        int vocabulary = s.whole("vocabulary");
        Corpus corpus = new Corpus(s);
        Tensor frequency = new Tensor((long) vocabulary).fill(1);
        for (long word : corpus.after.toLongArray()) {
            frequency.put(frequency.get(word) + 1, word);
        }

        Sequential context = new Sequential();
        context.add(new LookupTableMaskZero(vocabulary, s.whole("embedding")));
        int width = s.whole("embedding");
        int projection = s.whole("projection");
        for (int units : s.wholes("units")) {
            if (projection > 0) {
                SeqLSTMP lstm = new SeqLSTMP(width, units, projection);
                lstm.maskzero(true);
                context.add(lstm);
            } else {
                SeqLSTM lstm = new SeqLSTM(width, units);
                lstm.maskzero(true);
                context.add(lstm);
            }
            width = projection > 0 ? projection : units;
        }
        context.add(new SplitTable(1));
        NCEModule nce = new NCEModule(width, vocabulary, s.whole("noise"), frequency, s.number("Z"));
        nce.batchnoise(s.truth("sharedNoise"));
        Sequential model = new Sequential();
        model.add(new ParallelTable().add(context).add(new Identity()))
                .add(new ZipTable())
                .add(new Sequencer(new MaskZero(nce, 1)));
        model.remember("both");
        SequencerCriterion contrast = new SequencerCriterion(new MaskZeroCriterion(new NCECriterion(), 0), true);
        SequencerCriterion likelihood = new SequencerCriterion(new MaskZeroCriterion(new ClassNLLCriterion(), 1), true);
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        List<Tensor> parameters = model.parameters().weights();
        results.put("initialSummary", parameters.stream().map(Tensor::copy).toList());

        List<Double> losses = new ArrayList<>();
        List<Double> norms = new ArrayList<>();
        int window = s.whole("window");
        int rows = s.whole("rows");
        int row = 1;
        double rate = s.number("rate");
        for (int k = 0; k < s.whole("updates"); k++) {
            Table wanted = corpus.wanted(row, window);
            Table given = Table.of(corpus.words.narrow(1, row, window), wanted);
            model.zeroGradParameters();
            Activity odds = model.forward(given);
            losses.add(contrast.forward(odds, wanted));
            model.backward(given, contrast.backward(odds, wanted));
            norms.add(model.gradParamClip(s.number("longestGradient")));
            model.updateParameters(rate);
            row += window;
            if (row + window - 1 > rows) {
                row = 1;
                rate = Math.max(s.number("lowestRate"), rate * s.number("rateFactor"));
                model.forget();
            }
        }

        model.evaluate();
        nce.normalized(true).logsoftmax(true);
        List<Double> nll = new ArrayList<>();
        Table scores = new Table();
        for (int r = 1; r <= rows - window + 1; r += window) {
            Table wanted = corpus.wanted(r, window);
            scores = model.forward(Table.of(corpus.words.narrow(1, r, window), wanted))
                    .toTable();
            nll.add(likelihood.forward(scores, wanted));
        }
        results.put("losses", losses);
        results.put("norms", norms);
        results.put("finalSummary", parameters);
        results.put("nll", nll);
        results.put("last", scores.get(window));
        results.put("Z", nce.Z());
        results.put("lastRate", rate);
        results.put("next", RANDOM.uniform());
        return results;
    }

    /** Columns of sentences with one zero between two of them, and the words that come after each word. */
    private static final class Corpus {
        final Tensor words;
        final Tensor after;

        Corpus(Settings s) {
            int rows = s.whole("rows");
            int batch = s.whole("batch");
            int fullStop = s.whole("vocabulary");
            words = new Tensor(ElementType.LONG, rows, batch);
            after = new Tensor(ElementType.LONG, rows, batch).fill(1);
            for (int b = 1; b <= batch; b++) {
                long left = RANDOM.random(s.whole("shortest"), s.whole("longest"));
                long word = RANDOM.random(1, fullStop - 1);
                for (int r = 1; r <= rows; r++) {
                    if (left == 0) {
                        left = RANDOM.random(s.whole("shortest"), s.whole("longest"));
                        word = RANDOM.random(1, fullStop - 1);
                    } else {
                        words.putLong(word, r, b);
                        word = RANDOM.uniform() < s.number("order")
                                ? word % (fullStop - 1) + 1
                                : RANDOM.random(1, fullStop - 1);
                        left--;
                        if (left == 0) {
                            word = fullStop;
                        }
                        after.putLong(word, r, b);
                    }
                }
            }
        }

        /** The words wanted in the {@code window} rows from {@code row} on. */
        Table wanted(int row, int window) {
            Table wanted = new Table();
            for (int t = 0; t < window; t++) {
                wanted.insert(after.select(1, row + t));
            }
            return wanted;
        }
    }
}
