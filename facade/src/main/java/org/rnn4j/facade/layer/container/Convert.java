package org.rnn4j.facade.layer.container;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Reshape;
import org.rnn4j.facade.layer.simple.Select;
import org.rnn4j.facade.layer.simple.Transpose;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Brings its input into another order of dimensions, and into the type of the module.
 *
 * <p>Orders are words with a letter for each dimension: b for the batch, the others by choice, such as {@code chw} for channels, height and
 * width; a b is put in front where there is none. Between the same letters dimensions are exchanged. Besides, {@code bf} makes one
 * dimension of all of a sample; {@code b} picks the first of {@code bt} or the only one of {@code bf}; {@code bt} makes {@code [N, 1]} of
 * {@code b}.
 *
 * <p>Input: a tensor of any type with all dimensions, or a single sample without that of the batch. Output: the same of the other order.
 *
 * <p>State: the module that does the work, which is made for the sizes of the first input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Convert">Torch manual: Convert</a>
 */
public final class Convert extends Container {
    private static final String ANY = "b*";

    private final String inputShape;
    private final String outputShape;
    private @Nullable Tensor typed;

    /** Converts types only. */
    public Convert() {
        this(null);
    }

    /** Takes single samples of the order {@code inputShape}, and converts types only. */
    public Convert(@Nullable String inputShape) {
        this(inputShape, null);
    }

    /**
     * Converts from one order to another.
     *
     * @param inputShape such as {@code bchw}; null for any, if there is no other one either
     * @param outputShape such as {@code bf}; null for {@code inputShape}
     */
    public Convert(@Nullable String inputShape, @Nullable String outputShape) {
        if (inputShape == null && outputShape != null) {
            throw new IllegalArgumentException("Convert: expected an order of the input, got null and " + outputShape);
        }
        String from = inputShape == null ? ANY : inputShape;
        String to = outputShape == null ? from : outputShape;
        this.inputShape = withBatch(from);
        this.outputShape = withBatch(to);
        if (!isPossible()) {
            throw new IllegalArgumentException("Convert: expected the same letters, or bf, b or bt of what they can be"
                    + " made of, got " + this.inputShape + " and " + this.outputShape);
        }
    }

    private static String withBatch(String shape) {
        return shape.contains("b") ? shape : "b" + shape;
    }

    private boolean isPossible() {
        if (inputShape.equals(ANY) || outputShape.equals(ANY)) {
            return inputShape.equals(outputShape);
        }
        return isTransposition()
                || (outputShape.equals("bf") && !inputShape.equals("bt"))
                || (outputShape.equals("b") && List.of("bt", "tb", "bf", "fb").contains(inputShape))
                || (outputShape.equals("bt") && inputShape.equals("b"));
    }

    private boolean isTransposition() {
        return inputShape.length() == outputShape.length()
                && inputShape.chars().allMatch(letter -> outputShape.indexOf(letter) >= 0);
    }

    /** The order of the input, with its b. */
    public String inputShape() {
        return inputShape;
    }

    /** The order of the output, with its b. */
    public String outputShape() {
        return outputShape;
    }

    /**
     * Not supported: the module inside is made by the first input.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Container add(Module module) {
        throw new UnsupportedOperationException("Convert: add; the module inside is made by the first input");
    }

    /** None: the module inside is made by the first input. */
    @Override
    public List<Module> added() {
        return List.of();
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = batch(tensor("input", input));
        if (size() == 0) {
            super.add(converter(x));
        }
        Tensor output = updateOutput(1, x).toTensor();
        noteInput(input);
        return setOutput(isSingle(input) ? single(output) : output);
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        checkInput(input);
        Tensor x = batch(tensor("input", input));
        Tensor gradient = checkedGradient(gradOutput).toTensor();
        Activity whole = get(1).output();
        Tensor same = whole == null ? gradient : gradient.contiguous().viewAs(whole.toTensor());
        Tensor gradInput = updateGradInput(1, x, same).toTensor();
        return setGradInput(gradInput.contiguous().viewAs(input.toTensor()));
    }

    private boolean isSingle(Activity input) {
        return !inputShape.equals(ANY) && input.toTensor().dim() < inputShape.length();
    }

    /** The input in the type of the module, a single sample as a batch of one. */
    private Tensor batch(Tensor input) {
        if (input.dim() == 0 || (!inputShape.equals(ANY) && Math.abs(inputShape.length() - input.dim() - 0.5) > 0.5)) {
            throw expected("input of " + inputShape.length() + " dimensions, " + inputShape + ", or a sample", input);
        }
        Tensor x = input;
        if (input.elementType() != elementType()) {
            x = Activities.convert(typed, input, elementType()).toTensor();
            typed = x;
        }
        return isSingle(input) ? x.unsqueeze(inputShape.indexOf('b') + 1) : x;
    }

    /** Without the dimension of the batch; of one number per sample that stays. */
    private Tensor single(Tensor output) {
        return output.dim() == 1 ? output : output.squeeze(outputShape.indexOf('b') + 1);
    }

    private Module converter(Tensor x) {
        if (inputShape.equals(ANY) || isTransposition()) {
            return transposition();
        }
        return switch (outputShape) {
            case "bf" -> features(x);
            case "b" -> first(x);
            default -> new Reshape(1);
        };
    }

    private Module transposition() {
        StringBuilder letters = new StringBuilder(inputShape);
        List<int[]> exchanges = new ArrayList<>();
        for (int i = 0; i < outputShape.length(); i++) {
            int j = letters.indexOf(outputShape.substring(i, i + 1));
            if (i != j) {
                char letter = letters.charAt(i);
                letters.setCharAt(i, letters.charAt(j));
                letters.setCharAt(j, letter);
                exchanges.add(new int[] {j + 1, i + 1});
            }
        }
        return exchanges.isEmpty() ? new Identity() : new Transpose(exchanges.toArray(int[][]::new));
    }

    private Module features(Tensor x) {
        int batch = inputShape.indexOf('b') + 1;
        if (inputShape.length() == 1) {
            return new Reshape(1);
        }
        Module toFront = batch == 1 ? null : new Transpose(new int[] {1, batch});
        if (inputShape.length() == 2) {
            return toFront == null ? new Identity() : toFront;
        }
        Module reshape = new Reshape(x.nElement() / x.size(batch));
        return toFront == null ? reshape : new Sequential().add(toFront).add(reshape);
    }

    private Module first(Tensor x) {
        int other = 2 - inputShape.indexOf('b');
        if (inputShape.contains("f") && x.size(other) > 1) {
            throw expected("one feature to make b of " + inputShape, x);
        }
        return new Select(other, 1);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        typed = fields.buffer("_input", typed);
    }
}
