package org.rnn4j.facade.module;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;

/** A criterion of the catalogue with an input and a target. */
final class CriterionTrial {
    final Criterion criterion;
    final Activity input;
    final @Nullable Activity target;

    CriterionTrial(Catalogue.Entry entry, String inputAndTarget) {
        Generator.global().manualSeed(1);
        Samples samples = new Samples(entry.toString().hashCode());
        String[] parts = inputAndTarget.split("~", -1);
        criterion = entry.spec().buildCriterion();
        input = samples.parse(parts[0].trim());
        target = samples.parse(parts[1].trim());
    }

    double loss() {
        return criterion.forward(input, target);
    }

    Activity gradient() {
        criterion.forward(input, target);
        return criterion.backward(input, target).copy();
    }
}
