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
 * The dot product of two vectors.
 *
 * <pre>y = a . b</pre>
 *
 * Input: a table of two tensors {@code [N, D]} or {@code [D]}. Output: {@code [N]} or {@code [1]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.DotProduct">Torch manual: DotProduct</a>
 */
public final class DotProduct extends Module {
    private @Nullable Tensor products;

    /** The products of the two vectors, or rows of vectors, of a table. */
    public DotProduct() {}

    @Override
    public Tensor updateOutput(Activity input) {
        Pair rows = Pair.ofVectors(this, input).rows();
        Tensor product = buffer(products).cmul(rows.first(), rows.second());
        products = product;
        return outputBuffer().sum(product, 2).resize(rows.first().size(1));
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Pair pair = Pair.ofVectors(this, input);
        Pair rows = pair.rows();
        Tensor output = lastOutput().toTensor();
        if (output.nElement() != rows.first().size(1)) {
            throw expected("the input of the last forward, " + output.nElement() + " pairs of vectors", input);
        }
        Tensor gradient = operand("gradOutput", gradOutput, output);
        Table gradInput = gradInputTable();
        gradInput.truncate(2);
        for (int i = 1; i <= 2; i++) {
            Tensor part = buffer(gradInput.find(i)).resizeAs(rows.first()).zero();
            Kernels.get().axpyRows(gradient, i == 1 ? rows.second() : rows.first(), part);
            gradInput.set(i, part.resizeAs(pair.first()));
        }
        return gradInput;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        products = fields.buffer("products", products);
    }
}
