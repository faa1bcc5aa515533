package org.rnn4j.bridge.translate;

import org.rnn4j.facade.module.Module;

/**
 * How modules of one class are translated.
 *
 * @param <M> the class
 */
@FunctionalInterface
public interface Rule<M extends Module> {
    /**
     * Adds to the graph what computes {@code module}, and returns where its output is.
     *
     * @param module the module, of which only the configuration counts; the values of its parameters are copied later
     * @param input where its input comes from
     * @param site where the module stands; all vertices are added through it
     * @throws UnsupportedOperationException if the module cannot be translated; see {@link Site#refuse}
     */
    Signal translate(M module, Signal input, Site site);
}
