package org.rnn4j.facade.layer.transfer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A function of all classes at one place: of the elements of a vector, of the columns of a matrix, of the first dimension of three,
 * of the second of four. Whatever the sizes, subclasses see rows of classes.
 */
public abstract class ClassFunction extends Module implements RowWise {
    /** Of inputs whose classes do not come last: what subclasses are shown instead. */
    private @Nullable Tensor places;

    private @Nullable Tensor results;
    private @Nullable Tensor gradPlaces;
    private @Nullable Tensor gradResults;

    /** Computes {@code y} from the rows {@code x}, both contiguous. */
    abstract void rows(Tensor x, Tensor y);

    /** Computes the gradient from the result of {@link #rows}, all contiguous. */
    abstract void rowsBackward(Tensor y, Tensor gradY, Tensor gradX);

    @Override
    public final int sampleDimensions() {
        return 1;
    }

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        int dim = x.dim();
        if (dim < 1 || dim > 4) {
            throw expected("input of 1 to 4 dimensions", input);
        }
        Tensor output = outputBuffer().resizeAs(x);
        if (dim <= 2) {
            rows(x, output);
        } else {
            Tensor source = copied(places, classesLast(x));
            Tensor result = buffer(results).resizeAs(source);
            places = source;
            results = result;
            rows(asRows(source), asRows(result));
            classesLast(output).copy(result);
        }
        return output;
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor output = lastOutput().toTensor();
        Tensor gradient = operand("gradOutput", gradOutput, output);
        Tensor gradInput = gradInputBuffer().resizeAs(output);
        if (output.dim() <= 2) {
            rowsBackward(output, gradient, gradInput);
        } else {
            Tensor result = copied(results, classesLast(output));
            Tensor gradResult = copied(gradResults, classesLast(gradient));
            Tensor gradSource = buffer(gradPlaces).resizeAs(result);
            results = result;
            gradResults = gradResult;
            gradPlaces = gradSource;
            rowsBackward(asRows(result), asRows(gradResult), asRows(gradSource));
            classesLast(gradInput).copy(gradSource);
        }
        return gradInput;
    }

    private Tensor copied(@Nullable Tensor target, Tensor source) {
        return buffer(target).resizeAs(source).copy(source);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        places = fields.buffer("places", places);
        results = fields.buffer("results", results);
        gradPlaces = fields.buffer("gradPlaces", gradPlaces);
        gradResults = fields.buffer("gradResults", gradResults);
    }

    /** A view with the classes in the last dimension. */
    private static Tensor classesLast(Tensor images) {
        int classes = images.dim() - 2;
        return images.transpose(classes, classes + 1).transpose(classes + 1, classes + 2);
    }

    private static Tensor asRows(Tensor places) {
        return places.view(-1, places.size(places.dim()));
    }
}
