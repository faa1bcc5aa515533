package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Replays training loops: losses, predictions, final parameters. */
final class LoopReplay {
    private final JsonNode json;
    private final JsonNode settings;
    private final double tolerance;
    private final int rho;
    private final double learningRate;
    private final Module module;
    private final Criterion criterion;
    private final Tensor sequence;
    private final long[] offsets;

    LoopReplay(GoldenCase golden) {
        json = golden.json();
        settings = json.get("settings");
        tolerance = golden.tolerance();
        rho = settings.get("rho").intValue();
        learningRate = settings.get("lr").doubleValue();
        if (settings.has("type")) {
            Tensor.setDefaultType(ElementType.named(settings.get("type").textValue()));
        }
        if (settings.has("seed")) {
            Generator.global().manualSeed(settings.get("seed").longValue());
        }
        module = ModuleSpec.parse(json.get("module").toString()).build();
        criterion = ModuleSpec.parse(json.get("criterion").toString()).buildCriterion();
        offsets = settings.has("drawOffsets")
                ? drawOffsets()
                : ((Tensor) GoldenValues.value(settings.get("offsets"))).toLongArray();
        sequence = settings.has("sequence") ? (Tensor) GoldenValues.value(settings.get("sequence")) : cosine();
    }

    private long[] drawOffsets() {
        long[] drawn = new long[settings.get("drawOffsets").intValue()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = Generator.global().random(1, settings.get("drawUpTo").longValue());
        }
        return drawn;
    }

    private Tensor cosine() {
        int points = settings.get("cosPoints").intValue();
        double last = settings.get("cosUpTo").doubleValue();
        Tensor angles = new Tensor(points);
        for (int i = 0; i < points; i++) {
            angles.put(i * last / (points - 1), i + 1);
        }
        Tensor cosines = new Tensor(points);
        for (int i = 1; i <= points; i++) {
            cosines.put(Math.cos(angles.get(i)), i);
        }
        return cosines;
    }

    void run() {
        checkStart();
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < settings.get("iterations").intValue(); i++) {
            losses.add(
                    switch (json.get("loop").textValue()) {
                        case "words-step" -> wordsStep();
                        case "words-sequence" -> wordsSequence();
                        case "cos-last-step" -> cosLastStep();
                        default -> throw new AssertionError("unknown loop " + json.get("loop"));
                    });
        }
        GoldenValues.check("losses", json.get("losses"), losses, tolerance);
        if (json.has("finalParameters")) {
            GoldenValues.check(
                    "finalParameters",
                    json.get("finalParameters"),
                    module.parameters().weights(),
                    tolerance);
        }
        if (json.has("finalSummary")) {
            checkSummary("finalSummary");
        }
        if (settings.has("predict")) {
            GoldenValues.check("predictions", json.get("predictions"), predict(), tolerance);
        }
    }

    private void checkStart() {
        if (json.has("parameters")) {
            if (settings.has("seed")) {
                GoldenValues.check(
                        "parameters after manualSeed",
                        json.get("parameters"),
                        module.parameters().weights(),
                        tolerance);
            }
            ModuleOperations operations = new ModuleOperations(tolerance);
            operations.put(ModuleOperations.ONLY, module);
            operations.setParameters(ModuleOperations.ONLY, json.get("parameters"));
        } else {
            checkSummary("initialSummary");
            GoldenValues.check("offsets", json.get("offsets"), Tensor.of(offsets), 0);
            GoldenValues.check(
                    "sequenceFirst",
                    json.get("sequenceFirst"),
                    first(sequence, json.get("sequenceFirst").size()),
                    tolerance);
            GoldenValues.check("sequenceLast", json.get("sequenceLast"), sequence.get(sequence.size(1)), tolerance);
        }
    }

    private void checkSummary(String name) {
        GoldenValues.checkSummary(name, json.get(name), module.parameters().weights(), tolerance);
    }

    private static List<Double> first(Tensor tensor, int count) {
        return Arrays.stream(tensor.toDoubleArray()).limit(count).boxed().toList();
    }

    // ---- the procedures

    /** The elements of the sequence at the offsets; one column if {@code columns}. */
    private Tensor atOffsets(boolean columns) {
        Tensor batch = columns
                ? new Tensor(sequence.elementType(), offsets.length, 1)
                : new Tensor(sequence.elementType(), offsets.length);
        for (int i = 0; i < offsets.length; i++) {
            batch.storage().putDouble(i, sequence.get(offsets[i]));
        }
        return batch;
    }

    private void takeBatch(boolean columns, Table inputs, Table targets) {
        for (int step = 1; step <= rho; step++) {
            inputs.set(step, atOffsets(columns));
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = offsets[i] == sequence.size(1) ? 1 : offsets[i] + 1;
            }
            targets.set(step, atOffsets(columns));
        }
    }

    private double wordsStep() {
        Table inputs = new Table();
        Table targets = new Table();
        takeBatch(false, inputs, targets);
        Table outputs = new Table();
        double loss = 0;
        for (int step = 1; step <= rho; step++) {
            outputs.set(step, module.forward(inputs.get(step)));
            loss += criterion.forward(outputs.get(step), targets.get(step));
        }
        for (int step = rho; step >= 1; step--) {
            Activity gradOutput = criterion.backward(outputs.get(step), targets.get(step));
            module.backward(inputs.get(step), gradOutput);
        }
        module.updateParameters(learningRate);
        module.forget();
        module.zeroGradParameters();
        return loss;
    }

    private double wordsSequence() {
        Table inputs = new Table();
        Table targets = new Table();
        takeBatch(false, inputs, targets);
        module.zeroGradParameters();
        Activity outputs = module.forward(inputs);
        double loss = criterion.forward(outputs, targets);
        module.backward(inputs, criterion.backward(outputs, targets));
        module.updateParameters(learningRate);
        return loss;
    }

    private double cosLastStep() {
        Table inputs = new Table();
        Table targets = new Table();
        takeBatch(true, inputs, targets);
        module.zeroGradParameters();
        Table outputs = module.forward(inputs).toTable();
        double loss = criterion.forward(outputs.get(rho), targets.get(rho));
        Table gradOutputs = new Table();
        for (int step = 1; step < rho; step++) {
            gradOutputs.set(step, outputs.get(step).copy().toTensor().zero());
        }
        gradOutputs.set(rho, criterion.backward(outputs.get(rho), targets.get(rho)));
        module.backward(inputs, gradOutputs);
        module.updateParameters(learningRate);
        return loss;
    }

    private List<Double> predict() {
        module.evaluate();
        List<Double> predictions = new ArrayList<>(first(sequence, rho));
        for (int i = 0; i < settings.get("predict").intValue(); i++) {
            Table inputs = new Table();
            for (double value : predictions.subList(predictions.size() - rho, predictions.size())) {
                inputs.insert(new Tensor(1, 1).fill(value));
            }
            predictions.add(module.forward(inputs).toTable().tensor(rho).item());
        }
        return predictions;
    }
}
