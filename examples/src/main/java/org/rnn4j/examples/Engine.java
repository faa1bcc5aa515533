package org.rnn4j.examples;

import java.util.Locale;
import org.rnn4j.bridge.Dl4j;
import org.rnn4j.facade.module.Module;

/** What computes a net. */
enum Engine {
    /** Deeplearning4j: a ComputationGraph made of the module. */
    GRAPH,
    /** The module itself. */
    EAGER;

    /** What to train in place of {@code module}: the module itself or, starting with its parameters, a graph. */
    Module of(Module module) {
        return this == GRAPH ? Dl4j.compile(module) : module;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
