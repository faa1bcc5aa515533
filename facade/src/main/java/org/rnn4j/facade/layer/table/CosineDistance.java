package org.rnn4j.facade.layer.table;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Pair;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The cosine of the angle between two vectors: 1 if they point the same way, -1 if opposite ways.
 *
 * <pre>y = w (a . b)    w = 1 / sqrt((a . a + 1e-12) (b . b + 1e-12))</pre>
 *
 * Input: a table of two tensors {@code [N, D]} or {@code [D]}. Output: {@code [N]} or {@code [1]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.CosineDistance">Torch manual: CosineDistance</a>
 */
public final class CosineDistance extends Module {
    /** Keeps a vector of zeros from having no direction at all. */
    private static final double EPSILON = 1e-12;

    private @Nullable Tensor products;
    private @Nullable Tensor squares1;
    private @Nullable Tensor squares2;
    private @Nullable Tensor weights;
    private @Nullable Tensor factors;

    /** The cosine between the two vectors, or rows of vectors, of a table. */
    public CosineDistance() {}

    @Override
    public Tensor updateOutput(Activity input) {
        Pair rows = Pair.ofVectors(this, input).rows();
        Tensor a = rows.first();
        Tensor b = rows.second();
        squares1 = dots(a, a, buffer(squares1)).add(EPSILON);
        squares2 = dots(b, b, buffer(squares2)).add(EPSILON);
        weights = buffer(weights).cmul(squares1, squares2).rsqrt();
        return dots(a, b, outputBuffer()).cmul(weights).resize(a.size(1));
    }

    /** {@code dL/da = dL/dy (w b - y a / (a . a + 1e-12))}, and the same for b. */
    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Pair pair = Pair.ofVectors(this, input);
        Tensor output = lastOutput().toTensor();
        Tensor gradient = operand("gradOutput", gradOutput, output);
        Tensor a = pair.rows().first();
        Tensor b = pair.rows().second();
        if (squares1 == null || squares2 == null || weights == null || a.size(1) != output.nElement()) {
            throw expected("the input of the last forward, " + output.nElement() + " pairs of vectors", input);
        }
        Table gradInput = gradInputTable();
        gradInput.truncate(2);
        for (int i = 1; i <= 2; i++) {
            Tensor part = buffer(gradInput.find(i)).resizeAs(a).zero();
            factors = buffer(factors).cmul(weights, gradient);
            Kernels.get().axpyRows(factors, i == 1 ? b : a, part);
            factors.cmul(gradient, output).cdiv(i == 1 ? squares1 : squares2).neg();
            Kernels.get().axpyRows(factors, i == 1 ? a : b, part);
            gradInput.set(i, part.resizeAs(pair.first()));
        }
        return gradInput;
    }

    private Tensor dots(Tensor a, Tensor b, Tensor result) {
        products = buffer(products).cmul(a, b);
        return result.sum(products, 2);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        products = fields.buffer("products", products);
        squares1 = fields.buffer("squares1", squares1);
        squares2 = fields.buffer("squares2", squares2);
        weights = fields.buffer("weights", weights);
        factors = fields.buffer("factors", factors);
    }
}
