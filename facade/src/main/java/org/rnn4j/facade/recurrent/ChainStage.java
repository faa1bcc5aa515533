package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Tensor;

/** Stages one after the other, in the place of a Sequential: each computes all steps before the next one begins. */
final class ChainStage implements SequenceStage {
    private final String who;
    private final List<SequenceStage> stages;
    private final int sampleDimensions;
    /** What each stage got in the last forward. */
    private final List<Tensor> inputs = new ArrayList<>();

    /** The gradients of those in the last backward, and behind them that of the output. */
    private final Tensor[] gradients;

    ChainStage(String who, List<SequenceStage> stages) {
        this.who = who;
        this.stages = stages;
        gradients = new Tensor[stages.size() + 1];
        sampleDimensions = stages.stream()
                .mapToInt(SequenceStage::sampleDimensions)
                .filter(dimensions -> dimensions != RowWise.ANY)
                .findFirst()
                .orElse(RowWise.ANY);
    }

    @Override
    public int sampleDimensions() {
        return sampleDimensions;
    }

    @Override
    public Tensor forward(SequenceRun run, Tensor steps) {
        inputs.clear();
        Tensor current = steps;
        for (int i = 0; i < stages.size(); i++) {
            inputs.add(current);
            Tensor input = current;
            SequenceStage stage = stages.get(i);
            current = located(i, () -> stage.forward(run, input));
        }
        return current;
    }

    @Override
    public Tensor updateGradInput(SequenceRun run, Tensor steps, Tensor gradOutput) {
        gradients[stages.size()] = gradOutput;
        for (int i = stages.size() - 1; i >= 0; i--) {
            SequenceStage stage = stages.get(i);
            Tensor input = input(i, steps);
            Tensor gradient = gradients[i + 1];
            gradients[i] = located(i, () -> stage.updateGradInput(run, input, gradient));
        }
        return gradients[0];
    }

    @Override
    public void accGradParameters(Tensor steps, Tensor gradOutput, double scale) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            stages.get(i).accGradParameters(input(i, steps), gradients[i + 1], scale);
        }
    }

    private Tensor input(int index, Tensor steps) {
        return index == 0 ? steps : inputs.get(index);
    }

    @Override
    public StepRecord record() {
        return new StepRecord.Chain(stages.stream().map(SequenceStage::record).toList());
    }

    @Override
    public void release() {
        stages.forEach(SequenceStage::release);
    }

    private Tensor located(int index, Supplier<Tensor> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw Failures.at(who + "[" + (index + 1) + "]", e);
        }
    }
}
