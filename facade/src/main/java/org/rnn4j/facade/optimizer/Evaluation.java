package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.tensor.Tensor;

/**
 * What an {@link Objective} gives back: Torch's {@code return loss, gradParameters}.
 *
 * @param loss the value
 * @param gradient the derivatives with respect to each parameter; optimisers may change it, as Torch's do, where they add weight decay
 */
public record Evaluation(double loss, Tensor gradient) {}
