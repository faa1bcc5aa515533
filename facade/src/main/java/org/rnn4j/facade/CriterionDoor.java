package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.CrossEntropyCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.tensor.Tensor;

/** Criterions of {@link nn}. */
@NullMarked
abstract class CriterionDoor {
    /** Makes a {@link ClassNLLCriterion}. */
    public static ClassNLLCriterion ClassNLLCriterion() {
        return new ClassNLLCriterion();
    }

    /** Makes a {@link ClassNLLCriterion}. */
    public static ClassNLLCriterion ClassNLLCriterion(@Nullable Tensor weights) {
        return new ClassNLLCriterion(weights);
    }

    /** Makes a {@link ClassNLLCriterion}. */
    public static ClassNLLCriterion ClassNLLCriterion(@Nullable Tensor weights, boolean sizeAverage) {
        return new ClassNLLCriterion(weights, sizeAverage);
    }

    /** Makes a {@link ClassNLLCriterion}. */
    public static ClassNLLCriterion ClassNLLCriterion(@Nullable Tensor weights, boolean sizeAverage, int ignoreIndex) {
        return new ClassNLLCriterion(weights, sizeAverage, ignoreIndex);
    }

    /** Makes a {@link CrossEntropyCriterion}. */
    public static CrossEntropyCriterion CrossEntropyCriterion() {
        return new CrossEntropyCriterion();
    }

    /** Makes a {@link CrossEntropyCriterion}. */
    public static CrossEntropyCriterion CrossEntropyCriterion(@Nullable Tensor weights) {
        return new CrossEntropyCriterion(weights);
    }

    /** Makes a {@link CrossEntropyCriterion}. */
    public static CrossEntropyCriterion CrossEntropyCriterion(@Nullable Tensor weights, boolean sizeAverage) {
        return new CrossEntropyCriterion(weights, sizeAverage);
    }

    /** Makes a {@link MaskZeroCriterion}. */
    public static MaskZeroCriterion MaskZeroCriterion(Criterion criterion, int nInputDim) {
        return new MaskZeroCriterion(criterion, nInputDim);
    }

    /** Makes an {@link MSECriterion}. */
    public static MSECriterion MSECriterion() {
        return new MSECriterion();
    }

    /** Makes an {@link MSECriterion}. */
    public static MSECriterion MSECriterion(boolean sizeAverage) {
        return new MSECriterion(sizeAverage);
    }

    /** Makes a {@link SequencerCriterion}. */
    public static SequencerCriterion SequencerCriterion(Criterion criterion) {
        return new SequencerCriterion(criterion);
    }

    /** Makes a {@link SequencerCriterion}. */
    public static SequencerCriterion SequencerCriterion(Criterion criterion, boolean sizeAverage) {
        return new SequencerCriterion(criterion, sizeAverage);
    }
}
