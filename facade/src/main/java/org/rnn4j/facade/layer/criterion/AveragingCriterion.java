package org.rnn4j.facade.layer.criterion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** All but {@code sizeAverage}, which {@link #calls} tells where it is not as in a new criterion. */
    @Override
    public List<@Nullable Object> arguments() {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(namedArguments());
        arguments.remove("sizeAverage");
        return new ArrayList<>(arguments.values());
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return sizeAverage ? List.of() : List.of(List.of("sizeAverage", false));
    }
}
