package org.rnn4j.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.List;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.WordWork;

/** The net that predicts words, operation by operation. */
public final class TorchWords extends TorchTraining {
    private final boolean stepByStep;
    private final int steps;
    private final NDList words = new NDList();
    private final NDList targets = new NDList();

    /** @param stepByStep whether words are looked up, and results predicted, a step at a time rather than for all steps at once */
    public TorchWords(WordWork work, boolean stepByStep) {
        super(work.net(), new Layout(), work.rate(), shapes(work.sizes().hidden()));
        this.stepByStep = stepByStep;
        steps = work.sizes().steps();
        int batch = work.sizes().batch();
        for (int step = 1; step <= steps; step++) {
            words.add(manager().create(work.words(step), new Shape(batch)));
            targets.add(manager().create(work.words(step + 1), new Shape(batch, 1)));
        }
        if (!stepByStep) {
            NDArray allWords = stack(words);
            NDArray allTargets = stack(targets);
            words.clear();
            targets.clear();
            words.add(allWords);
            targets.add(allTargets);
        }
    }

    private static List<Shape> shapes(int hidden) {
        return List.of(
                new Shape(hidden),
                new Shape(WordWork.VOCABULARY, hidden),
                new Shape(hidden, hidden),
                new Shape(hidden),
                new Shape(WordWork.VOCABULARY, hidden),
                new Shape(WordWork.VOCABULARY));
    }

    @Override
    NDArray loss(NDManager scratch) {
        words.attach(scratch);
        try {
            return stepByStep ? walk() : whole();
        } finally {
            words.attach(manager());
        }
    }

    private NDArray walk() {
        NDArray hidden = sigmoid(lookUp(words.get(0)).add(parameter(0)));
        NDArray loss = error(hidden, targets.get(0));
        for (int step = 1; step < steps; step++) {
            hidden = sigmoid(lookUp(words.get(step)).add(linear(hidden, 2)));
            loss = loss.add(error(hidden, targets.get(step)));
        }
        return loss;
    }

    private NDArray whole() {
        NDArray looked = lookUp(words.head());
        NDList states = new NDList();
        NDArray hidden = sigmoid(looked.get(0).add(parameter(0)));
        states.add(hidden);
        for (int step = 1; step < steps; step++) {
            hidden = sigmoid(looked.get(step).add(linear(hidden, 2)));
            states.add(hidden);
        }
        return error(stack(states), targets.head()).mul(steps);
    }

    private static NDArray stack(NDList arrays) {
        return arrays.head().getNDArrayInternal().stack(arrays.subNDList(1), 0);
    }

    private NDArray lookUp(NDArray indices) {
        return indices.getNDArrayInternal()
                .embedding(indices, parameter(1), SparseFormat.DENSE)
                .head();
    }

    private NDArray linear(NDArray input, int first) {
        return input.getNDArrayInternal()
                .linear(input, parameter(first), parameter(first + 1))
                .head();
    }

    private static NDArray sigmoid(NDArray input) {
        return input.getNDArrayInternal().sigmoid();
    }

    private NDArray error(NDArray hidden, NDArray target) {
        NDArray probabilities = linear(hidden, 4).logSoftmax(-1);
        return probabilities
                .gather(target, target.getShape().dimension() - 1)
                .mean()
                .neg();
    }
}
