package org.rnn4j.facade.recurrent;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Transfer;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** One step of {@link MuFuRu}: maps {@code {x, h}} to h', {@code [N, D]} and {@code [N, H]} to {@code [N, H]}. */
final class MuFuRuCell extends Cell {
    private final int inputSize;
    private final int outputSize;
    private final ImmutableList<MuFuRuOperation> operations;

    private Linear resetInput;
    private Linear resetHidden;
    private Linear feature;
    private Linear weights;

    /** Values of the gates, {@code [N, H]}. */
    private Tensor reset = new Tensor();

    private Tensor features = new Tensor();
    private Tensor keptHidden = new Tensor();
    private Tensor sumOfBiases = new Tensor();

    /** Scores {@code [N, nH]}; the others unit by unit, {@code [N, H, n]}. */
    private Tensor scores = new Tensor();

    private Tensor scoresOfUnits = new Tensor();
    private Tensor logShares = new Tensor();
    private Tensor shares = new Tensor();

    /** What each operation gives, {@code [n, N, H]}. */
    private Tensor results = new Tensor();

    private Tensor part = new Tensor();
    private Tensor slope = new Tensor();
    private Tensor gradShares = new Tensor();
    private Tensor gradScores = new Tensor();
    private Tensor gradScoresOfUnits = new Tensor();
    private Tensor gradFeatures = new Tensor();
    private Tensor gradKeptHidden = new Tensor();
    private Tensor gradReset = new Tensor();
    private Tensor gradX = new Tensor();
    private Tensor gradHidden = new Tensor();

    /** Weights {@code [rows, columns]} and biases {@code [rows]}. */
    private record Linear(Tensor weight, Tensor gradWeight, Tensor bias, Tensor gradBias) {
        static Linear of(long rows, long columns) {
            return new Linear(new Tensor(rows, columns), new Tensor(rows, columns), new Tensor(rows), new Tensor(rows));
        }

        void draw(double bound) {
            Generator.global().uniform(weight, -bound, bound);
            Generator.global().uniform(bias, -bound, bound);
        }

        /** The columns for an operand of {@code size} numbers behind {@code before} others. */
        static Tensor columns(Tensor of, long before, long size) {
            return of.narrow(2, before + 1, size);
        }

        Linear seenBy(Fields fields, String name) {
            return new Linear(
                    fields.parameter(name + ".weight", weight),
                    fields.gradient(name + ".gradWeight", gradWeight),
                    fields.parameter(name + ".bias", bias),
                    fields.gradient(name + ".gradBias", gradBias));
        }
    }

    MuFuRuCell(int inputSize, int outputSize, List<MuFuRuOperation> operations) {
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.operations = ImmutableList.copyOf(operations);
        long both = (long) inputSize + outputSize;
        resetInput = Linear.of(outputSize, inputSize);
        resetHidden = Linear.of(outputSize, outputSize);
        feature = Linear.of(outputSize, both);
        weights = Linear.of((long) operations.size() * outputSize, both);
        reset();
    }

    private List<Linear> parts() {
        return List.of(resetInput, resetHidden, feature, weights);
    }

    @Override
    public void reset() {
        for (Linear linear : parts()) {
            linear.draw(1 / Math.sqrt((double) linear.weight.size(2)));
        }
    }

    @Override
    public void reset(double stdv) {
        parts().forEach(linear -> linear.draw(stdv * Math.sqrt(3)));
    }

    // ---- forward

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand(input, 1, inputSize);
        Tensor h = operand(input, 2, outputSize);
        checkBatch(x, h);
        Kernels kernels = Kernels.get();
        reset.resizeAs(h);
        sumOfBiases.resizeAs(resetInput.bias).copy(resetInput.bias).add(resetHidden.bias);
        kernels.setRows(sumOfBiases, reset);
        kernels.gemm(1, x, false, resetInput.weight, true, 1, reset);
        kernels.gemm(1, h, false, resetHidden.weight, true, 1, reset);
        kernels.transfer(Transfer.SIGMOID, reset, reset);
        keptHidden.resizeAs(h);
        kernels.multiply(reset, h, keptHidden);
        features.resizeAs(h);
        project(feature, x, keptHidden, features);
        kernels.transfer(Transfer.SIGMOID, features, features);
        share(x, h);
        return merge(h);
    }

    /** Computes what share each operation has in each unit. */
    private void share(Tensor x, Tensor h) {
        scores.resize(x.size(1), (long) operations.size() * outputSize);
        project(weights, x, h, scores);
        scoresOfUnits.resize(x.size(1), outputSize, operations.size()).copy(unitsLast(scores));
        logShares.resizeAs(scoresOfUnits);
        Kernels.get().logSoftMax(rows(scoresOfUnits), rows(logShares));
        Elementwise.map(Math::exp, logShares, shares.resizeAs(logShares));
    }

    private Tensor merge(Tensor h) {
        Tensor hidden = outputBuffer().resizeAs(h).zero();
        results.resize(operations.size(), h.size(1), outputSize);
        part.resizeAs(h);
        for (int k = 1; k <= operations.size(); k++) {
            Tensor result = results.select(1, k);
            Elementwise.map(operations.get(k - 1)::value, h, features, result);
            Kernels.get().multiply(result, shares.select(3, k), part);
            Kernels.get().axpy(1, part, hidden);
        }
        return hidden;
    }

    /** {@code sums = W {x, h} + b}. */
    private void project(Linear linear, Tensor x, Tensor h, Tensor sums) {
        Kernels kernels = Kernels.get();
        kernels.setRows(linear.bias, sums);
        kernels.gemm(1, x, false, Linear.columns(linear.weight, 0, inputSize), true, 1, sums);
        kernels.gemm(1, h, false, Linear.columns(linear.weight, inputSize, outputSize), true, 1, sums);
    }

    /** A view {@code [N, H, n]} of scores {@code [N, nH]}. */
    private Tensor unitsLast(Tensor ofScores) {
        return ofScores.view(ofScores.size(1), operations.size(), outputSize).transpose(2, 3);
    }

    private Tensor rows(Tensor ofUnits) {
        return ofUnits.view(-1, operations.size());
    }

    // ---- backward

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand(input, 1, inputSize);
        Tensor h = operand(input, 2, outputSize);
        checkBatch(x, h);
        Tensor output = lastOutput().toTensor();
        Tensor gradient = operand("gradOutput", gradOutput, output);
        Kernels kernels = Kernels.get();
        gradX.resizeAs(x).zero();
        gradHidden.resizeAs(h).zero();
        gradFeatures.resizeAs(h).zero();
        gradShares.resizeAs(shares);
        operationsBackward(h, gradient);
        sharesBackward();
        projectBack(weights, gradScores, gradHidden);
        kernels.transferBackward(Transfer.SIGMOID, features, gradFeatures, gradFeatures);
        gradKeptHidden.resizeAs(h).zero();
        projectBack(feature, gradFeatures, gradKeptHidden);
        kernels.multiply(gradKeptHidden, reset, part);
        kernels.axpy(1, part, gradHidden);
        gradReset.resizeAs(h);
        kernels.multiply(gradKeptHidden, h, gradReset);
        kernels.transferBackward(Transfer.SIGMOID, reset, gradReset, gradReset);
        kernels.gemm(1, gradReset, false, resetInput.weight, false, 1, gradX);
        kernels.gemm(1, gradReset, false, resetHidden.weight, false, 1, gradHidden);
        return gradInput() instanceof Table table && table.find(1) == gradX && table.find(2) == gradHidden
                ? table
                : setGradInput(Table.of(gradX, gradHidden));
    }

    /** Computes the gradients of the shares, and adds those of h and v that come through the operations. */
    private void operationsBackward(Tensor h, Tensor gradient) {
        Kernels kernels = Kernels.get();
        part.resizeAs(h);
        slope.resizeAs(h);
        for (int k = 1; k <= operations.size(); k++) {
            MuFuRuOperation operation = operations.get(k - 1);
            kernels.multiply(gradient, results.select(1, k), gradShares.select(3, k));
            kernels.multiply(gradient, shares.select(3, k), part);
            Elementwise.map(operation::slopeOfHidden, h, features, slope);
            kernels.multiply(part, slope, slope);
            kernels.axpy(1, slope, gradHidden);
            Elementwise.map(operation::slopeOfFeature, h, features, slope);
            kernels.multiply(part, slope, slope);
            kernels.axpy(1, slope, gradFeatures);
        }
    }

    /** From the gradients of the shares to those of the scores: as p = exp(log p), that of log p is p . dp. */
    private void sharesBackward() {
        Kernels kernels = Kernels.get();
        kernels.multiply(gradShares, shares, gradShares);
        gradScoresOfUnits.resizeAs(gradShares);
        kernels.logSoftMaxBackward(rows(logShares), rows(gradShares), rows(gradScoresOfUnits));
        gradScores.resizeAs(scores);
        unitsLast(gradScores).copy(gradScoresOfUnits);
    }

    private void projectBack(Linear linear, Tensor gradSums, Tensor gradOfHidden) {
        Kernels kernels = Kernels.get();
        kernels.gemm(1, gradSums, false, Linear.columns(linear.weight, 0, inputSize), false, 1, gradX);
        kernels.gemm(1, gradSums, false, Linear.columns(linear.weight, inputSize, outputSize), false, 1, gradOfHidden);
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = operand(input, 1, inputSize);
        Tensor h = operand(input, 2, outputSize);
        accumulate(scale, gradReset, x, resetInput.gradWeight, resetInput.gradBias);
        accumulate(scale, gradReset, h, resetHidden.gradWeight, resetHidden.gradBias);
        accumulateBoth(scale, feature, gradFeatures, x, keptHidden);
        accumulateBoth(scale, weights, gradScores, x, h);
    }

    private static void accumulate(double scale, Tensor gradSums, Tensor operand, Tensor gradWeight, Tensor gradBias) {
        Kernels.get().gemm(scale, gradSums, true, operand, false, 1, gradWeight);
        Kernels.get().addColumnSums(scale, gradSums, gradBias);
    }

    private void accumulateBoth(double scale, Linear linear, Tensor gradSums, Tensor x, Tensor h) {
        accumulate(scale, gradSums, x, Linear.columns(linear.gradWeight, 0, inputSize), linear.gradBias);
        Tensor ofHidden = Linear.columns(linear.gradWeight, inputSize, outputSize);
        Kernels.get().gemm(scale, gradSums, true, h, false, 1, ofHidden);
    }

    private Tensor operand(Activity input, int index, int size) {
        Tensor operand = part(input, index, size);
        if (operand.dim() != 2) {
            throw expected("a batch, 2 dimensions", operand);
        }
        return operand;
    }

    // ---- parameters and state

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        resetInput = resetInput.seenBy(fields, "resetInput");
        resetHidden = resetHidden.seenBy(fields, "resetHidden");
        feature = feature.seenBy(fields, "feature");
        weights = weights.seenBy(fields, "opWeights");
        reset = fields.buffer("reset", reset);
        features = fields.buffer("features", features);
        keptHidden = fields.buffer("keptHidden", keptHidden);
        sumOfBiases = fields.buffer("sumOfBiases", sumOfBiases);
        scores = fields.buffer("scores", scores);
        scoresOfUnits = fields.buffer("scoresOfUnits", scoresOfUnits);
        logShares = fields.buffer("logShares", logShares);
        shares = fields.buffer("shares", shares);
        results = fields.buffer("results", results);
        part = fields.buffer("part", part);
        slope = fields.buffer("slope", slope);
        gradShares = fields.buffer("gradShares", gradShares);
        gradScores = fields.buffer("gradScores", gradScores);
        gradScoresOfUnits = fields.buffer("gradScoresOfUnits", gradScoresOfUnits);
        gradFeatures = fields.buffer("gradFeatures", gradFeatures);
        gradKeptHidden = fields.buffer("gradKeptHidden", gradKeptHidden);
        gradReset = fields.buffer("gradReset", gradReset);
        gradX = fields.buffer("gradX", gradX);
        gradHidden = fields.buffer("gradHidden", gradHidden);
    }

    @Override
    public String toString() {
        return "nn.MuFuRu(" + inputSize + " -> " + outputSize + ")";
    }
}
