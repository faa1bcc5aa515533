package org.rnn4j.facade.layer.container;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.Max;
import org.rnn4j.facade.layer.simple.View;
import org.rnn4j.facade.module.Module;

/**
 * The greatest of several linear functions of its input.
 *
 * <pre>y = max over k of (W_k x + b_k)</pre>
 *
 * Input: {@code [N, inputSize]} or {@code [inputSize]}. Output: {@code [N, outputSize]} or {@code [outputSize]}.
 *
 * <p>It is a Sequential of Linear, View, what comes in between if anything, and Max, which has the parameters.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/Maxout.lua">torch: Maxout.lua</a>
 * @see <a href="https://arxiv.org/abs/1302.4389">I. Goodfellow and others: Maxout Networks, 2013</a>
 */
public final class Maxout extends Sequential {
    private final int inputSize;
    private final int outputSize;
    private final int maxoutNumber;
    private final int made;

    /** The greatest of {@code maxoutNumber} functions. */
    public Maxout(int inputSize, int outputSize, int maxoutNumber) {
        this(inputSize, outputSize, maxoutNumber, null);
    }

    /** The greatest of what {@code preprocess} makes of {@code [N, maxoutNumber, outputSize]}, along the second dimension. */
    public Maxout(int inputSize, int outputSize, int maxoutNumber, @Nullable Module preprocess) {
        if (inputSize < 1 || outputSize < 1 || maxoutNumber < 1) {
            throw new IllegalArgumentException(
                    "Maxout: expected positive sizes, got " + inputSize + ", " + outputSize + " and " + maxoutNumber);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.maxoutNumber = maxoutNumber;
        add(new Linear(inputSize, outputSize * maxoutNumber));
        add(new View(maxoutNumber, outputSize).setNumInputDims(1));
        if (preprocess != null) {
            add(preprocess);
        }
        add(new Max(1, 2));
        made = size();
    }

    /** How many numbers a sample of the input has. */
    public int inputSize() {
        return inputSize;
    }

    /** How many numbers the greatest are chosen of, one by one. */
    public int outputSize() {
        return outputSize;
    }

    /** How many functions there are. */
    public int maxoutNumber() {
        return maxoutNumber;
    }

    /** What comes between the functions and the choice of the greatest, or null. */
    public @Nullable Module preprocess() {
        return made == 4 ? get(3) : null;
    }

    @Override
    public List<Module> added() {
        return modules().subList(Math.min(made, size()), size());
    }
}
