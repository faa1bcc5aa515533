package org.rnn4j.facade.layer.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.OwnInputs;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Gives each entry of its input to a copy of the same module and puts the outputs into a table. The copies share their parameters.
 *
 * <p>Input: a table. Output: a table of as many entries. Copies are made as they are needed, and stay for longer tables to come;
 * {@link #parameters} lists those of all.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.MapTable">Torch manual: MapTable</a>
 */
public final class MapTable extends OwnInputs {
    private final boolean shared;

    /** A map without a module; it needs one before use. */
    public MapTable() {
        shared = true;
    }

    /** A map of {@code module}. */
    public MapTable(Module module) {
        this(module, true);
    }

    /** A map of {@code module}; if not {@code shared}, copies have parameters of their own that start out equal. */
    public MapTable(Module module, boolean shared) {
        this.shared = shared;
        super.add(module);
    }

    /**
     * Sets the module, if there is none yet.
     *
     * @throws IllegalStateException if there is one
     */
    @Override
    public MapTable add(Module module) {
        if (size() > 0) {
            throw new IllegalStateException(who() + ": expected no module before add, got " + get(1) + " already");
        }
        super.add(module);
        return this;
    }

    /** The module, or null if there is none yet. */
    public @Nullable Module module() {
        return size() == 0 ? null : get(1);
    }

    @Override
    public Table updateOutput(Activity input) {
        Table output = outputs(mapped(input), outputTable());
        noteInput(input);
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        checkInput(input);
        return gradInputs(mapped(input), gradients(gradOutput), gradInputTable());
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        checkInput(input);
        gradParameters(mapped(input), gradients(gradOutput), scale);
    }

    @Override
    public Table backward(Activity input, Activity gradOutput, double scale) {
        checkInput(input);
        return backwards(mapped(input), gradients(gradOutput), scale, gradInputTable());
    }

    /**
     * Makes as many copies as there are to be, or drops what is more.
     *
     * @return this
     */
    public MapTable resize(int count) {
        if (count < 1 || size() == 0) {
            throw new IllegalArgumentException(
                    who() + ": expected at least 1 copy of a module, got " + count + " of " + size());
        }
        while (size() < count) {
            super.add(shared ? twin(get(1)) : get(1).clone());
        }
        while (size() > count) {
            remove(size());
        }
        return this;
    }

    /** The entries of {@code input}, and a copy of the module for each; copies of earlier, longer tables stay. */
    private Table mapped(Activity input) {
        Table entries = table("input", input);
        if (size() == 0) {
            throw new IllegalStateException(who() + ": expected a module; give it one with add");
        }
        if (entries.size() == 0) {
            throw expected("a table of at least one entry as input", input);
        }
        if (size() < entries.size()) {
            resize(entries.size());
        }
        return entries;
    }

    private Table gradients(Activity gradOutput) {
        Table entries = lastOutput().toTable();
        Table gradients = table("gradOutput", gradOutput);
        if (gradients.size() != entries.size()) {
            throw expected("gradOutput with " + entries.size() + " entries, one for each of the input", gradOutput);
        }
        return checkedGradient(gradients);
    }

    /** Sets the gradients of all copies to zero; those of one if they are shared. */
    @Override
    public void zeroGradParameters() {
        if (shared && size() > 0) {
            get(1).zeroGradParameters();
        } else {
            super.zeroGradParameters();
        }
    }

    /** Changes the parameters of all copies; those of one if they are shared, so that they change once. */
    @Override
    public void updateParameters(double learningRate) {
        if (shared && size() > 0) {
            get(1).updateParameters(learningRate);
        } else {
            super.updateParameters(learningRate);
        }
    }

    @Override
    public List<@Nullable Object> arguments() {
        if (size() == 0) {
            return List.of();
        }
        return shared ? List.of(get(1)) : List.of(get(1), false);
    }

    @Override
    public List<Module> added() {
        return List.of();
    }

    /** The name, and the module in braces. */
    @Override
    public String toString() {
        return size() == 0
                ? "nn.MapTable { }"
                : "nn.MapTable {\n  " + get(1).toString().replace("\n", "\n         ") + "\n}";
    }
}
