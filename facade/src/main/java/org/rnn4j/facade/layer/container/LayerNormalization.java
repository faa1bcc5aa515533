package org.rnn4j.facade.layer.container;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.simple.Add;
import org.rnn4j.facade.layer.simple.CMul;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Mean;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.layer.simple.Normalize;
import org.rnn4j.facade.layer.simple.Replicate;
import org.rnn4j.facade.layer.table.CSubTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.module.Module;

/**
 * Brings the numbers of each sample to mean 0 and variance 1, and stretches and shifts them.
 *
 * <pre>y = gain . sqrt(n) (x - mean(x)) / |x - mean(x)| + bias</pre>
 *
 * Input and output: {@code [N, nOutput]} or {@code [nOutput]}.
 *
 * <p>Of a batch, Torch subtracts the means in the order in which they lie in memory: number k, counted from 0, gets the mean of sample
 * k modulo N. So does this, for models that were trained so; a batch of one, or a single sample, gets its own mean.
 *
 * <p>It is a Sequential. Learned parameters: the gain, the weight of a CMul, ones; then the bias, that of an Add, one number.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/LayerNormalization.lua">torch: LayerNormalization.lua</a>
 * @see <a href="https://arxiv.org/abs/1607.06450">J. Ba, J. Kiros, G. Hinton: Layer Normalization, 2016</a>
 */
public final class LayerNormalization extends Sequential {
    private final int nOutput;
    private final double bias;
    private final double eps;
    private final boolean affine;
    private final int made;

    /** With learned gain and bias. */
    public LayerNormalization(int nOutput) {
        this(nOutput, null);
    }

    /** With a bias that is {@code bias} at first, 0 if null. */
    public LayerNormalization(int nOutput, @Nullable Double bias) {
        this(nOutput, bias, null);
    }

    /** With its own {@code eps}, which keeps samples of equal numbers from being divided by 0; 1e-10 if null. */
    public LayerNormalization(int nOutput, @Nullable Double bias, @Nullable Double eps) {
        this(nOutput, bias, eps, null);
    }

    /** With or without learned parameters; with them if {@code affine} is null. */
    public LayerNormalization(int nOutput, @Nullable Double bias, @Nullable Double eps, @Nullable Boolean affine) {
        if (nOutput < 1) {
            throw new IllegalArgumentException("LayerNormalization: expected a positive size, got " + nOutput);
        }
        this.nOutput = nOutput;
        this.bias = bias == null ? 0 : bias;
        this.eps = eps == null ? 1e-10 : eps;
        this.affine = affine == null || affine;
        Module mean = new Sequential().add(new Mean(1, 1)).add(new Replicate(nOutput, 1, 1));
        add(new ConcatTable().add(new Identity()).add(mean));
        add(new CSubTable());
        add(new Normalize(2, this.eps));
        add(new MulConstant(Math.sqrt(nOutput)));
        if (this.affine) {
            Add shift = new Add(nOutput, false);
            shift.bias().fill(this.bias);
            CMul gain = new CMul(nOutput);
            gain.weight().fill(1);
            add(gain);
            add(shift);
        }
        made = size();
    }

    /** How many numbers a sample has. */
    public int nOutput() {
        return nOutput;
    }

    @Override
    public List<Module> added() {
        return modules().subList(Math.min(made, size()), size());
    }
}
