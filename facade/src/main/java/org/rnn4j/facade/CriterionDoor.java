package org.rnn4j.facade;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.criterion.AbsCriterion;
import org.rnn4j.facade.layer.criterion.BCECriterion;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.CrossEntropyCriterion;
import org.rnn4j.facade.layer.criterion.DistKLDivCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.MarginCriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.MultiCriterion;
import org.rnn4j.facade.layer.criterion.ParallelCriterion;
import org.rnn4j.facade.layer.criterion.RepeaterCriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.criterion.SmoothL1Criterion;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.tensor.Tensor;

/** Criterions of {@link nn}. */
abstract class CriterionDoor {
    /** Makes an {@link AbsCriterion}. */
    public static AbsCriterion AbsCriterion() {
        return new AbsCriterion();
    }

    /** Makes an {@link AbsCriterion}. */
    public static AbsCriterion AbsCriterion(boolean sizeAverage) {
        return new AbsCriterion(sizeAverage);
    }

    /** Makes a {@link BCECriterion}. */
    public static BCECriterion BCECriterion() {
        return new BCECriterion();
    }

    /** Makes a {@link BCECriterion}. */
    public static BCECriterion BCECriterion(@Nullable Tensor weights) {
        return new BCECriterion(weights);
    }

    /** Makes a {@link BCECriterion}. */
    public static BCECriterion BCECriterion(@Nullable Tensor weights, boolean sizeAverage) {
        return new BCECriterion(weights, sizeAverage);
    }

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

    /** Makes a {@link DistKLDivCriterion}. */
    public static DistKLDivCriterion DistKLDivCriterion() {
        return new DistKLDivCriterion();
    }

    /** Makes a {@link DistKLDivCriterion}. */
    public static DistKLDivCriterion DistKLDivCriterion(boolean sizeAverage) {
        return new DistKLDivCriterion(sizeAverage);
    }

    /** Makes a {@link MarginCriterion}. */
    public static MarginCriterion MarginCriterion() {
        return new MarginCriterion();
    }

    /** Makes a {@link MarginCriterion}. */
    public static MarginCriterion MarginCriterion(double margin) {
        return new MarginCriterion(margin);
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

    /** Makes a {@link MultiCriterion}. */
    public static MultiCriterion MultiCriterion() {
        return new MultiCriterion();
    }

    /** Makes a {@link ParallelCriterion}. */
    public static ParallelCriterion ParallelCriterion() {
        return new ParallelCriterion();
    }

    /** Makes a {@link ParallelCriterion}. */
    public static ParallelCriterion ParallelCriterion(boolean repeatTarget) {
        return new ParallelCriterion(repeatTarget);
    }

    /** Makes a {@link RepeaterCriterion}. */
    public static RepeaterCriterion RepeaterCriterion(Criterion criterion) {
        return new RepeaterCriterion(criterion);
    }

    /** Makes a {@link SequencerCriterion}. */
    public static SequencerCriterion SequencerCriterion(Criterion criterion) {
        return new SequencerCriterion(criterion);
    }

    /** Makes a {@link SequencerCriterion}. */
    public static SequencerCriterion SequencerCriterion(Criterion criterion, boolean sizeAverage) {
        return new SequencerCriterion(criterion, sizeAverage);
    }

    /** Makes a {@link SmoothL1Criterion}. */
    public static SmoothL1Criterion SmoothL1Criterion() {
        return new SmoothL1Criterion();
    }

    /** Makes a {@link SmoothL1Criterion}. */
    public static SmoothL1Criterion SmoothL1Criterion(boolean sizeAverage) {
        return new SmoothL1Criterion(sizeAverage);
    }
}
