package org.rnn4j.bridge.layer;

/** A layer or vertex at work that can use the memory of its output again. */
public interface Reusing {
    /** From now on an output outside of workspaces may be overwritten by that of the next forward. */
    void reuseMemory();
}
