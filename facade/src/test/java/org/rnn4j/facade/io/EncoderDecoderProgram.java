package org.rnn4j.facade.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/**
 * Sentences said backwards: one net reads, another one speaks and begins with the state where the first one ended; SeqLSTMs, or LSTMs in
 * Sequencers.
 */
final class EncoderDecoderProgram implements Program {
    /** A net that reads, or speaks, and its recurrent layers. */
    private record Side(Sequential net, List<Module> layers) {}

    private record Lesson(Tensor heard, Tensor prompt, Tensor wanted) {}

    @Override
    public Map<String, @Nullable Object> run(Settings settings) {
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        torch.manualSeed(settings.whole("seed"));
        boolean sequence = settings.truth("sequence");
        int stop = settings.whole("words") + 1;
        Side reader = side(settings, sequence, settings.whole("words"));
        Side speaker = side(settings, sequence, stop);
        speaker.net.add(nn.Sequencer(nn.MaskZero(
                nn.Sequential().add(nn.Linear(settings.whole("units"), stop)).add(nn.LogSoftMax()), 1)));
        if (!sequence) {
            speaker.net.remember("both");
        }
        var judge = nn.SequencerCriterion(nn.MaskZeroCriterion(nn.ClassNLLCriterion(), 1), true);
        List<Tensor> weights = new ArrayList<>(reader.net.parameters().weights());
        weights.addAll(speaker.net.parameters().weights());
        results.put("initialSummary", Programs.copies(weights));
        List<Lesson> lessons = new ArrayList<>();
        for (int k = 0; k < settings.whole("lessons"); k++) {
            lessons.add(lesson(settings, stop));
        }
        List<Double> losses = new ArrayList<>();
        for (int k = 0; k < settings.whole("updates"); k++) {
            Lesson lesson = lessons.get(k % lessons.size());
            reader.net.zeroGradParameters();
            speaker.net.zeroGradParameters();
            Tensor said = answer(settings, sequence, reader, speaker, lesson);
            losses.add(judge.forward(said, lesson.wanted));
            speaker.net.backward(lesson.prompt, judge.backward(said, lesson.wanted));
            handBack(settings, reader, speaker);
            reader.net.backward(
                    lesson.heard, reader.net.output().toTensor().clone().zero());
            reader.net.updateParameters(settings.number("rate"));
            speaker.net.updateParameters(settings.number("rate"));
        }
        reader.net.evaluate();
        speaker.net.evaluate();
        Lesson test = lesson(settings, stop);
        Tensor said = answer(settings, sequence, reader, speaker, test);
        Tensor best = said.max(3).indices();
        results.put("losses", losses);
        results.put("finalSummary", weights);
        results.put("testLoss", judge.forward(said, test.wanted));
        results.put(
                "choices",
                best.select(3, 1).clone().cmul(torch.gt(test.prompt, 0).toLong()));
        results.put("next", torch.uniform());
        return results;
    }

    private static Side side(Settings settings, boolean sequence, int words) {
        Sequential net = nn.Sequential().add(nn.LookupTableMaskZero(words, settings.whole("embedding")));
        List<Module> layers = new ArrayList<>();
        int width = settings.whole("embedding");
        for (int k = 0; k < settings.whole("layers"); k++) {
            if (sequence) {
                SeqLSTM layer = nn.SeqLSTM(width, settings.whole("units"));
                layer.maskzero(true);
                layers.add(layer);
                net.add(layer);
            } else {
                var layer = nn.LSTM(width, settings.whole("units"));
                layer.maskZero(1);
                layers.add(layer);
                net.add(nn.Sequencer(layer));
            }
            width = settings.whole("units");
        }
        return new Side(net, layers);
    }

    private static Lesson lesson(Settings settings, int stop) {
        int longest = settings.whole("longest");
        int batch = settings.whole("batch");
        Tensor heard = torch.LongTensor(longest, batch);
        Tensor prompt = torch.LongTensor(longest + 1, batch);
        Tensor wanted = prompt.clone().fill(1);
        for (int b = 1; b <= batch; b++) {
            long n = b == 1 ? longest : torch.random(settings.whole("shortest"), longest);
            prompt.at(1, b).fill(stop);
            wanted.at(n + 1, b).fill(stop);
            for (int k = 1; k <= n; k++) {
                double word = torch.random(1, settings.whole("words"));
                heard.at(longest - k + 1, b).fill(word);
                wanted.at(k, b).fill(word);
                prompt.at(k + 1, b).fill(word);
            }
        }
        return new Lesson(heard, prompt, wanted);
    }

    /** What the speaker says, which begins where the reader ended. */
    private static Tensor answer(Settings settings, boolean sequence, Side reader, Side speaker, Lesson lesson) {
        reader.net.forward(lesson.heard);
        if (!sequence) {
            speaker.net.forget();
        }
        int last = settings.whole("longest");
        for (int k = 0; k < reader.layers.size(); k++) {
            Module from = reader.layers.get(k);
            Module to = speaker.layers.get(k);
            if (from instanceof SeqLSTM read && to instanceof SeqLSTM speak) {
                speak.setUserPrevOutput(read.output().toTensor().select(1, last));
                speak.setUserPrevCell(read.cell().select(1, last));
            } else {
                to.setHiddenState(0, from.getHiddenState(last));
            }
        }
        return speaker.net.forward(lesson.prompt).toTensor();
    }

    /** The gradients of the state where the speaker began go back to where the reader ended. */
    private static void handBack(Settings settings, Side reader, Side speaker) {
        for (int k = 0; k < reader.layers.size(); k++) {
            Module to = reader.layers.get(k);
            Module from = speaker.layers.get(k);
            if (to instanceof SeqLSTM read && from instanceof SeqLSTM speak) {
                read.setGradPrevOutput(speak.userGradPrevOutput());
                read.setUserNextGradCell(speak.userGradPrevCell());
            } else {
                to.setGradHiddenState(settings.whole("longest"), from.getGradHiddenState(0));
            }
        }
    }
}
