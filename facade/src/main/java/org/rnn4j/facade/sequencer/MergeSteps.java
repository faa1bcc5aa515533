package org.rnn4j.facade.sequencer;

import java.util.List;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.module.Combining;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Merges two sequences step by step, both of them tensors: the last part of a bidirectional module.
 *
 * <p>Input: a table of {@code [T, N, H1]} and {@code [T, N, H2]}, or without N. Output: {@code [T, ...]}, what the merge makes of the pair
 * of each step. A merge that treats each row by itself gets the rows of all steps as one pair; any other gets one pair a step.
 */
final class MergeSteps extends Module {
    private Sequencer merge;
    private Table pairs = new Table();
    private Table gradients = new Table();
    private Table joined = new Table();

    /** Merges by what {@code merge} runs over the steps; it stays a part of the module that it comes from. */
    MergeSteps(Sequencer merge) {
        this.merge = merge;
    }

    // ---- forward and backward

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor first = sequence(input, 1);
        Tensor second = sequence(input, 2);
        boolean atOnce = mergesRows(first);
        pairs = atOnce ? Table.of(Table.of(rows(first), rows(second))) : pairs(first, second);
        Table merged = merge.updateOutput(pairs).toTable();
        return setOutput(atOnce ? likeSteps(first, merged.tensor(1)) : joined(0, merged));
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Tensor first = sequence(input, 1);
        Tensor second = sequence(input, 2);
        Tensor gradient = operand("gradOutput", gradOutput, lastOutput().toTensor());
        boolean atOnce = mergesRows(first);
        gradients = atOnce ? Table.of(rows(gradient)) : steps(gradient);
        Table gradPairs = merge.updateGradInput(pairs, gradients).toTable();
        Table gradInput = gradInputTable();
        if (atOnce) {
            gradInput.set(1, gradPairs.table(1).tensor(1).contiguous().viewAs(first));
            return gradInput.set(2, gradPairs.table(1).tensor(2).contiguous().viewAs(second));
        }
        for (int i = 1; i <= 2; i++) {
            gradInput.set(i, joined(i, column(gradPairs, i)));
        }
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        merge.accGradParameters(pairs, gradients, scale);
    }

    private Tensor sequence(Activity input, int index) {
        return tensor("input", table("input", input).get(index)).contiguous();
    }

    // ---- all steps at once

    private boolean mergesRows(Tensor sequence) {
        return (sequence.dim() == 2 || sequence.dim() == 3)
                && merge.module() instanceof Recursor recursor
                && mergesRows(recursor.recurrentModule(), sequence);
    }

    private static boolean mergesRows(Module module, Tensor sequence) {
        if (module instanceof Sequential net && net.size() > 0) {
            List<Module> rest = net.modules().subList(1, net.size());
            return mergesRows(net.get(1), sequence) && rest.stream().allMatch(MergeSteps::isRowWise);
        }
        if (module instanceof JoinTable join) {
            Tensor step = sequence.select(1, 1);
            return join.dimensionIn(step) == step.dim() && join.dimensionIn(rows(sequence)) == 2;
        }
        return module instanceof Combining;
    }

    /** Whether a module makes one row of another, whatever rows are around it. */
    private static boolean isRowWise(Module module) {
        return module instanceof RowWise rows
                && rows.isRowWise()
                && (rows.sampleDimensions() == RowWise.ANY || rows.sampleDimensions() == 1);
    }

    /** All rows of all steps, sharing memory. */
    private static Tensor rows(Tensor sequence) {
        return sequence.view(-1, sequence.size(sequence.dim()));
    }

    /** The rows of all steps in the sizes of {@code sequence}, but for the last one. */
    private static Tensor likeSteps(Tensor sequence, Tensor rows) {
        long[] sizes = sequence.size();
        sizes[sizes.length - 1] = rows.size(2);
        return rows.contiguous().view(sizes);
    }

    // ---- one step after the other

    private static Table pairs(Tensor first, Tensor second) {
        Table pairs = new Table();
        for (int step = 1; step <= first.size(1); step++) {
            pairs.insert(Table.of(first.select(1, step), second.select(1, step)));
        }
        return pairs;
    }

    private static Table steps(Tensor sequence) {
        Table steps = new Table();
        for (int step = 1; step <= sequence.size(1); step++) {
            steps.insert(sequence.select(1, step));
        }
        return steps;
    }

    private static Table column(Table pairs, int index) {
        Table column = new Table();
        for (Activity pair : pairs) {
            column.insert(pair.toTable().get(index));
        }
        return column;
    }

    /** All steps in a tensor of this module: the output if {@code index} is 0, else the gradient of the sequence that it names. */
    private Tensor joined(int index, Table steps) {
        Tensor target = Sequences.stacked(
                this,
                "tensors of the same size for all time steps from the merge",
                steps,
                elementType(),
                buffer(joined.find(index + 1)));
        joined.set(index + 1, target);
        return target;
    }

    // ---- state

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        merge = fields.module("mergeSeq", merge);
        pairs = fields.buffer("_mergeInput", pairs);
        gradients = fields.buffer("_mergeGradOutput", gradients);
        joined = fields.buffer("joined", joined);
    }

    @Override
    public String who() {
        return merge.who();
    }
}
