package org.rnn4j.facade.layer.table;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.Pair;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The distance of two vectors.
 *
 * <pre>y = (sum over i of |a[i] - b[i]|^norm) ^ (1 / norm)</pre>
 *
 * Input: a table of two tensors {@code [N, D]} or {@code [D]}. Output: {@code [N]} or {@code [1]}.
 *
 * <p>In the gradient, 1e-6 is added to the distance. As in Torch, the gradient of norms between 1 and 2 is that of the norm 2 but for the power of the distance. That
 * of norm 1 where a[i] is b[i] is 1 or -1, drawn at random.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.PairwiseDistance">Torch manual: PairwiseDistance</a>
 */
public final class PairwiseDistance extends Module {
    /** Keeps the slope finite where the distance is 0; the number is Torch's. */
    private static final double EPSILON = 1e-6;

    private final double norm;
    private @Nullable Tensor differences;
    private @Nullable Tensor factors;

    /** The Euclidean distance. */
    public PairwiseDistance() {
        this(2);
    }

    /** The distance by the {@code norm}-norm. */
    public PairwiseDistance(double norm) {
        this.norm = norm;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Pair rows = Pair.ofVectors(this, input).rows();
        Tensor difference =
                buffer(differences).csub(rows.first(), rows.second()).abs().pow(norm);
        differences = difference;
        return outputBuffer()
                .sum(difference, 2)
                .pow(1 / norm)
                .resize(rows.first().size(1));
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
        Tensor first = buffer(gradInput.find(1)).csub(rows.first(), rows.second());
        gradInput.set(1, first);
        Tensor factor = buffer(factors);
        factors = factor;
        if (norm == 1) {
            Elementwise.map(PairwiseDistance::sign, first, first);
            factor.resizeAs(gradient).copy(gradient);
        } else {
            if (norm > 2) {
                Elementwise.map(value -> value * Math.pow(Math.abs(value), norm - 2), first, first);
            }
            factor.add(output, EPSILON).pow(-(norm - 1)).cmul(gradient);
        }
        first.cmul(factor.view(-1, 1).expandAs(first));
        first.resizeAs(pair.first());
        gradInput.set(2, buffer(gradInput.find(2)).neg(first));
        return gradInput;
    }

    private static double sign(double value) {
        return value > 0 ? 1 : value < 0 ? -1 : 2 * Generator.global().random(2) - 3;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        differences = fields.buffer("differences", differences);
        factors = fields.buffer("factors", factors);
    }
}
