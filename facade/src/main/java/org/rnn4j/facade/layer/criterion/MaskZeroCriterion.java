package org.rnn4j.facade.layer.criterion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Leaves the samples whose input is zero out of a criterion: the padding of sequences of different lengths.
 *
 * <p>Input: what the criterion takes, in batches {@code [N, ...]}; of a table, the first tensor decides which samples are left out.
 * Target: what the criterion takes. The gradient of what is left out is zero; if everything is, the loss is 0.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.MaskZeroCriterion">rnn manual: MaskZeroCriterion</a>
 */
public final class MaskZeroCriterion extends Criterion {
    private final int nInputDim;
    private Criterion criterion;
    private Tensor norms = new Tensor(elementType());
    private Tensor kept = new Tensor(ElementType.LONG);
    private @Nullable Activity keptInput;
    private @Nullable Activity keptTarget;

    /**
     * Masks {@code criterion}.
     *
     * @param nInputDim number of dimensions of a single sample; inputs have one more
     */
    public MaskZeroCriterion(Criterion criterion, int nInputDim) {
        this.criterion = Failures.given("MaskZeroCriterion", "a criterion", criterion);
        this.nInputDim = nInputDim;
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        if (!keepsAny(input)) {
            return 0;
        }
        Activity x = pick(keptInput, input);
        Activity t = pick(keptTarget, target);
        keptInput = x;
        keptTarget = t;
        try {
            return criterion.forward(x, t);
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    @Override
    protected Activity updateGradInput(Activity input, Activity target) {
        boolean any = keepsAny(input);
        Activity gradInput = Activities.zeros(gradInput(), input);
        if (any) {
            Activity x = pick(keptInput, input);
            Activity t = pick(keptTarget, target);
            keptInput = x;
            keptTarget = t;
            try {
                put(gradInput, criterion.backward(x, t));
            } catch (RuntimeException e) {
                throw Failures.at(who(), e);
            }
        }
        return gradInput;
    }

    /** Finds the samples that are not zero, and says whether there are any. */
    private boolean keepsAny(Activity input) {
        Activity first = input;
        while (first instanceof Table table) {
            first = table.get(1);
        }
        Tensor x = operand("input", first);
        if (x.dim() != nInputDim + 1) {
            throw expected("a batch of samples of " + nInputDim + " dimensions as input", first);
        }
        long samples = x.size(1);
        norms.resize(samples);
        Kernels.get().rowNorms(x.view(samples, -1), norms);
        kept.resize(samples);
        int count = 0;
        for (long n = 1; n <= samples; n++) {
            if (norms.get(n) != 0) {
                kept.put((double) n, ++count);
            }
        }
        if (count > 0) {
            kept.resize(count);
        }
        return count > 0;
    }

    private Activity pick(@Nullable Activity buffer, Activity source) {
        if (source instanceof Tensor tensor) {
            if (tensor.dim() == 0 || tensor.size(1) != norms.nElement()) {
                throw expected("batches of " + norms.nElement() + " samples in input and target", source);
            }
            Tensor result = buffer instanceof Tensor old && old.elementType() == tensor.elementType() && old != tensor
                    ? old
                    : new Tensor(tensor.elementType());
            return result.index(tensor, 1, kept);
        }
        Table from = source.toTable();
        Table to = buffer instanceof Table old && old != from ? old : new Table();
        to.truncate(from.size());
        for (int i = 1; i <= from.size(); i++) {
            to.set(i, pick(to.find(i), from.get(i)));
        }
        return to;
    }

    private void put(Activity gradInput, Activity picked) {
        if (gradInput instanceof Tensor tensor) {
            tensor.indexCopy(1, kept, picked.toTensor());
            return;
        }
        Table to = gradInput.toTable();
        for (int i = 1; i <= to.size(); i++) {
            put(to.get(i), picked.toTable().get(i));
        }
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        criterion = fields.criterion("criterion", criterion);
        norms = fields.buffer("norms", norms);
        kept = fields.buffer("kept", kept);
        keptInput = fields.buffer("keptInput", keptInput);
        keptTarget = fields.buffer("keptTarget", keptTarget);
    }

    @Override
    public List<@Nullable Object> arguments() {
        return List.of(criterion, nInputDim);
    }
}
