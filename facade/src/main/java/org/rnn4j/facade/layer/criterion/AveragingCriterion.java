package org.rnn4j.facade.layer.criterion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Criterion;

/** A loss that is the mean over what it measures, or the sum. */
public abstract class AveragingCriterion extends Criterion {
    private boolean sizeAverage;

    AveragingCriterion(boolean sizeAverage) {
        this.sizeAverage = sizeAverage;
    }

    /**
     * Takes the mean, or the sum if not {@code average}.
     *
     * @return this
     */
    public final AveragingCriterion sizeAverage(boolean average) {
        sizeAverage = average;
        return this;
    }

    /** Whether the loss is the mean. */
    public final boolean sizeAverage() {
        return sizeAverage;
    }

    /** What a sum over {@code count} samples or elements is divided by. */
    final double divisor(long count) {
        return sizeAverage ? count : 1;
    }

    /** Says {@code sizeAverage} where the constructor does not. */
    @Override
    public List<List<@Nullable Object>> calls() {
        return sizeAverage || namedArguments().containsKey("sizeAverage")
                ? List.of()
                : List.of(List.of("sizeAverage", false));
    }
}
