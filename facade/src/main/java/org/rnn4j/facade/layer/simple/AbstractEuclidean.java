package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
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
    private @Nullable Tensor ones;
    private @Nullable Tensor stretched;

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
        Tensor squares = buffer(terms).resizeAs(difference);
        terms = squares;
        Kernels.get().multiply(difference, difference, squares);
        Tensor output = outputBuffer().resize(x.size(1), outputSize).zero();
        for (long n = 1; n <= x.size(1); n++) {
            Kernels.get().addColumnSums(1, squares.select(1, n), output.select(1, n));
        }
        output.sqrt();
        return input.toTensor().dim() == 1 ? output.resize(outputSize) : output;
    }

    /** {@code (x - w) factors} for each sample, coordinate and point. */
    private Tensor differences(Tensor x) {
        Kernels kernels = Kernels.get();
        Tensor difference = buffer(differences).resize(x.size(1), inputSize, outputSize);
        differences = difference;
        Tensor one = buffer(ones).resizeAs(weight);
        ones = one;
        kernels.fill(one, 1);
        overSamples(weight, difference);
        kernels.scale(difference, -1);
        for (long n = 1; n <= x.size(1); n++) {
            kernels.axpyRows(x.select(1, n), one, difference.select(1, n));
        }
        Tensor factors = factors();
        if (factors != null) {
            kernels.multiply(difference, stretched(factors, difference), difference);
        }
        return difference;
    }

    /** {@code samples} becomes {@code each} for every sample. */
    private static void overSamples(Tensor each, Tensor samples) {
        Kernels.get().setRows(each.view(-1), samples.view(samples.size(1), -1));
    }

    private Tensor stretched(Tensor factors, Tensor samples) {
        Tensor result = buffer(stretched).resizeAs(samples);
        stretched = result;
        overSamples(factors, result);
        return result;
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor term = terms(x, gradRows(x, gradOutput));
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Tensor one = given(ones).select(1, 1);
        Kernels.get().gemm(1, term.view(-1, outputSize), false, one.view(-1, 1), false, 0, gradInput.view(-1, 1));
        return gradInput.resizeAs(input.toTensor());
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Kernels kernels = Kernels.get();
        Tensor x = rows(input);
        Tensor term = terms(x, gradRows(x, gradOutput));
        kernels.addColumnSums(-scale, term.view(x.size(1), -1), gradWeight.view(-1));
        Tensor factors = factors();
        if (factors != null) {
            // The square of what is not weighted, as Torch gets it back.
            Tensor stretch = stretched(factors, term);
            Tensor square = given(differences).cdiv(stretch);
            kernels.multiply(square, square, square);
            kernels.multiply(square, stretch, square);
            spread(given(slopes), term);
            kernels.multiply(square, term, square);
            addToFactors(input.toTensor().dim() == 1 ? 1 : scale, square.view(x.size(1), -1));
        }
    }

    /** Adds {@code scale} times the sum of the rows of {@code gradients}, one for each sample, to the gradient of the {@link #factors}. */
    abstract void addToFactors(double scale, Tensor gradients);

    /** {@code g (x - w) factors^2 / y} for each sample, coordinate and point. */
    private Tensor terms(Tensor x, Tensor gradient) {
        Tensor output = lastOutput().toTensor();
        Tensor difference = differences(x);
        Tensor slope = buffer(slopes).add(output, EPSILON);
        slopes = slope;
        slope.cdiv(gradient, slope).resize(x.size(1), outputSize);
        Tensor term = buffer(terms).resizeAs(difference);
        terms = term;
        spread(slope, term);
        Kernels.get().multiply(term, difference, term);
        Tensor factors = factors();
        if (factors != null) {
            Kernels.get().multiply(term, stretched(factors, term), term);
        }
        return term;
    }

    /** {@code terms} becomes, for each sample, its row of {@code slopes} for every coordinate. */
    private static void spread(Tensor slopes, Tensor terms) {
        for (long n = 1; n <= terms.size(1); n++) {
            Kernels.get().setRows(slopes.select(1, n), terms.select(1, n));
        }
    }

    private Tensor given(@Nullable Tensor made) {
        if (made == null) {
            throw new IllegalStateException(
                    who() + ": expected forward before backward; call forward with the same input first");
        }
        return made;
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
        ones = fields.buffer("ones", ones);
        stretched = fields.buffer("stretched", stretched);
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
