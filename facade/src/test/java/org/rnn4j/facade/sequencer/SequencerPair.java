package org.rnn4j.facade.sequencer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.recurrent.AbstractLSTM;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Two Sequencers of equal nets, one that computes whole sequences where it can and one that goes step by step, to which the same is done. After
 * each operation they have the same results, parameters and gradients, or have both refused.
 */
final class SequencerPair {
    private static final int WORDS = 6;
    private static final int SIZE = 3;
    /** The same sums, added up in another order. */
    private static final double OTHER_ORDER = 1e-11;

    private static final double OTHER_ORDER_OF_FLOATS = 1e-4;

    private final Random random;
    private final Samples samples;
    private final boolean words;
    private final List<String> log = new ArrayList<>();
    private double tolerance = OTHER_ORDER;
    private Branch now;

    /** The two modules, and where they are in their sequence. */
    private static final class Branch {
        Sequencer planned;
        Sequencer stepwise;
        long batch = -1;
        boolean table;

        @Nullable
        Activity input;

        @Nullable
        Activity gradOutput;

        int firstStep = 1;
        int steps;
        /** Steps that are left for backward by hand. */
        int position;

        boolean fresh;
        /** What the last forward and backward have returned, and how it looked then. */
        final Map<String, Activity> results = new LinkedHashMap<>();

        final Map<String, Activity> copies = new LinkedHashMap<>();
        /** Whether parameters have changed since forward. */
        boolean updated;

        Branch(Sequencer planned, Sequencer stepwise) {
            this.planned = planned;
            this.stepwise = stepwise;
        }

        Branch(Branch other, Function<Module, Module> copy) {
            this((Sequencer) copy.apply(other.planned), (Sequencer) copy.apply(other.stepwise));
            batch = other.batch;
            table = other.table;
            input = other.input;
            gradOutput = other.gradOutput;
            firstStep = other.firstStep;
            steps = other.steps;
            position = other.position;
            fresh = other.fresh;
            updated = other.updated;
        }

        int lastStep() {
            return inner(stepwise).step() - 1;
        }
    }

    SequencerPair(long seed) {
        random = new Random(seed);
        samples = new Samples(seed);
        words = random.nextInt(4) == 0;
        Module net = net();
        Sequencer planned = new Sequencer(net);
        planned.zeroGradParameters();
        now = new Branch(planned, ((Sequencer) planned.clone()).stepByStep(true));
        log.add(net.toString());
    }

    private static AbstractRecurrent inner(Sequencer sequencer) {
        return (AbstractRecurrent) sequencer.module();
    }

    // ---- nets

    private Module net() {
        if (!words && random.nextInt(3) == 0) {
            return core(SIZE, 4);
        }
        Sequential net = new Sequential();
        int size = SIZE;
        if (words) {
            size = 4;
            net.add(
                    random.nextInt(3) == 0
                            ? new Recurrent(size, new LookupTable(WORDS, size), new Linear(size, size), new Tanh())
                            : new LookupTable(WORDS, size));
        }
        for (int layer = 1 + random.nextInt(3); layer > 0; layer--) {
            int next = 2 + random.nextInt(3);
            int kind = random.nextInt(8);
            if (kind < 4) {
                net.add(core(size, next));
                size = next;
            } else if (kind == 4) {
                net.add(new Linear(size, next));
                size = next;
            } else if (kind == 5) {
                net.add(new Sequential().add(new Linear(size, next)).add(transfer()));
                size = next;
            } else {
                net.add(kind == 6 ? transfer() : new NormStabilizer(0.5));
            }
        }
        if (random.nextInt(8) == 0) {
            net.add(
                    random.nextBoolean()
                            ? new Dropout(0)
                            : new Sequential()
                                    .add(new ConcatTable().add(new Identity()).add(new Tanh()))
                                    .add(new CAddTable()));
        }
        if (random.nextInt(3) == 0) {
            net.add(new Linear(size, 2)).add(new LogSoftMax());
        }
        return net;
    }

    private Module transfer() {
        return random.nextBoolean() ? new Tanh() : new Sigmoid();
    }

    private Module core(int from, int to) {
        int kind = random.nextInt(6);
        AbstractRecurrent core = switch (kind) {
            case 0 -> new FastLSTM(from, to);
            case 1 -> new LSTM(from, to);
            case 2 -> new LSTM(from, to, null, false);
            case 3 -> new GRU(from, to);
            case 4 -> new Recurrent(to, new Linear(from, to), new Linear(to, to), transfer());
            default ->
                new Recurrence(
                        new Sequential()
                                .add(new ParallelTable()
                                        .add(new Linear(from, to))
                                        .add(new Linear(to, to)))
                                .add(new CAddTable())
                                .add(transfer()),
                        to,
                        1);
        };
        return kind < 4 && random.nextInt(3) == 0 ? core.maskZero(1) : core;
    }

    // ---- operations

    /** Does {@code count} operations, then looks at the modules that clones were made of. */
    void run(int count) {
        List<Branch> left = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                operation(left);
                compare();
            }
            for (Branch branch : left) {
                now = branch;
                log.add("back to the module that was cloned");
                readHidden(inner(now.stepwise).step() - 1);
                backward();
                compare();
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(failure.getMessage() + "\nafter\n" + String.join("\n", log), failure);
        }
    }

    private void operation(List<Branch> left) {
        int operation = random.nextInt(30);
        switch (operation) {
            case 0, 1, 2, 3, 4, 5 -> forward();
            case 6, 7, 8, 9 -> backward();
            case 10 -> backwardInHalves();
            case 11 -> {
                if (now.position == 0) {
                    now.updated = true;
                    both("updateParameters, zeroGradParameters", module -> {
                        module.updateParameters(0.05);
                        module.zeroGradParameters();
                        return null;
                    });
                }
            }
            case 12 -> {
                Remember when = Remember.named(
                        List.of("neither", "train", "eval", "both").get(random.nextInt(4)));
                both("remember " + when, module -> {
                    module.remember(when);
                    return null;
                });
            }
            case 13 -> forget();
            case 14 -> {
                boolean evaluate = random.nextInt(3) == 0;
                boolean changes = evaluate == inner(now.stepwise).isTraining();
                both(evaluate ? "evaluate" : "training", module -> {
                    if (evaluate) {
                        module.evaluate();
                    } else {
                        module.training();
                    }
                    return null;
                });
                if (changes) {
                    restart();
                }
            }
            case 15, 16 -> {
                boolean shared = operation == 16;
                log.add(shared ? "sharedClone" : "clone");
                left.add(now);
                now = new Branch(now, shared ? Module::sharedClone : Module::clone);
            }
            case 17 -> {
                both("clearState", Module::clearState);
                restart();
            }
            case 18 -> {
                boolean floats = inner(now.planned).elementType() == ElementType.DOUBLE;
                tolerance = OTHER_ORDER_OF_FLOATS;
                both(floats ? "toFloat" : "toDouble", module -> {
                    module.type(floats ? ElementType.FLOAT : ElementType.DOUBLE);
                    return null;
                });
                now.results.clear();
                now.copies.clear();
                now.input = now.input == null ? null : Samples.to(type(), now.input);
                now.gradOutput = now.gradOutput == null ? null : Samples.to(type(), now.gradOutput);
            }
            case 19 -> both("getParameters", module -> module.getParameters().gradParameters());
            case 20, 21 -> readHidden(someStep());
            case 22 -> readGradHidden(someStep());
            case 23 -> setHidden();
            case 24 -> setGradHidden();
            case 25 -> setUserState();
            case 26 -> setUserGradient();
            case 27, 28 -> forwardByHand();
            default -> backwardByHand();
        }
    }

    private void restart() {
        now.steps = 0;
        now.position = 0;
        now.firstStep = 1;
    }

    private void forget() {
        both("forget", module -> {
            module.forget();
            return null;
        });
        restart();
    }

    private ElementType type() {
        return inner(now.planned).elementType();
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
                setUserNothing();
                forget();
            }
            now.batch = random.nextInt(4);
            now.table = random.nextInt(3) == 0 || (words && now.batch == 0);
        }
        now.steps = 1 + random.nextInt(5);
        now.updated = false;
        Activity input = input();
        log.add("forward " + (now.table ? "table " : "") + input.describe());
        now.results.clear();
        now.copies.clear();
        Activity output = bothOrNothing(module -> module.forward(input));
        keep("output", output, now.planned.output());
        now.input = input;
        now.gradOutput = output == null ? null : samples.like(output);
        now.fresh = output != null;
        now.position = now.steps;
        now.firstStep = now.lastStep() - now.steps + 1;
    }

    private void keep(String name, @Nullable Activity expected, @Nullable Activity result) {
        if (expected instanceof Tensor && result != null) {
            now.results.put(name, result);
            now.copies.put(name, result.copy());
        }
    }

    /** The next backward may write into the result of the last one. */
    private void dropGradients() {
        now.results.remove("gradInput");
    }

    private Activity input() {
        long batch = words && now.batch == 0 ? 1 : now.batch;
        String notation = words
                ? "#" + WORDS + "[" + now.steps + "," + batch + "]"
                : now.batch == 0
                        ? "[" + now.steps + "," + SIZE + "]"
                        : "[" + now.steps + "," + batch + "," + SIZE + "]";
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
        dropGradients();
        Activity gradInput = bothOrNothing(module -> module.backward(input, gradOutput, scale));
        keep("gradInput", gradInput, now.planned.gradInput());
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
        dropGradients();
        Activity done = bothOrNothing(module -> module.updateGradInput(input, gradOutput));
        now.fresh = false;
        now.position = 0;
        if (done != null) {
            if (random.nextInt(4) == 0) {
                readHidden(someStep());
            }
            bothOrNothing(module -> {
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
        Activity output = bothOrNothing(module -> inner(module).forward(input));
        if (output != null) {
            if (random.nextBoolean() && inner(now.planned).isTraining()) {
                Activity gradOutput = samples.like(output);
                log.add("backward by hand of that step");
                bothOrNothing(module -> inner(module).backward(input, gradOutput, 1));
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
        bothOrNothing(module -> inner(module).backward(input, gradOutput, scale));
        now.position--;
        now.fresh = false;
    }

    // ---- hidden states

    private void readHidden(int step) {
        log.add("getHiddenState " + step);
        bothOrNothing(module -> module.getHiddenState(step));
        bothOrNothing(Module::getHiddenState);
    }

    private void readGradHidden(int anyStep) {
        int step = now.updated ? now.firstStep - 1 : anyStep;
        log.add("getGradHiddenState " + step);
        bothOrNothing(module -> module.getGradHiddenState(step));
        bothOrNothing(Module::getGradHiddenState);
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
        bothOrNothing(module -> {
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
        bothOrNothing(module -> {
            module.setGradHiddenState(step, state.copy());
            return null;
        });
    }

    private static List<AbstractLSTM> lstms(Module module) {
        List<AbstractLSTM> lstms = new ArrayList<>();
        module.apply(inside -> {
            if (inside instanceof AbstractLSTM lstm) {
                lstms.add(lstm);
            }
        });
        return lstms;
    }

    private void eachLstm(Consumer<AbstractLSTM> action) {
        lstms(now.planned).forEach(action);
        lstms(now.stepwise).forEach(action);
    }

    private void setUserNothing() {
        eachLstm(lstm -> {
            lstm.setUserPrevOutput(null);
            lstm.setUserPrevCell(null);
            lstm.setUserNextGradOutput(null);
            lstm.setUserNextGradCell(null);
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
        for (int i = 0; i < lstms(now.planned).size(); i++) {
            Tensor value = value(lstms(now.planned).get(i));
            for (Sequencer sequencer : List.of(now.planned, now.stepwise)) {
                lstms(sequencer).get(i).setUserPrevOutput(hidden ? value : null);
                lstms(sequencer).get(i).setUserPrevCell(cell ? value : null);
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
        for (int i = 0; i < lstms(now.planned).size(); i++) {
            Tensor value = value(lstms(now.planned).get(i));
            for (Sequencer sequencer : List.of(now.planned, now.stepwise)) {
                lstms(sequencer).get(i).setUserNextGradOutput(hidden ? value : null);
                lstms(sequencer).get(i).setUserNextGradCell(value);
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

    // ---- both do the same

    private void both(String what, Function<Sequencer, @Nullable Object> action) {
        log.add(what);
        Object expected = action.apply(now.stepwise);
        Object actual = action.apply(now.planned);
        if (expected instanceof Tensor tensor && actual instanceof Tensor other) {
            Samples.assertClose(what, tensor, other, tolerance);
        }
    }

    /** The result of both, or null if both have none or refuse. */
    private @Nullable Activity bothOrNothing(Function<Sequencer, @Nullable Activity> action) {
        Activity expected = null;
        RuntimeException expectedFailure = null;
        try {
            expected = action.apply(now.stepwise);
        } catch (RuntimeException failure) {
            expectedFailure = failure;
        }
        Activity actual;
        try {
            actual = action.apply(now.planned);
        } catch (RuntimeException failure) {
            if (expectedFailure == null && !saysMore(failure)) {
                throw new AssertionError("only the plan refuses: " + failure, failure);
            }
            compare(expectedFailure == null ? failure : expectedFailure, failure);
            return null;
        }
        if (expectedFailure != null) {
            throw new AssertionError("only step by step refuses: " + expectedFailure, expectedFailure);
        }
        Samples.assertClose("result", expected, actual, tolerance);
        return expected;
    }

    /** Failures leave modules in no defined state, so both begin anew. */
    private void compare(RuntimeException expected, RuntimeException actual) {
        log.add("  refused: " + expected.getMessage());
        String message = String.valueOf(actual.getMessage());
        boolean alike = actual.getClass() == expected.getClass()
                && (saysMore(actual)
                        || withoutSizes(message).equals(withoutSizes(String.valueOf(expected.getMessage()))));
        if (!alike || message.contains("\n")) {
            throw new AssertionError("expected the message " + expected + "\ngot " + actual, actual);
        }
        if (actual instanceof UnsupportedOperationException) {
            return;
        }
        setUserNothing();
        for (Sequencer sequencer : List.of(now.planned, now.stepwise)) {
            sequencer.training();
            sequencer.clearState();
            sequencer.forget();
            sequencer.zeroGradParameters();
        }
        now.input = null;
        now.gradOutput = null;
        now.fresh = false;
        now.results.clear();
        now.copies.clear();
        restart();
    }

    /**
     * Step by step, the batch size of states is left to modules inside, which cannot know what is wrong, and add a row to a vector if they
     * happen to have as many elements.
     */
    private static boolean saysMore(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("call forget() before the batch size changes")
                || message.contains("expected a gradient behind the last step");
    }

    /** Whole sequences are shown as rows of all steps together. */
    private static String withoutSizes(String message) {
        return message.replaceAll("\\[[0-9, ]+]", "[...]");
    }

    private void compare() {
        now.results.forEach(
                (name, result) -> Samples.assertClose(name + " of before", now.copies.get(name), result, 0));
        Parameters expected = now.stepwise.parameters();
        Parameters actual = now.planned.parameters();
        for (int i = 0; i < expected.size(); i++) {
            Samples.assertClose(
                    "parameter " + (i + 1),
                    expected.weights().get(i),
                    actual.weights().get(i),
                    tolerance);
            Samples.assertClose(
                    "gradient of parameter " + (i + 1),
                    expected.gradients().get(i),
                    actual.gradients().get(i),
                    tolerance);
        }
        if (inner(now.stepwise).step() != inner(now.planned).step()) {
            throw new AssertionError("expected step " + inner(now.stepwise).step() + ", got "
                    + inner(now.planned).step());
        }
    }
}
