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

/** Which character comes next: words as vectors, a SeqLSTM, adam with gradients cut off, and a sample that is drawn in the end. */
final class LanguageModelProgram implements Program {
    @Override
    public Map<String, @Nullable Object> run(Settings settings) {
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        torch.manualSeed(settings.whole("seed"));
        int rho = settings.whole("rho");
        int batch = settings.whole("batch");
        int length = settings.whole("length");
        Tensor text = torch.LongTensor(length).random(1, settings.whole("vocab"));
        Sequential net = nn.Sequential()
                .add(nn.LookupTable(settings.whole("vocab"), settings.whole("embed")))
                .add(nn.SeqLSTM(settings.whole("embed"), settings.whole("hidden")))
                .add(nn.SplitTable(1))
                .add(nn.Sequencer(nn.Sequential()
                        .add(nn.Linear(settings.whole("hidden"), settings.whole("vocab")))
                        .add(nn.LogSoftMax())));
        net.remember(settings.text("remember"));
        var criterion = nn.SequencerCriterion(nn.ClassNLLCriterion());
        FlatParameters flat = net.getParameters();
        results.put("initialSummary", Programs.copies(net.parameters().weights()));
        LuaTable config = LuaTable.named("learningRate", settings.number("learningRate"));
        long[] position = new long[batch];
        for (int b = 0; b < batch; b++) {
            position[b] = torch.random(1, length);
        }
        List<Double> losses = new ArrayList<>();
        for (int iteration = 1; iteration <= settings.whole("iterations"); iteration++) {
            Tensor input = torch.LongTensor(rho, batch);
            Table target = new Table();
            for (int t = 1; t <= rho; t++) {
                Tensor next = torch.LongTensor(batch);
                for (int b = 1; b <= batch; b++) {
                    input.at(t, b).fill(text.get(position[b - 1]));
                    position[b - 1] = position[b - 1] % length + 1;
                    next.at(b).fill(text.get(position[b - 1]));
                }
                target.insert(next);
            }
            Objective lossAndSlope = x -> {
                flat.gradParameters().zero();
                double loss = criterion.forward(net.forward(input), target);
                net.backward(input, criterion.backward(net.output(), target));
                flat.gradParameters().clamp(-settings.number("clamp"), settings.number("clamp"));
                return new Evaluation(loss, flat.gradParameters());
            };
            losses.add(optim.adam(lossAndSlope, flat.parameters(), config).loss());
        }
        net.evaluate();
        net.forget();
        Tensor sample = torch.LongTensor(1, 1).fill(1);
        List<Double> sampled = new ArrayList<>();
        for (int i = 1; i <= settings.whole("sample"); i++) {
            Tensor p =
                    net.forward(sample).toTable().tensor(1).select(1, 1).clone().exp();
            sample.copy(torch.multinomial(p, 1));
            sampled.add(sample.get(1, 1));
        }
        results.put("losses", losses);
        results.put("finalSummary", net.parameters().weights());
        results.put("sampled", sampled);
        results.put("next", torch.uniform());
        return results;
    }
}
