package org.rnn4j.examples;

import org.rnn4j.examples.console.Positive;
import picocli.CommandLine.Option;

/** A tutorial that predicts words: the options and sizes that those have. */
abstract class WordExample extends Example {
    @Option(
            names = "--vocabulary",
            order = NET,
            paramLabel = "N",
            converter = Positive.class,
            description = "Number of words (default: ${DEFAULT-VALUE}).")
    int nIndex = 10;

    @Option(
            names = "--learning-rate",
            order = TRAINING,
            paramLabel = "X",
            converter = Rate.class,
            description = "Factor of the gradient in every update (default: ${DEFAULT-VALUE}).")
    double learningRate = 0.1;

    WordExample() {
        super(7, 8, 5, 1000);
    }
}
