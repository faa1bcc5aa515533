package org.rnn4j.facade.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.module.FlatParameters;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.optim;
import org.rnn4j.facade.optimizer.Evaluation;
import org.rnn4j.facade.optimizer.Objective;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/** A tag for each word of sentences of different lengths: masked GRUs in both directions, and sgd with momentum. */
final class TaggerProgram implements Program {
    @Override
    public Map<String, @Nullable Object> run(Settings settings) {
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        torch.manualSeed(settings.whole("seed"));
        int batch = settings.whole("batch");
        int hidden = settings.whole("hidden");
        var forward = nn.GRU(settings.whole("embed"), hidden);
        forward.maskZero(1);
        var backward = nn.GRU(settings.whole("embed"), hidden);
        backward.maskZero(1);
        Sequential net = nn.Sequential()
                .add(nn.Sequencer(nn.LookupTableMaskZero(settings.whole("vocab"), settings.whole("embed"))))
                .add(nn.BiSequencer(forward, backward))
                .add(nn.Sequencer(nn.MaskZero(
                        nn.Sequential()
                                .add(nn.Linear(2 * hidden, settings.whole("tags")))
                                .add(nn.LogSoftMax()),
                        1)));
        var criterion = nn.SequencerCriterion(nn.MaskZeroCriterion(nn.ClassNLLCriterion(), 1));
        FlatParameters flat = net.getParameters();
        results.put("initialSummary", Programs.copies(net.parameters().weights()));
        Tensor tagOf = torch.LongTensor(settings.whole("vocab")).random(1, settings.whole("tags"));
        LuaTable config = LuaTable.named(
                "learningRate",
                settings.number("learningRate"),
                "momentum",
                settings.number("momentum"),
                "dampening",
                0,
                "nesterov",
                settings.truth("nesterov"),
                "weightDecay",
                settings.number("weightDecay"));
        var confusion = optim.ConfusionMatrix(settings.whole("tags"));
        List<Double> losses = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        for (int iteration = 1; iteration <= settings.whole("iterations"); iteration++) {
            long length = torch.random(settings.whole("minLength"), settings.whole("maxLength"));
            long[] lengths = new long[batch];
            for (int b = 0; b < batch; b++) {
                lengths[b] = torch.random(1, length);
            }
            lengths[0] = length;
            Table inputs = new Table();
            Table targets = new Table();
            for (int t = 1; t <= length; t++) {
                Tensor words = torch.LongTensor(batch);
                Tensor tags = torch.LongTensor(batch).fill(1);
                for (int b = 1; b <= batch; b++) {
                    if (t <= lengths[b - 1]) {
                        words.at(b).fill((double) torch.random(1, settings.whole("vocab")));
                        tags.at(b).fill(tagOf.get(words.getLong(b)));
                    }
                }
                inputs.insert(words);
                targets.insert(tags);
            }
            Objective lossAndSlope = x -> {
                flat.gradParameters().zero();
                double loss = criterion.forward(net.forward(inputs), targets);
                net.backward(inputs, criterion.backward(net.output(), targets));
                return new Evaluation(loss, flat.gradParameters());
            };
            losses.add(optim.sgd(lossAndSlope, flat.parameters(), config).loss());
            Table outputs = net.output().toTable();
            for (int t = 1; t <= length; t++) {
                for (int b = 1; b <= batch; b++) {
                    if (inputs.tensor(t).get(b) > 0) {
                        confusion.add(
                                outputs.tensor(t).select(1, b),
                                targets.tensor(t).get(b));
                    }
                }
            }
            if (iteration % settings.whole("report") == 0) {
                confusion.updateValids();
                accuracies.add(confusion.totalValid());
                if (iteration < settings.whole("iterations")) {
                    confusion.zero();
                }
            }
        }
        results.put("losses", losses);
        results.put("accuracies", accuracies);
        results.put("confusion", confusion.toString());
        results.put("finalSummary", net.parameters().weights());
        return results;
    }
}
