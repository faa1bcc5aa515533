package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Complaining;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** What criterions of scores against classes check. */
final class Classes {
    private Classes() {}

    /** A copy of {@code weights}, which must be one for each class, or null if there are none. */
    static @Nullable Tensor weights(Complaining who, @Nullable Tensor weights) {
        if (weights != null && weights.dim() != 1) {
            throw Failures.expected(who, "one weight for each class", weights);
        }
        return weights == null ? null : weights.copy().to(who.elementType());
    }

    /** {@code input} as scores {@code [C]} or {@code [N, C]}, with a weight for each class if there are any. */
    static Tensor scores(Complaining who, Activity input, @Nullable Tensor weights) {
        Tensor x = Failures.operand(who, "input", input);
        if (x.dim() != 1 && x.dim() != 2) {
            throw Failures.expected(who, "input of 1 or 2 dimensions", input);
        }
        if (weights != null && x.size(x.dim()) != weights.nElement()) {
            throw Failures.expected(
                    who, "input of size " + weights.nElement() + " in the last dimension, as there are weights", input);
        }
        return x;
    }

    /** {@code target} as one class, from 1, for each row of {@code scores}. */
    static Tensor targets(Complaining who, Tensor scores, Activity target) {
        return targets(who, scores, target, 1);
    }

    /** {@link #targets(Complaining, Tensor, Activity)} where {@code other} is allowed, too. */
    static Tensor targets(Complaining who, Tensor scores, Activity target, long other) {
        Tensor classes = Failures.tensor(who, "target", target).contiguous();
        long samples = scores.dim() == 1 ? 1 : scores.size(1);
        if (classes.dim() > 1) {
            throw Failures.expected(who, "classes in one dimension as target", target);
        }
        if (classes.nElement() != samples) {
            throw Failures.expected(
                    who, "a target with " + samples + " classes for input " + scores.describeSizes(), target);
        }
        checkRange(who, classes, new IndexRange(1, scores.size(scores.dim())), other, "sample");
        return classes;
    }

    /** Throws unless all of {@code classes} are in {@code range}, or are {@code other}; {@code place} is what each one belongs to. */
    static void checkRange(Complaining who, Tensor classes, IndexRange range, long other, String place) {
        long outside = range.firstOutside(classes, other);
        if (outside > 0) {
            throw new IllegalArgumentException(who.who() + ": expected classes " + range + ", got "
                    + IndexRange.text(classes, outside) + " as class of " + place + " " + outside);
        }
    }
}
