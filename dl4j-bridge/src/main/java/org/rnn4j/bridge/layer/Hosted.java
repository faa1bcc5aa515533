package org.rnn4j.bridge.layer;

import org.rnn4j.facade.module.Module;

/** A layer or vertex at work that computes with a facade module. */
public interface Hosted {
    /** The module that computes, which may be one around the one given. */
    Module hostedModule();
}
