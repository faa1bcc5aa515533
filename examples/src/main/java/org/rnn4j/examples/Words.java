package org.rnn4j.examples;

import org.rnn4j.examples.console.Progress;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;
import picocli.CommandLine.Command;

/** The tutorial's first net, step by step: which word comes next? */
@Command(
        name = "words",
        description = {
            "Predicts the next word with a simple recurrent net, step by step (Recursor).",
            "Each step is a forward and a backward of its own, which only the eager module can do."
        })
final class Words extends WordExample {
    Module network() {
        // 1. A recurrent layer: the word, looked up, and what the layer made of the words before.
        var r = nn.Recurrent(
                hiddenSize, nn.LookupTable(nIndex, hiddenSize), nn.Linear(hiddenSize, hiddenSize), nn.Sigmoid(), rho);

        // 2. The net: from there to how probable each word is next, called step by step.
        var rr = nn.Sequential().add(r).add(nn.Linear(hiddenSize, nIndex)).add(nn.LogSoftMax());
        return nn.Recursor(rr, rho);
    }

    @Override
    void run() {
        torch.manualSeed(seed);
        var rnn = network();
        print(rnn);

        // 3. The text: 1, 2, 3, ..., 10, 1, 2, 3, ...; every sequence of the batch begins somewhere in it.
        var sequence = torch.range(1, nIndex).repeatTensor(100).toLong();
        var offsets = torch.LongTensor(batchSize).random(1, sequence.size(1));

        try (Progress progress = progress()) {
            train(rnn, sequence, offsets, progress);
        }
    }

    void train(Module rnn, Tensor sequence, Tensor offsets, Progress progress) {
        var criterion = nn.ClassNLLCriterion();

        for (int iteration = 1; iteration <= iterations; iteration++) {
            // 4. A sequence of rho words, and for each the word that follows.
            var inputs = new Table();
            var targets = new Table();
            for (int step = 1; step <= rho; step++) {
                inputs.set(step, sequence.index(1, offsets));
                offsets.add(1);
                offsets.maskedFill(offsets.gt((double) sequence.size(1)), 1);
                targets.set(step, sequence.index(1, offsets));
            }

            // 5. Forward, from the first step to the last.
            rnn.zeroGradParameters();
            rnn.forget();
            var outputs = new Table();
            double err = 0;
            for (int step = 1; step <= rho; step++) {
                outputs.set(step, rnn.forward(inputs.get(step)));
                err += criterion.forward(outputs.get(step), targets.get(step));
            }
            progress.iteration(iteration, err);

            // 6. Backward through time, from the last step to the first; then one step of gradient descent.
            for (int step = rho; step >= 1; step--) {
                var gradOutput = criterion.backward(outputs.get(step), targets.get(step));
                rnn.backward(inputs.get(step), gradOutput);
            }
            rnn.updateParameters(learningRate);
        }
    }
}
