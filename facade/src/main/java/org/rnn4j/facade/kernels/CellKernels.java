package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/** The chapter of {@link Kernels} about the steps of recurrent cells, all contiguous. */
public interface CellKernels {
    /**
     * One LSTM step for N rows of H units:
     *
     * <pre>
     * i, f = sigmoid(gates[input] + pi . c), sigmoid(gates[forget] + pf . c)      g = tanh(gates[candidate])
     * c'   = f . c + i . g                  o = sigmoid(gates[output] + po . c')    h' = o . tanh(c')
     * </pre>
     *
     * @param layout order of the four blocks in a row of {@code gates}
     * @param gates rows, N x 4H: the sums of products and biases on entry, the values of the gates on return
     * @param peepholes 3H values pi, pf, po one after the other, or null for none
     * @param previousCell rows c, N x H, or null for zeros
     * @param cell rows c', N x H
     * @param hidden rows h', N x H
     */
    void lstmStep(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View hidden);

    /**
     * The gradient of {@link #lstmStep}.
     *
     * @param gates rows, N x 4H: the values that lstmStep left
     * @param gradHidden rows dL/dh', N x H
     * @param gradCell rows, N x H: dL/dc' from behind (without the part through h') on entry, dL/dc on return
     * @param gradGates rows, N x 4H: receives the gradient with respect to the sums; may be {@code gates}
     * @param gradPeepholes 3H values, added to with factor {@code scale}; null exactly if {@code peepholes} is
     */
    void lstmStepBackward(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View gradHidden,
            View gradCell,
            View gradGates,
            @Nullable View gradPeepholes,
            double scale);

    /**
     * The first half of a GRU step for N rows of H units, as far as the reset hidden state that the product of the candidate needs:
     *
     * <pre>
     * r, z = sigmoid(gates[1]), sigmoid(gates[2])      resetHidden = r . h
     * </pre>
     *
     * @param gates rows, N x 3H, blocks of reset gate r, update gate z and candidate n: sums for r and z on entry, their values on return
     * @param previous rows h, N x H, or null for zeros
     * @param resetHidden rows, N x H
     */
    void gruReset(View gates, @Nullable View previous, View resetHidden);

    /**
     * The second half of a GRU step:
     *
     * <pre>
     * n = tanh(gates[3])      h' = (1 - z) . n + z . h
     * </pre>
     *
     * @param gates what {@link #gruReset} left, with the sums for n on entry and its values on return
     * @param hidden rows h', N x H
     */
    void gruStep(View gates, @Nullable View previous, View hidden);

    /**
     * The gradient of {@link #gruStep}.
     *
     * @param gates the values of all three
     * @param gradHidden rows dL/dh', N x H
     * @param gradPrevious rows, N x H: receives the part of dL/dh that comes straight from h'
     * @param gradGates rows, N x 3H: receives the gradients with respect to the sums for z and n
     */
    void gruStepBackward(View gates, @Nullable View previous, View gradHidden, View gradPrevious, View gradGates);

    /**
     * The gradient of {@link #gruReset}.
     *
     * @param gates the values of all three
     * @param gradResetHidden rows dL/d(r . h), N x H
     * @param gradPrevious rows, N x H: the part of dL/dh that comes through r . h is added
     * @param gradGates rows, N x 3H: receives the gradient with respect to the sums for r
     */
    void gruResetBackward(View gates, @Nullable View previous, View gradResetHidden, View gradPrevious, View gradGates);
}
