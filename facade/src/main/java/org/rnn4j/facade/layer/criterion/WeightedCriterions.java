package org.rnn4j.facade.layer.criterion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;

/** The weighted sum of several criterions, which are counted from 1. */
public abstract class WeightedCriterions extends Criterion {
    private double[] weights = {};
    private List<Criterion> criterions = new ArrayList<>();

    /** Adds a criterion; the weights are a new array, as copies of this criterion share the old one. */
    final void append(Criterion criterion, double weight) {
        criterions.add(Failures.given(getClass().getSimpleName(), "a criterion", criterion));
        weights = Arrays.copyOf(weights, criterions.size());
        weights[criterions.size() - 1] = weight;
    }

    final int size() {
        return criterions.size();
    }

    final double weight(int index) {
        return weights[index - 1];
    }

    /** The criterions, in order. */
    public final List<Criterion> criterions() {
        return List.copyOf(criterions);
    }

    final double loss(int index, Activity input, Activity target) {
        try {
            return weight(index) * criterions.get(index - 1).forward(input, target);
        } catch (RuntimeException e) {
            throw Failures.at(who() + "[" + index + "]", e);
        }
    }

    /** The gradient of one criterion, without its weight. */
    final Activity gradient(int index, Activity input, Activity target) {
        try {
            return criterions.get(index - 1).backward(input, target);
        } catch (RuntimeException e) {
            throw Failures.at(who() + "[" + index + "]", e);
        }
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        criterions = fields.criterions("criterions", criterions);
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        List<List<@Nullable Object>> calls = new ArrayList<>();
        for (int i = 1; i <= size(); i++) {
            calls.add(List.of("add", criterions.get(i - 1), weight(i)));
        }
        return calls;
    }
}
