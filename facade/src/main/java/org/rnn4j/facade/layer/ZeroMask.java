package org.rnn4j.facade.layer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Complaining;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Which samples of a batch are all zero, as padding is: of a table the first tensor decides. An input without batch is one sample. */
public final class ZeroMask {
    private final int nInputDim;
    private Tensor norms;
    private final Tensor kept;
    private int count;
    private boolean batch;

    /**
     * @param nInputDim number of dimensions of a single sample; batches have one more
     */
    public ZeroMask(int nInputDim) {
        this(nInputDim, new Tensor(), new Tensor(ElementType.LONG));
    }

    private ZeroMask(int nInputDim, Tensor norms, Tensor kept) {
        this.nInputDim = nInputDim;
        this.norms = norms;
        this.kept = kept;
    }

    /** Number of dimensions of a single sample. */
    public int nInputDim() {
        return nInputDim;
    }

    /**
     * Finds the samples of {@code input} that are not zero.
     *
     * @param who who asks, and complains
     * @throws IllegalArgumentException if the first tensor has neither the dimensions of a sample nor those of a batch
     */
    public void find(Complaining who, Activity input) {
        Activity first = input;
        while (first instanceof Table table && table.find(1) != null) {
            first = table.get(1);
        }
        if (!(first instanceof Tensor x)) {
            throw Failures.expected(who, "a tensor, or a table that begins with one, as input", input);
        }
        Failures.operand(who, "input", x);
        if (x.dim() != nInputDim && x.dim() != nInputDim + 1) {
            throw Failures.expected(
                    who,
                    "samples of " + nInputDim + " dimensions or batches of " + (nInputDim + 1) + " as input",
                    input);
        }
        batch = x.dim() == nInputDim + 1;
        long samples = batch ? x.size(1) : 1;
        if (norms.elementType() != x.elementType()) {
            norms = new Tensor(x.elementType());
        }
        norms.resize(samples);
        Kernels.get().rowNorms(x.contiguous().view(samples, -1), norms);
        kept.resize(samples);
        count = 0;
        for (long n = 1; n <= samples; n++) {
            if (norms.get(n) != 0) {
                kept.put((double) n, ++count);
            }
        }
        if (count > 0) {
            kept.resize(count);
        }
    }

    /** Throws unless all tensors of {@code activity} have as many samples as the tensor in which they were found. */
    public void checkSamples(Complaining who, String name, @Nullable Activity activity) {
        if (batch && !hasSamples(activity)) {
            throw Failures.expected(who, "batches of " + samples() + " samples as " + name, activity);
        }
    }

    private boolean hasSamples(@Nullable Activity activity) {
        if (!(activity instanceof Table table)) {
            return activity instanceof Tensor tensor && tensor.dim() > 0 && tensor.size(1) == samples();
        }
        for (int i = 1; i <= table.size(); i++) {
            if (!hasSamples(table.find(i))) {
                return false;
            }
        }
        return true;
    }

    /** How many samples there are. */
    public long samples() {
        return norms.nElement();
    }

    /** How many samples are not zero. */
    public int keptSamples() {
        return count;
    }

    /** Whether the input had a batch dimension. */
    public boolean isBatch() {
        return batch;
    }

    /**
     * Copies {@code source}, with zeros for the samples that are masked, into {@code target} as far as that fits.
     *
     * @return the copy
     */
    public Activity masked(@Nullable Activity target, Activity source) {
        if (source instanceof Tensor tensor) {
            Tensor result = buffer(target, tensor).resizeAs(tensor).copy(tensor);
            if (!batch && count == 0) {
                result.zero();
            }
            for (long n = 1; batch && n <= samples(); n++) {
                if (norms.get(n) == 0) {
                    result.select(1, n).zero();
                }
            }
            return result;
        }
        Table from = source.toTable();
        Table to = target instanceof Table old && old != from ? old : new Table();
        to.truncate(from.size());
        for (int i = 1; i <= from.size(); i++) {
            to.set(i, masked(to.find(i), from.get(i)));
        }
        return to;
    }

    /** Copies the samples that are not masked into {@code target} as far as that fits. */
    public Activity pick(@Nullable Activity target, Activity source) {
        if (source instanceof Tensor tensor) {
            return buffer(target, tensor).index(tensor, 1, kept);
        }
        Table from = source.toTable();
        Table to = target instanceof Table old && old != from ? old : new Table();
        to.truncate(from.size());
        for (int i = 1; i <= from.size(); i++) {
            to.set(i, pick(to.find(i), from.get(i)));
        }
        return to;
    }

    /** The reverse of {@link #pick}: puts each sample of {@code picked} to its place among zeros. */
    public Activity spread(@Nullable Activity target, Activity picked) {
        if (picked instanceof Tensor tensor) {
            Tensor full = zeros(target, tensor).toTensor();
            return full.indexCopy(1, kept, tensor);
        }
        Table from = picked.toTable();
        Table to = target instanceof Table old && old != from ? old : new Table();
        to.truncate(from.size());
        for (int i = 1; i <= from.size(); i++) {
            to.set(i, spread(to.find(i), from.get(i)));
        }
        return to;
    }

    /** The first sample of {@code source}, as a batch of one. */
    public Activity firstSample(Activity source) {
        if (source instanceof Tensor tensor) {
            return tensor.narrow(1, 1, 1);
        }
        Table result = new Table();
        for (Activity entry : source.toTable()) {
            result.insert(firstSample(entry));
        }
        return result;
    }

    /** Zeros for all samples, each of the size of those of {@code like}. */
    public Activity zeros(@Nullable Activity target, Activity like) {
        if (like instanceof Tensor tensor) {
            long[] sizes = tensor.size();
            sizes[0] = samples();
            return buffer(target, tensor).resize(sizes).zero();
        }
        Table from = like.toTable();
        Table to = target instanceof Table old && old != from ? old : new Table();
        to.truncate(from.size());
        for (int i = 1; i <= from.size(); i++) {
            to.set(i, zeros(to.find(i), from.get(i)));
        }
        return to;
    }

    private static Tensor buffer(@Nullable Activity target, Tensor like) {
        return target instanceof Tensor old && old.elementType() == like.elementType() && old != like
                ? old
                : new Tensor(like.elementType());
    }

    /** The mask with its tensors seen by {@code fields}, for a module that has one. */
    public ZeroMask seenBy(Fields fields) {
        Tensor seenNorms = fields.buffer("zeroMask", norms);
        Tensor seenKept = fields.buffer("keptSamples", kept);
        if (seenNorms == norms && seenKept == kept) {
            return this;
        }
        ZeroMask seen = new ZeroMask(nInputDim, seenNorms, seenKept);
        seen.count = count;
        seen.batch = batch;
        return seen;
    }
}
