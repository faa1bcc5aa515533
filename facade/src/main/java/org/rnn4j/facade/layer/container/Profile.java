package org.rnn4j.facade.layer.container;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;

/**
 * Takes the time of a module, and prints it every so many calls.
 *
 * <pre>nn.Linear took 0.123 seconds for 100 forward passes</pre>
 *
 * <p>Input and output: those of the module inside. A backward is the part that computes the gradient of the input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md#nn.Profile">Torch manual: Profile</a>
 */
public final class Profile extends Decorator {
    private static final double NANOSECONDS = 1e9;

    private final int printInterval;
    private final String name;
    private int forwards;
    private int backwards;
    private long forwardTime;
    private long backwardTime;

    /** Prints after every 100 calls. */
    public Profile(Module module) {
        this(module, null);
    }

    /** Prints after every {@code printInterval} calls, 100 if null. */
    public Profile(Module module, @Nullable Integer printInterval) {
        this(module, printInterval, null);
    }

    /** Prints after every {@code printInterval} calls, 100 if null, under {@code name}; that of the class if null. */
    public Profile(Module module, @Nullable Integer printInterval, @Nullable String name) {
        super(module);
        this.printInterval = printInterval == null ? 100 : printInterval;
        if (this.printInterval < 1) {
            throw new IllegalArgumentException("Profile: expected a positive number of calls, got " + printInterval);
        }
        this.name = name == null ? "nn." + module.getClass().getSimpleName() : name;
    }

    @Override
    public Activity updateOutput(Activity input) {
        long start = System.nanoTime();
        Activity output = super.updateOutput(input);
        forwardTime += System.nanoTime() - start;
        if (++forwards == printInterval) {
            print(forwardTime, "forward");
            forwards = 0;
            forwardTime = 0;
        }
        return output;
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        long start = System.nanoTime();
        Activity gradInput = super.updateGradInput(input, gradOutput);
        backwardTime += System.nanoTime() - start;
        if (++backwards == printInterval) {
            print(backwardTime, "backward");
            backwards = 0;
            backwardTime = 0;
        }
        return gradInput;
    }

    private void print(long time, String what) {
        System.out.printf(
                Locale.ROOT,
                "%s took %.3f seconds for %d %s passes%n",
                name,
                (double) time / NANOSECONDS,
                printInterval,
                what);
    }
}
