package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.module.Sized;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** Distances of the input from learned points, whose coordinates are the columns of the weights. */
public abstract class AbstractEuclidean extends Module implements RowWise, Sized {
    /** Keeps the slope finite where the distance is 0; the number is Torch's. */
    private static final double EPSILON = 1e-7;

    private final int inputSize;
    private final int outputSize;
    private Tensor weight;
    private Tensor gradWeight;

    /** By sample, coordinate and point: differences, and what is made of them. */
    private @Nullable Tensor differences;

    private @Nullable Tensor terms;
    private @Nullable Tensor slopes;
    private @Nullable Tensor sums;

    AbstractEuclidean(int inputSize, int outputSize) {
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        weight = new Tensor(inputSize, outputSize);
        gradWeight = new Tensor(inputSize, outputSize);
    }

    /** How much each coordinate counts for each point, {@code [D, H]}, or null if all count as they are. */
    abstract @Nullable Tensor factors();

    @Override
    public void reset() {
        draw(1 / Math.sqrt(inputSize));
    }

    /** Draws new points, uniform with standard deviation {@code stdv}. */
    @Override
    public void reset(double stdv) {
        draw(stdv * Math.sqrt(3));
    }

    private void draw(double bound) {
        Generator.global().uniform(weight, -bound, bound);
    }

    @Override
    public final int sampleDimensions() {
        return 1;
    }

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = rows(input);
        Tensor difference = differences(x);
        Tensor squares = buffer(terms).cmul(difference, difference);
        terms = squares;
        Tensor output = outputBuffer().sum(squares, 2).sqrt();
        return input.toTensor().dim() == 1 ? output.resize(outputSize) : output.resize(x.size(1), outputSize);
    }

    /** {@code (x - w) factors} for each sample, coordinate and point. */
    private Tensor differences(Tensor x) {
        Tensor difference = buffer(differences).resize(x.size(1), inputSize, outputSize);
        differences = difference;
        difference.copy(x.view(-1, inputSize, 1).expandAs(difference));
        difference.csub(over(weight, difference));
        Tensor factors = factors();
        return factors == null ? difference : difference.cmul(over(factors, difference));
    }

    private static Tensor over(Tensor each, Tensor samples) {
        return each.view(1, each.size(1), each.size(2)).expandAs(samples);
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor term = terms(x, gradRows(x, gradOutput));
        return gradInputBuffer().sum(term, 3).resizeAs(input.toTensor());
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = rows(input);
        Tensor term = terms(x, gradRows(x, gradOutput));
        Tensor sum = buffer(sums).sum(term, 1);
        sums = sum;
        gradWeight.add(-scale, sum);
        Tensor factors = factors();
        if (factors != null && differences != null && slopes != null) {
            // The square of what is not weighted, as Torch gets it back.
            Tensor stretched = over(factors, term);
            Tensor square = differences.cdiv(stretched);
            square.cmul(square).cmul(stretched).cmul(slopes.expandAs(square));
            sum.sum(square, 1);
            addToFactors(input.toTensor().dim() == 1 ? 1 : scale, sum);
        }
    }

    /** Adds {@code scale * gradient} to the gradient of the {@link #factors}. */
    abstract void addToFactors(double scale, Tensor gradient);

    /** {@code g (x - w) factors^2 / y} for each sample, coordinate and point. */
    private Tensor terms(Tensor x, Tensor gradient) {
        Tensor output = lastOutput().toTensor();
        Tensor difference = differences(x);
        Tensor slope = buffer(slopes).add(output, EPSILON);
        slopes = slope;
        slope.cdiv(gradient, slope).resize(x.size(1), 1, outputSize);
        Tensor term = buffer(terms).cmul(difference, slope.expandAs(difference));
        terms = term;
        Tensor factors = factors();
        return factors == null ? term : term.cmul(over(factors, term));
    }

    private Tensor rows(Activity input) {
        Tensor x = operand("input", input);
        if (x.dim() != 1 && x.dim() != 2) {
            throw expected("input of 1 or 2 dimensions", input);
        }
        if (x.size(x.dim()) != inputSize) {
            throw expected("input of size " + inputSize + " in the last dimension", input);
        }
        return x.view(-1, inputSize);
    }

    private Tensor gradRows(Tensor x, Activity gradOutput) {
        Tensor output = lastOutput().toTensor();
        if (output.nElement() != x.size(1) * outputSize) {
            throw expected("the input of the last forward, " + output.nElement() / outputSize + " rows", x);
        }
        return operand("gradOutput", gradOutput, output);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        differences = fields.buffer("differences", differences);
        terms = fields.buffer("terms", terms);
        slopes = fields.buffer("slopes", slopes);
        sums = fields.buffer("sums", sums);
    }

    /** Size D of the input. */
    @Override
    public final int inputSize() {
        return inputSize;
    }

    /** Number H of points. */
    @Override
    public final int outputSize() {
        return outputSize;
    }

    /** The points, one in each column: {@code [D, H]}. */
    public final Tensor weight() {
        return weight;
    }
}
