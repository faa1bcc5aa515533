package org.rnn4j.bridge.translate;

import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.rnn4j.facade.module.Criterion;

/**
 * The loss function that measures what criterions of one class measure.
 *
 * @param <C> the class
 */
@FunctionalInterface
public interface LossRule<C extends Criterion> {
    /**
     * The loss of one example as Deeplearning4j counts it: summed over the batch, which Deeplearning4j then takes the mean of.
     *
     * @throws UnsupportedOperationException if there is none, naming the nearest criterion that has one
     */
    ILossFunction loss(C criterion);
}
