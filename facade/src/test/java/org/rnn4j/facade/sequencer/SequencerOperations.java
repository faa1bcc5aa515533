package org.rnn4j.facade.sequencer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.recurrent.AbstractLSTM;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Does operations drawn by chance to a {@link SequencerPair}; after each of them both of the pair are compared. */
final class SequencerOperations {
    private final Random random;
    private final Samples samples;
    private final boolean words;
    private final List<String> log = new ArrayList<>();
    private SequencerPair now;

    SequencerOperations(long seed) {
        random = new Random(seed);
        samples = new Samples(seed);
        words = random.nextInt(4) == 0;
        Module net = new RandomNet(random, words).make();
        Sequencer planned = new Sequencer(net);
        planned.zeroGradParameters();
        now = new SequencerPair(log, planned, ((Sequencer) planned.clone()).stepByStep(true));
        log.add(net.toString());
    }

    // ---- operations

    /** Does {@code count} operations, then looks at the modules that clones were made of. */
    void run(int count) {
        List<SequencerPair> left = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                operation(left);
                now.compare();
            }
            for (SequencerPair pair : left) {
                now = pair;
                log.add("back to the module that was cloned");
                readHidden(now.lastStep());
                backward();
                now.compare();
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure.getMessage() + "\nafter\n" + String.join("\n", log), failure);
        }
    }

    private void operation(List<SequencerPair> left) {
        int operation = random.nextInt(30);
        switch (operation) {
            case 0, 1, 2, 3, 4, 5 -> forward();
            case 6, 7, 8, 9 -> backward();
            case 10 -> backwardInHalves();
            case 11 -> {
                if (now.position == 0) {
                    now.updated = true;
                    now.both("updateParameters, zeroGradParameters", module -> {
                        module.updateParameters(0.05);
                        module.zeroGradParameters();
                        return null;
                    });
                }
            }
            case 12 -> {
                Remember when = Remember.named(
                        List.of("neither", "train", "eval", "both").get(random.nextInt(4)));
                now.both("remember " + when, module -> {
                    module.remember(when);
                    return null;
                });
            }
            case 13 -> forget();
            case 14 -> {
                boolean evaluate = random.nextInt(3) == 0;
                boolean changes = evaluate == SequencerPair.inner(now.stepwise).isTraining();
                now.both(evaluate ? "evaluate" : "training", module -> {
                    if (evaluate) {
                        module.evaluate();
                    } else {
                        module.training();
                    }
                    return null;
                });
                if (changes) {
                    now.restart();
                }
            }
            case 15, 16 -> {
                boolean shared = operation == 16;
                log.add(shared ? "sharedClone" : "clone");
                left.add(now);
                now = new SequencerPair(now, shared ? Module::sharedClone : Module::clone);
            }
            case 17 -> {
                now.both("clearState", Module::clearState);
                now.restart();
            }
            case 18 -> {
                boolean floats = SequencerPair.inner(now.planned).elementType() == ElementType.DOUBLE;
                now.expectFloats();
                now.both(floats ? "toFloat" : "toDouble", module -> {
                    module.type(floats ? ElementType.FLOAT : ElementType.DOUBLE);
                    return null;
                });
                now.input = now.input == null ? null : Samples.to(type(), now.input);
                now.gradOutput = now.gradOutput == null ? null : Samples.to(type(), now.gradOutput);
            }
            case 19 ->
                now.both("getParameters", module -> module.getParameters().gradParameters());
            case 20 -> readHidden(someStep());
            case 21 -> readHidden(random.nextInt(now.lastStep() + 2));
            case 22 -> readGradHidden(someStep());
            case 23 -> setHidden();
            case 24 -> setGradHidden();
            case 25 -> setUserState();
            case 26 -> setUserGradient();
            case 27, 28 -> forwardByHand();
            default -> backwardByHand();
        }
    }

    private void forget() {
        now.both("forget", module -> {
            module.forget();
            return null;
        });
        now.restart();
    }

    private ElementType type() {
        return SequencerPair.inner(now.planned).elementType();
    }

    private int someStep() {
        int from = now.firstStep - 1;
        return from + random.nextInt(Math.max(1, now.lastStep() - from + 1));
    }

    // ---- forward and backward

    private void forward() {
        boolean otherBatch = now.batch < 0 || random.nextInt(5) == 0;
        if (otherBatch) {
            if (random.nextInt(6) > 0) {
                now.setUserNothing();
                forget();
            }
            now.batch = random.nextInt(4);
            now.table = random.nextInt(3) == 0 || (words && now.batch == 0);
        }
        now.steps = 1 + random.nextInt(5);
        now.updated = false;
        Activity input = input();
        log.add("forward " + (now.table ? "table " : "") + input.describe());
        now.forgetResults();
        Activity output = now.bothOrNothing(module -> module.forward(input));
        now.keep("output", output, now.planned.output());
        now.input = input;
        now.gradOutput = output == null ? null : samples.like(output);
        now.fresh = output != null;
        now.position = now.steps;
        now.firstStep = now.lastStep() - now.steps + 1;
    }

    private Activity input() {
        long batch = words && now.batch == 0 ? 1 : now.batch;
        String notation = words
                ? "#" + RandomNet.WORDS + "[" + now.steps + "," + batch + "]"
                : now.batch == 0
                        ? "[" + now.steps + "," + RandomNet.SIZE + "]"
                        : "[" + now.steps + "," + batch + "," + RandomNet.SIZE + "]";
        Tensor sequence = Objects.requireNonNull(samples.parse(notation)).toTensor();
        if (!words) {
            sequence = sequence.to(type());
            for (int step = 1; step <= now.steps; step++) {
                Tensor rows = sequence.select(1, step);
                if (random.nextInt(4) == 0) {
                    (now.batch == 0 ? rows : rows.select(1, 1 + random.nextInt((int) now.batch))).zero();
                }
            }
        }
        if (!now.table) {
            return random.nextInt(4) == 0 && !words ? Samples.scattered(sequence) : sequence;
        }
        Table table = new Table();
        for (int step = 1; step <= now.steps; step++) {
            table.insert(sequence.select(1, step));
        }
        return table;
    }

    private double scale() {
        return random.nextInt(3) == 0 ? 0.5 : 1;
    }

    /** Whether backward has steps left, or would be refused; into a sequence before this one, only step by step goes, and no further than rho. */
    private boolean goesBack() {
        return now.input != null
                && now.gradOutput != null
                && !now.updated
                && (now.position == now.steps || now.firstStep == 1);
    }

    private void backward() {
        if (!goesBack()) {
            return;
        }
        double scale = scale();
        Activity input = now.input;
        Activity gradOutput = now.gradOutput;
        log.add("backward, scale " + scale);
        now.dropGradients();
        Activity gradInput = now.bothOrNothing(module -> module.backward(input, gradOutput, scale));
        now.keep("gradInput", gradInput, now.planned.gradInput());
        now.fresh = false;
        now.position = 0;
    }

    private void backwardInHalves() {
        if (!goesBack()) {
            return;
        }
        double scale = scale();
        Activity input = now.input;
        Activity gradOutput = now.gradOutput;
        log.add("updateGradInput, accGradParameters, scale " + scale);
        now.dropGradients();
        Activity done = now.bothOrNothing(module -> module.updateGradInput(input, gradOutput));
        now.fresh = false;
        now.position = 0;
        if (done != null) {
            if (random.nextInt(4) == 0) {
                readHidden(someStep());
            }
            now.bothOrNothing(module -> {
                module.accGradParameters(input, gradOutput, scale);
                return null;
            });
        }
    }

    private static Activity at(Activity sequence, int step) {
        return sequence instanceof Table table
                ? table.get(step)
                : sequence.toTensor().select(1, step);
    }

    private void forwardByHand() {
        if (now.input == null) {
            return;
        }
        Activity input = at(now.input, 1);
        log.add("forward by hand");
        Activity output =
                now.bothOrNothing(module -> SequencerPair.inner(module).forward(input));
        if (output != null) {
            if (random.nextBoolean() && SequencerPair.inner(now.planned).isTraining()) {
                Activity gradOutput = samples.like(output);
                log.add("backward by hand of that step");
                now.bothOrNothing(module -> SequencerPair.inner(module).backward(input, gradOutput, 1));
            }
            // As in Torch, that step may have been computed in the memory of the state that a continued sequence began
            // with.
            now.position = now.firstStep == 1 ? now.steps : -1;
            now.fresh = false;
        }
    }

    private void backwardByHand() {
        if (now.input == null || now.gradOutput == null || now.position < 1 || now.updated) {
            return;
        }
        Activity input = at(now.input, now.position);
        Activity gradOutput = at(now.gradOutput, now.position);
        double scale = scale();
        log.add("backward by hand, scale " + scale);
        now.bothOrNothing(module -> SequencerPair.inner(module).backward(input, gradOutput, scale));
        now.position--;
        now.fresh = false;
    }

    // ---- hidden states

    private void readHidden(int step) {
        log.add("getHiddenState " + step);
        now.bothOrNothing(module -> module.getHiddenState(step));
        now.bothOrNothing(Module::getHiddenState);
    }

    private void readGradHidden(int step) {
        log.add("getGradHiddenState " + step);
        now.bothOrNothing(module -> module.getGradHiddenState(step));
        now.bothOrNothing(Module::getGradHiddenState);
    }

    /** Numbers in the place of the state after the last step; null if there is none. */
    private @Nullable Activity state() {
        if (now.lastStep() < 1) {
            return null;
        }
        try {
            Activity last = now.stepwise.getHiddenState(now.lastStep());
            return last == null || Samples.tensors(last).isEmpty() ? null : samples.like(last);
        } catch (UnsupportedOperationException e) {
            return null;
        }
    }

    private void setHidden() {
        Activity state = state();
        if (state == null) {
            return;
        }
        int step = random.nextBoolean() ? 0 : someStep();
        log.add("setHiddenState " + step);
        now.bothOrNothing(module -> {
            module.setHiddenState(step, state.copy());
            return null;
        });
    }

    private void setGradHidden() {
        Activity state = state();
        if (state == null) {
            return;
        }
        int step = random.nextBoolean() ? now.lastStep() : someStep();
        log.add("setGradHiddenState " + step);
        now.bothOrNothing(module -> {
            module.setGradHiddenState(step, state.copy());
            return null;
        });
    }

    /** The state that the next forward begins with, if it begins a sequence. */
    private void setUserState() {
        if (now.batch < 0) {
            return;
        }
        boolean hidden = random.nextInt(3) > 0;
        boolean cell = random.nextInt(3) > 0;
        log.add("userPrevOutput " + hidden + ", userPrevCell " + cell);
        for (int i = 0; i < SequencerPair.lstms(now.planned).size(); i++) {
            Tensor value = value(SequencerPair.lstms(now.planned).get(i));
            for (Sequencer sequencer : List.of(now.planned, now.stepwise)) {
                SequencerPair.lstms(sequencer).get(i).setUserPrevOutput(hidden ? value : null);
                SequencerPair.lstms(sequencer).get(i).setUserPrevCell(cell ? value : null);
            }
        }
        forward();
    }

    private void setUserGradient() {
        if (!now.fresh) {
            return;
        }
        boolean hidden = random.nextInt(3) > 0;
        log.add("userNextGradCell" + (hidden ? ", userNextGradOutput" : ""));
        for (int i = 0; i < SequencerPair.lstms(now.planned).size(); i++) {
            Tensor value = value(SequencerPair.lstms(now.planned).get(i));
            for (Sequencer sequencer : List.of(now.planned, now.stepwise)) {
                SequencerPair.lstms(sequencer).get(i).setUserNextGradOutput(hidden ? value : null);
                SequencerPair.lstms(sequencer).get(i).setUserNextGradCell(value);
            }
        }
        backward();
    }

    private Tensor value(AbstractLSTM lstm) {
        long batch = words && now.batch == 0 ? 1 : now.batch;
        return samples.like(
                        batch == 0
                                ? new Tensor(type(), lstm.outputSize())
                                : new Tensor(type(), batch, lstm.outputSize()))
                .toTensor();
    }
}
