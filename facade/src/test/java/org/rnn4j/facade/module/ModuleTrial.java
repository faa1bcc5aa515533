package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rnn4j.facade.io.ModuleSpec;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** A module of the catalogue with inputs for all its steps, and weights that make one number, the loss, of its outputs. */
final class ModuleTrial {
    private final Catalogue.Entry entry;
    private final Samples samples;
    final Module module;
    final List<Activity> inputs = new ArrayList<>();
    final List<Activity> gradOutputs = new ArrayList<>();

    /** What one run over all steps gives. */
    record Results(List<Activity> outputs, List<Activity> gradInputs, List<Tensor> gradients) {}

    ModuleTrial(Catalogue.Entry entry, String input) {
        this.entry = entry;
        Generator.global().manualSeed(1);
        samples = new Samples(entry.toString().hashCode());
        module = made(entry.spec());
        for (int step = 0; step < entry.steps(); step++) {
            inputs.add(samples.parse(input));
        }
        for (Activity output : forward(module, inputs)) {
            gradOutputs.add(samples.like(output));
        }
    }

    /** A new module in the entry's mode. */
    Module made(ModuleSpec spec) {
        Module made = spec.build();
        if (entry.is("evaluate")) {
            made.evaluate();
        }
        return made;
    }

    boolean hasBackward() {
        return !entry.is("no backward") && !(entry.is("evaluate") && entry.steps() > 1);
    }

    /** What the module is given: a copy where it would change it. */
    private Activity given(Activity input) {
        return entry.is("in place") ? input.copy() : input;
    }

    /** Begins a new sequence, in which the same is drawn as in every other. */
    private void begin(Module tried) {
        tried.forget();
        if (entry.is("random")) {
            Generator.global().manualSeed(1);
        }
    }

    /** The outputs of a new sequence. */
    List<Activity> forward(Module tried, List<Activity> sequence) {
        begin(tried);
        List<Activity> outputs = new ArrayList<>();
        for (Activity input : sequence) {
            outputs.add(tried.forward(given(input)).copy());
        }
        return outputs;
    }

    /** A new sequence forward and, if there is a backward, back; gradients of parameters are added to what is there. */
    Results run(Module tried, List<Activity> sequence, List<Activity> gradients, double scale) {
        return run(tried, sequence, gradients, scale, module -> {}, module -> {});
    }

    /** The same with a call before the last forward and one before the first backward. */
    Results run(
            Module tried,
            List<Activity> sequence,
            List<Activity> gradients,
            double scale,
            Consumer<Module> beforeForward,
            Consumer<Module> beforeBackward) {
        begin(tried);
        List<Activity> given = new ArrayList<>();
        List<Activity> outputs = new ArrayList<>();
        for (Activity input : sequence) {
            if (given.size() == sequence.size() - 1) {
                beforeForward.accept(tried);
            }
            given.add(given(input));
            outputs.add(tried.forward(given.get(given.size() - 1)).copy());
        }
        beforeBackward.accept(tried);
        List<Activity> gradInputs = new ArrayList<>();
        for (int step = sequence.size() - 1; step >= 0 && hasBackward(); step--) {
            Activity gradOutput = given(gradients.get(step));
            gradInputs.add(0, tried.backward(given.get(step), gradOutput, scale).copy());
        }
        List<Tensor> added =
                tried.parameters().gradients().stream().map(Tensor::copy).toList();
        return new Results(outputs, gradInputs, added);
    }

    /** {@link #run(Module, List, List, double)} of the module, from gradients of zero. */
    Results run() {
        module.zeroGradParameters();
        return run(module, inputs, gradOutputs, 1);
    }

    /** The number whose gradient backward computes. */
    double loss() {
        List<Activity> outputs = forward(module, inputs);
        double loss = 0;
        for (int step = 0; step < outputs.size(); step++) {
            loss += Samples.dot(outputs.get(step), gradOutputs.get(step));
        }
        return loss;
    }

    /** The inputs, or gradients, as {@code type}. */
    static List<Activity> to(ElementType type, List<Activity> sequence) {
        return sequence.stream().map(activity -> Samples.to(type, activity)).toList();
    }

    /** Fails unless both runs gave the same, as close as {@code tolerance} says. */
    static void assertSame(Results expected, Results actual, double tolerance) {
        for (int step = 0; step < expected.outputs.size(); step++) {
            String at = expected.outputs.size() > 1 ? " of step " + (step + 1) : "";
            Samples.assertClose("output" + at, expected.outputs.get(step), actual.outputs.get(step), tolerance);
            if (!expected.gradInputs.isEmpty()) {
                Samples.assertClose(
                        "gradInput" + at, expected.gradInputs.get(step), actual.gradInputs.get(step), tolerance);
            }
        }
        for (int i = 0; i < expected.gradients.size(); i++) {
            Samples.assertClose(
                    "gradient of parameter " + (i + 1), expected.gradients.get(i), actual.gradients.get(i), tolerance);
        }
    }
}
