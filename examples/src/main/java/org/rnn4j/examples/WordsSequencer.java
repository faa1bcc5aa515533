package org.rnn4j.examples;

import org.rnn4j.examples.console.Progress;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The tutorial's first net over whole sequences. */
@Command(
        name = "sequencer",
        description = "Does what `words` does a whole sequence at a time (Sequencer, SequencerCriterion).")
final class WordsSequencer extends WordExample {
    @Option(
            names = "--engine",
            order = RUN,
            paramLabel = "ENGINE",
            description = "What computes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Engine engine = Engine.GRAPH;

    Module network() {
        // The net, for one step, and a Sequencer that runs it over all steps of a table.
        var r = nn.Recurrent(
                hiddenSize, nn.LookupTable(nIndex, hiddenSize), nn.Linear(hiddenSize, hiddenSize), nn.Sigmoid(), rho);
        var rr = nn.Sequential().add(r).add(nn.Linear(hiddenSize, nIndex)).add(nn.LogSoftMax());
        return nn.Sequencer(rr);
    }

    @Override
    void run() {
        torch.manualSeed(seed);
        var rnn = network();
        print(rnn);

        // The text: 1, 2, 3, ..., 10, 1, 2, 3, ...; every sequence of the batch begins somewhere in it.
        var sequence = torch.range(1, nIndex).repeatTensor(100).toLong();
        var offsets = torch.LongTensor(batchSize).random(1, sequence.size(1));

        try (Progress progress = progress()) {
            train(engine.of(rnn), sequence, offsets, progress);
        }
    }

    void train(Module rnn, Tensor sequence, Tensor offsets, Progress progress) {
        // The sum over the steps.
        var criterion = nn.SequencerCriterion(nn.ClassNLLCriterion());

        for (int iteration = 1; iteration <= iterations; iteration++) {
            var inputs = new Table();
            var targets = new Table();
            for (int step = 1; step <= rho; step++) {
                inputs.set(step, sequence.index(1, offsets));
                offsets.add(1);
                offsets.maskedFill(offsets.gt((double) sequence.size(1)), 1);
                targets.set(step, sequence.index(1, offsets));
            }

            rnn.zeroGradParameters();
            var outputs = rnn.forward(inputs);
            double err = criterion.forward(outputs, targets);
            progress.iteration(iteration, err);

            var gradOutputs = criterion.backward(outputs, targets);
            rnn.backward(inputs, gradOutputs);
            rnn.updateParameters(learningRate);
        }
    }
}
