package org.rnn4j.bridge.translate;

/**
 * What flows between modules while they are translated: the place of a tensor or table. An {@link Edge} is one array of the graph, a
 * {@link Bundle} is a table of signals, a {@link Sequence} is a signal at every time step, and an {@link Open} signal is an input of
 * which nothing is known yet; the first module that asks decides what it is. Rules ask their {@link Site}, which settles all that.
 */
public sealed interface Signal permits Edge, Bundle, Sequence, Open {
    /** One word for messages. */
    String describe();
}
