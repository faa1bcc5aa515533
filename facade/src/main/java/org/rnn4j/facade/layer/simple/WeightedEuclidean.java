package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The distances of the input from learned points, each with weights of its own for the coordinates.
 *
 * <pre>y[j] = |c[j] (w[j] - x)|</pre>
 *
 * Input: {@code [D]} or {@code [N, D]}. Output: {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters, whose columns are the points and their weights: {@code weight} {@code [D, H]}, uniform within {@code 1 / sqrt(D)}, and {@code diagCov}
 * {@code [D, H]}, 1 at first. As in Torch, the gradient of diagCov is not scaled in backward of a single vector.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.WeightedEuclidean">Torch manual: WeightedEuclidean</a>
 */
public final class WeightedEuclidean extends AbstractEuclidean {
    private Tensor diagCov;
    private Tensor gradDiagCov;

    /** Distances of inputs of {@code inputSize} (D) from {@code outputSize} (H) points. */
    public WeightedEuclidean(int inputSize, int outputSize) {
        super(inputSize, outputSize);
        diagCov = new Tensor(inputSize, outputSize);
        gradDiagCov = new Tensor(inputSize, outputSize);
        reset();
    }

    @Override
    public void reset() {
        super.reset();
        diagCov.fill(1);
    }

    /** Draws new points, uniform with standard deviation {@code stdv}; all coordinates count 1. */
    @Override
    public void reset(double stdv) {
        super.reset(stdv);
        diagCov.fill(1);
    }

    @Override
    Tensor factors() {
        return diagCov;
    }

    @Override
    void addToFactors(double scale, Tensor gradients) {
        Kernels.get().addColumnSums(scale, gradients, gradDiagCov.view(-1));
    }

    /** How much each coordinate counts for each point, {@code [D, H]}. */
    public Tensor diagCov() {
        return diagCov;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        diagCov = fields.parameter("diagCov", diagCov);
        gradDiagCov = fields.gradient("gradDiagCov", gradDiagCov);
    }
}
