package org.rnn4j.facade;

import java.util.Arrays;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Node;

/**
 * Torch's {@code nngraph}: what there is beside {@link org.rnn4j.facade.module.Module#node} and {@link org.rnn4j.facade.nn#gModule} to write graphs of modules.
 *
 * @see <a href="https://github.com/torch/nngraph">nngraph manual</a>
 */
public final class nngraph {
    private nngraph() {}

    /**
     * A node whose output is the table of the outputs of {@code entries}, also if there is only one: Torch's {@code nngraph.nest{a, {b, c}}} is
     * {@code nngraph.nest(a, nngraph.nest(b, c))}.
     */
    public static Node nest(Node... entries) {
        return Node.table(Arrays.asList(Failures.given("nngraph.nest", "nodes", entries)));
    }
}
