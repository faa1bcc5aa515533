package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The product of a matrix and a vector, or of each matrix of a batch and its vector.
 *
 * <pre>y = op(M) v      op transposes, if asked to</pre>
 *
 * Input: a table of {@code [n, m]} and {@code [m]}, or {@code [N, n, m]} and {@code [N, m]}; the matrices as they are after op. Output: {@code [n]} or
 * {@code [N, n]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.MV">Torch manual: MV</a>
 */
public final class MV extends Module {
    private final boolean trans;

    /** The product as it is. */
    public MV() {
        this(false);
    }

    /** The product; the matrix is transposed if {@code trans}. */
    public MV(boolean trans) {
        this.trans = trans;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Factors factors = factors(input);
        Tensor output = outputBuffer().resize(productSize(factors));
        if (output.dim() == 1) {
            product(factors.matrix(), trans, factors.vector(), output);
        } else {
            for (long i = 1; i <= output.size(1); i++) {
                product(factors.matrix().select(1, i), trans, factors.vector().select(1, i), output.select(1, i));
            }
        }
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Factors factors = factors(input);
        Tensor gradient = operand("gradOutput", gradOutput);
        if (!gradient.isSize(productSize(factors))) {
            throw expected("gradOutput of the size of the product of " + input.describeSizes(), gradOutput);
        }
        Tensor matrix = factors.matrix();
        Tensor vector = factors.vector();
        Table gradInput = gradInputTable();
        gradInput.truncate(2);
        Tensor gradMatrix = buffer(gradInput.find(1)).resizeAs(matrix);
        gradInput.set(1, gradMatrix);
        Tensor gradVector = buffer(gradInput.find(2)).resizeAs(vector);
        gradInput.set(2, gradVector);
        if (gradient.dim() == 1) {
            gradients(matrix, vector, gradient, gradMatrix, gradVector);
        } else {
            for (long i = 1; i <= gradient.size(1); i++) {
                gradients(
                        matrix.select(1, i),
                        vector.select(1, i),
                        gradient.select(1, i),
                        gradMatrix.select(1, i),
                        gradVector.select(1, i));
            }
        }
        return gradInput;
    }

    private void gradients(Tensor matrix, Tensor vector, Tensor gradient, Tensor gradMatrix, Tensor gradVector) {
        Tensor left = trans ? vector : gradient;
        Tensor right = trans ? gradient : vector;
        Kernels.get().gemm(1, left.view(-1, 1), false, right.view(1, -1), false, 0, gradMatrix);
        product(matrix, !trans, gradient, gradVector);
    }

    private static void product(Tensor matrix, boolean transpose, Tensor vector, Tensor result) {
        Kernels.get().gemm(1, matrix, transpose, vector.view(-1, 1), false, 0, result.view(-1, 1));
    }

    private record Factors(Tensor matrix, Tensor vector) {}

    private long[] productSize(Factors factors) {
        int columns = factors.matrix().dim();
        long[] size = factors.vector().size();
        size[columns - 2] = factors.matrix().size(trans ? columns : columns - 1);
        return size;
    }

    private Factors factors(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2) {
            throw expected("a table of two tensors as input", input);
        }
        Tensor matrix = operand("the matrix", both.get(1));
        Tensor vector = operand("the vector", both.get(2));
        int dimensions = matrix.dim();
        if ((dimensions != 2 && dimensions != 3) || vector.dim() != dimensions - 1) {
            throw expected("a matrix and a vector, or a batch of each, as input", input);
        }
        boolean fits = matrix.size(trans ? dimensions - 1 : dimensions) == vector.size(dimensions - 1)
                && (dimensions == 2 || matrix.size(1) == vector.size(1));
        if (!fits) {
            throw expected("vectors as long as rows of the matrix, transposed if asked to, as input", input);
        }
        return new Factors(matrix, vector);
    }
}
