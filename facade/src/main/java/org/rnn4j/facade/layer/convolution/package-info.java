/**
 * Modules over images and sequences of frames, such as {@link org.rnn4j.facade.layer.convolution.SpatialConvolution} and
 * {@link org.rnn4j.facade.layer.convolution.TemporalConvolution}: Torch's chapter <i>Convolutional layers</i>. Null is refused except
 * where a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.NullMarked;
