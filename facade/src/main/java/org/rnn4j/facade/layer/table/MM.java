package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The product of two matrices, or of each pair of matrices of two batches.
 *
 * <pre>y = op(a) op(b)      op transposes, if asked to</pre>
 *
 * Input: a table of {@code [n, m]} and {@code [m, p]}, or {@code [N, n, m]} and {@code [N, m, p]}, as they are after op. Output: {@code [n, p]} or {@code
 * [N, n, p]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.MM">Torch manual: MM</a>
 */
public final class MM extends Module {
    private final boolean transA;
    private final boolean transB;

    /** The product as it is. */
    public MM() {
        this(false);
    }

    /** The product; the first matrix is transposed if {@code transA}. */
    public MM(boolean transA) {
        this(transA, false);
    }

    /** The product; the matrices are transposed if {@code transA} and {@code transB}. */
    public MM(boolean transA, boolean transB) {
        this.transA = transA;
        this.transB = transB;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Factors factors = factors(input);
        Tensor output = outputBuffer().resize(productSize(factors));
        multiply(factors.a(), transA, factors.b(), transB, output);
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Factors factors = factors(input);
        Tensor a = factors.a();
        Tensor b = factors.b();
        Tensor gradient = operand("gradOutput", gradOutput);
        if (!gradient.isSize(productSize(factors))) {
            throw expected("gradOutput of the size of the product of " + input.describeSizes(), gradOutput);
        }
        Table gradInput = gradInputTable();
        gradInput.truncate(2);
        Tensor gradA = buffer(gradInput.find(1)).resizeAs(a);
        gradInput.set(1, gradA);
        Tensor gradB = buffer(gradInput.find(2)).resizeAs(b);
        gradInput.set(2, gradB);
        if (transA) {
            multiply(b, transB, gradient, true, gradA);
        } else {
            multiply(gradient, false, b, !transB, gradA);
        }
        if (transB) {
            multiply(gradient, true, a, transA, gradB);
        } else {
            multiply(a, !transA, gradient, false, gradB);
        }
        return gradInput;
    }

    private static void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor result) {
        if (a.dim() == 2) {
            Kernels.get().gemm(1, a, transposeA, b, transposeB, 0, result);
            return;
        }
        for (long i = 1; i <= a.size(1); i++) {
            Kernels.get().gemm(1, a.select(1, i), transposeA, b.select(1, i), transposeB, 0, result.select(1, i));
        }
    }

    private record Factors(Tensor a, Tensor b) {}

    private long[] productSize(Factors factors) {
        int columns = factors.a().dim();
        int rows = columns - 1;
        long[] size = factors.a().size();
        size[rows - 1] = factors.a().size(transA ? columns : rows);
        size[rows] = factors.b().size(transB ? rows : columns);
        return size;
    }

    private Factors factors(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2) {
            throw expected("a table of two tensors as input", input);
        }
        Tensor a = operand("the first factor", both.get(1));
        Tensor b = operand("the second factor", both.get(2));
        int dimensions = a.dim();
        if ((dimensions != 2 && dimensions != 3) || b.dim() != dimensions) {
            throw expected("two matrices, or two batches of matrices, as input", input);
        }
        int rows = dimensions - 1;
        boolean fits = a.size(transA ? rows : dimensions) == b.size(transB ? dimensions : rows)
                && (dimensions == 2 || a.size(1) == b.size(1));
        if (!fits) {
            throw expected("as many columns of the first factor as rows of the second one", input);
        }
        return new Factors(a, b);
    }
}
