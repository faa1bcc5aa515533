package org.rnn4j.facade.layer.transfer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Tensor;

/** Scores turned into probabilities, under either of Torch's names. */
public abstract class AbstractSoftMax extends ClassFunction implements KeepsSize {
    private @Nullable Tensor logarithms;
    private @Nullable Tensor product;

    AbstractSoftMax() {}

    @Override
    final void rows(Tensor x, Tensor y) {
        Tensor logs = buffer(logarithms).resizeAs(x);
        logarithms = logs;
        Kernels.get().logSoftMax(x, logs);
        Elementwise.map(Math::exp, logs, y);
    }

    /** As y = exp(log y), the gradient with respect to log y is y . gradY. */
    @Override
    final void rowsBackward(Tensor y, Tensor gradY, Tensor gradX) {
        if (logarithms == null) {
            throw new AssertionError("rows runs first");
        }
        Kernels kernels = Kernels.get();
        Tensor gradLogarithms = buffer(product).resizeAs(y);
        product = gradLogarithms;
        kernels.multiply(y, gradY, gradLogarithms);
        kernels.logSoftMaxBackward(logarithms, gradLogarithms, gradX);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        logarithms = fields.buffer("logarithms", logarithms);
        product = fields.buffer("product", product);
    }
}
