package org.rnn4j.bridge.layer;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.rnn4j.facade.io.ModuleSpec;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.module.Parameters.Place;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * What a layer configuration knows of the facade module that its layers are to host: how to make one, and the sizes of its parameters. In
 * JSON it is the module's ModuleSpec.
 */
public final class ModuleSource implements Serializable {
    /** Of what is written now. */
    private static final int FORMAT = 1;

    private transient @Nullable Module prototype;
    private @Nullable String spec;
    private long[][] parameterSizes = {};
    /** Of each parameter whether it is a bias; null until somebody asks. */
    private transient boolean @Nullable [] biases;

    /** For reading from JSON. */
    public ModuleSource() {}

    /** A source of modules like {@code module}, with the values that its parameters have now. */
    public ModuleSource(Module module) {
        Module copy = module.clone();
        // Graphs say themselves whether they train; the mode of the module given must not survive in parts of it.
        copy.training();
        prototype = copy.clearState();
        parameterSizes = copy.parameters().distinct().weights().stream()
                .map(Tensor::size)
                .toArray(long[][]::new);
    }

    /** A new module that computes with numbers of {@code type}. Making it draws no random numbers. */
    Module create(DataType type) {
        Module original = prototype;
        if (original != null) {
            return original.clone().type(ElementType.of(type));
        }
        Tensor randomState = Generator.global().getRNGState();
        try {
            return createAnew(type);
        } finally {
            Generator.global().setRNGState(randomState);
        }
    }

    /** A new module whose parameters have initial values: those of the module given, or drawn from Torch's generator. */
    Module createAnew(DataType type) {
        Module original = prototype;
        return original != null
                ? create(type)
                : ModuleSpec.parse(getSpec()).build().type(ElementType.of(type));
    }

    /**
     * The module as a {@link ModuleSpec}, in JSON.
     *
     * @throws UnsupportedOperationException if a spec cannot say how the module is made
     */
    public String getSpec() {
        if (spec == null && prototype != null) {
            spec = specOf(prototype);
        }
        return Objects.requireNonNull(spec, "ModuleSource: expected a module or a spec, got none");
    }

    private static String specOf(Module module) {
        Parameters parameters = module.parameters();
        if (parameters.distinct().size() < parameters.size()) {
            throw new UnsupportedOperationException(
                    module.who() + ": writing a module whose parts share parameters, as reading would make them apart");
        }
        return ModuleSpec.of(module).toJson();
    }

    /** Sets the module as a {@link ModuleSpec}, in JSON. */
    public void setSpec(String spec) {
        this.spec = spec;
        prototype = null;
        biases = null;
    }

    /** The version of the form in which this is written. */
    public int getFormat() {
        return FORMAT;
    }

    /**
     * Looks at the version that was read; what was written before there were any is as version 1.
     *
     * @throws IllegalArgumentException if it is later than those known here
     */
    public void setFormat(int format) {
        if (format < 1 || format > FORMAT) {
            throw new IllegalArgumentException("ModuleSource: expected format 1 to " + FORMAT + ", got " + format
                    + "; the file was written by a later version");
        }
    }

    /** The sizes of the module's parameters, in Torch's order; what is shared inside counts once. */
    public long[][] getParameterSizes() {
        return Arrays.stream(parameterSizes).map(long[]::clone).toArray(long[][]::new);
    }

    /** Sets the sizes of the module's parameters. */
    public void setParameterSizes(long[][] sizes) {
        parameterSizes = Arrays.stream(sizes).map(long[]::clone).toArray(long[][]::new);
    }

    /** Whether the parameter at {@code position}, from 0, is a bias of the module, and no weight. */
    boolean isBias(int position) {
        boolean[] known = biases;
        if (known == null) {
            known = biasesOf(prototype == null ? create(DataType.FLOAT) : prototype);
            biases = known;
        }
        return known[position];
    }

    private static boolean[] biasesOf(Module module) {
        Set<Place> places = module.biases().stream().map(Place::of).collect(Collectors.toSet());
        List<Tensor> weights = module.parameters().distinct().weights();
        boolean[] result = new boolean[weights.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = places.contains(Place.of(weights.get(i)));
        }
        return result;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModuleSource that
                && Arrays.deepEquals(parameterSizes, that.parameterSizes)
                && ((prototype != null && prototype == that.prototype)
                        || getSpec().equals(that.getSpec()));
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(parameterSizes);
    }

    @Override
    public String toString() {
        return prototype == null ? String.valueOf(spec) : prototype.toString();
    }
}
