package org.rnn4j.facade.layer.transfer;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.tensor.Tensor;

/** Scores turned into log-probabilities, under either of Torch's names. */
public abstract class AbstractLogSoftMax extends ClassFunction implements KeepsSize {
    AbstractLogSoftMax() {}

    @Override
    final void rows(Tensor x, Tensor y) {
        Kernels.get().logSoftMax(x, y);
    }

    @Override
    final void rowsBackward(Tensor y, Tensor gradY, Tensor gradX) {
        Kernels.get().logSoftMaxBackward(y, gradY, gradX);
    }
}
