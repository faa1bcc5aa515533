package org.rnn4j.facade.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.ParallelCriterion;
import org.rnn4j.facade.layer.criterion.VRClassReward;
import org.rnn4j.facade.layer.simple.Add;
import org.rnn4j.facade.layer.simple.Collapse;
import org.rnn4j.facade.layer.simple.Constant;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.layer.stochastic.ReinforceNormal;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.table.SelectTable;
import org.rnn4j.facade.layer.transfer.HardTanh;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.sequencer.RecurrentAttention;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Tells classes of pictures apart by a few small glimpses; where to look next is drawn, and learnt by reward. */
final class VisualAttentionProgram implements Program {
    private static final String GLIMPSE = "SpatialGlimpse";

    @Override
    public Set<String> needs() {
        return Set.of(GLIMPSE);
    }

    @Override
    public Map<String, @Nullable Object> run(Settings s) {
        Generator.global().manualSeed(s.whole("seed"));
        int units = s.whole("units");
        RecurrentAttention attention = new RecurrentAttention(memory(s), gaze(s), s.whole("glimpses"), units);
        Sequential classify = new Sequential()
                .add(attention)
                .add(new SelectTable(-1))
                .add(new Linear(units, s.whole("classes")))
                .add(new LogSoftMax());
        Sequential expected = new Sequential().add(new Constant(1, 1)).add(new Add(1));
        Module player = new Sequential()
                .add(classify)
                .add(new ConcatTable()
                        .add(new Identity())
                        .add(new ConcatTable().add(new Identity()).add(expected)));
        VRClassReward reward = new VRClassReward(player, s.number("rewardScale"));
        ParallelCriterion judge =
                new ParallelCriterion(true).add(new ClassNLLCriterion()).add(reward, s.number("rewardWeight"));
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        List<Tensor> parameters = player.parameters().weights();
        results.put("initialSummary", parameters.stream().map(Tensor::copy).toList());

        int count = s.whole("pictures");
        Tensor pictures = new Tensor();
        Tensor labels = new Tensor(ElementType.LONG, count);
        draw(s, pictures, labels);
        List<Double> losses = new ArrayList<>();
        List<Double> rewards = new ArrayList<>();
        for (int k = 0; k < s.whole("updates"); k++) {
            Tensor pick = Generator.global()
                    .randperm(count)
                    .narrow(1, 1, s.whole("batch"))
                    .toLong();
            Tensor seen = pictures.index(1, pick);
            Tensor truth = labels.index(1, pick);
            player.zeroGradParameters();
            Activity verdict = player.forward(seen);
            losses.add(judge.forward(verdict, truth));
            rewards.add(reward.reward().mean());
            player.backward(seen, judge.backward(verdict, truth));
            player.gradParamClip(s.number("longestGradient"));
            player.updateGradParameters(s.number("momentum"));
            player.updateParameters(s.number("rate"));
            player.maxParamNorm(s.number("longestRow"));
        }
        results.put("losses", losses);
        results.put("rewards", rewards);
        results.put("finalSummary", parameters);
        results.put("places", attention.actions().copy());
        player.evaluate();
        Table verdict = player.forward(pictures).toTable();
        results.put("verdict", verdict.get(1).copy());
        results.put("expected", verdict.table(2).tensor(2).get(1, 1));
        results.put("next", Generator.global().uniform());
        return results;
    }

    private static Module squash(Settings s) {
        return made(s.text("squash"), "[]");
    }

    private static Module made(String name, String arguments) {
        return ModuleSpec.parse("{\"nn\":\"" + name + "\",\"args\":" + arguments + "}")
                .build();
    }

    /** From a picture and a place to features of what is seen there. */
    private static Module eye(Settings s) {
        int patch = s.whole("patch");
        int pixels = s.whole("scales") * s.whole("channels") * patch * patch;
        Module what = new Sequential()
                .add(made(GLIMPSE, "[" + patch + "," + s.whole("scales") + ",2]"))
                .add(new Collapse(3))
                .add(new Linear(pixels, s.whole("seen")))
                .add(squash(s));
        Module where = new Sequential()
                .add(new SelectTable(2))
                .add(new Linear(2, s.whole("placed")))
                .add(squash(s));
        return new Sequential()
                .add(new ConcatTable().add(what).add(where))
                .add(new ParallelTable()
                        .add(new Linear(s.whole("seen"), s.whole("features")))
                        .add(new Linear(s.whole("placed"), s.whole("features"))))
                .add(new CAddTable())
                .add(squash(s));
    }

    private static Module memory(Settings s) {
        int units = s.whole("units");
        if (s.truth("lstm")) {
            return new Sequential().add(eye(s)).add(new LSTM(s.whole("features"), units));
        }
        Module entry = new Sequential().add(eye(s)).add(new Linear(s.whole("features"), units));
        return new Recurrent(units, entry, new Linear(units, units), squash(s));
    }

    /** Noise around the place that is proposed, kept inside the part of the picture that may be looked at. */
    private static Module gaze(Settings s) {
        return new Sequential()
                .add(new Linear(s.whole("units"), 2))
                .add(new HardTanh())
                .add(new ReinforceNormal(s.number("spread"), s.truth("drawAlways")))
                .add(new HardTanh())
                .add(new MulConstant(s.number("reach")));
    }

    /** Noise, and in each class a bright square at a place of its own. */
    private static void draw(Settings s, Tensor pictures, Tensor labels) {
        int side = s.whole("side");
        int classes = s.whole("classes");
        pictures.rand(labels.nElement(), s.whole("channels"), side, side).mul(0.3);
        for (int n = 1; n <= labels.nElement(); n++) {
            int label = (n - 1) % classes + 1;
            labels.putLong(label, n);
            int corner = (label - 1) * (side - 3) / Math.max(1, classes - 1) + 1;
            pictures.select(1, n)
                    .narrow(2, corner, 3)
                    .narrow(3, side - 1 - corner, 3)
                    .add(1);
        }
    }
}
