package org.rnn4j.facade.module;

import org.jspecify.annotations.Nullable;

/**
 * What one module takes, here and in all modules inside, instead of the arguments of {@link Module#maxParamNorm(Double, Double)}, {@link
 * Module#gradParamClip(double, boolean)}, {@link Module#weightDecay(double, int)} and {@link Module#updateGradParameters(double, Double, boolean)}; null is none. In
 * Torch these are fields of the module.
 */
public final class Hyperparameters implements Cloneable {
    /** The greatest norm of what leads to one output. */
    public @Nullable Double maxOutNorm;

    /** The greatest norm of what leads away from one input. */
    public @Nullable Double maxInNorm;

    /** The norm of gradients above which they are clipped. */
    public @Nullable Double cutoffNorm;

    /** Whether the gradients of each module are clipped by themselves. */
    public @Nullable Boolean moduleLocal;

    /** The factor of weight decay. */
    public @Nullable Double wdFactor;

    /** Number of dimensions from which on weights decay. */
    public @Nullable Integer wdMinDim;

    /** The factor of momentum. */
    public @Nullable Double momFactor;

    /** The damping of momentum. */
    public @Nullable Double momDamp;

    /** Whether momentum is Nesterov's. */
    public @Nullable Boolean momNesterov;

    /** None set. */
    Hyperparameters() {}

    /** {@code own} if it is set, else {@code given}. */
    static <T> T or(@Nullable T own, T given) {
        return own == null ? given : own;
    }

    /** {@code own} if it is set, else {@code given}, which may be none either. */
    static <T> @Nullable T orNone(@Nullable T own, @Nullable T given) {
        return own == null ? given : own;
    }

    @Override
    public Hyperparameters clone() {
        try {
            return (Hyperparameters) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("Hyperparameters implements Cloneable", e);
        }
    }
}
