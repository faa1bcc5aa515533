package org.rnn4j.benchmarks;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.rnn4j.benchmarks.work.Contender;

/** A piece of work, the ways in which rnn4j does it, and the peers that do the same. */
final class Row {
    private final String name;
    private final Map<String, Supplier<Contender>> variants = new LinkedHashMap<>();
    private final Map<Peer, Supplier<Contender>> peers = new EnumMap<>(Peer.class);

    Row(String name) {
        this.name = name;
    }

    /** Adds a way in which rnn4j does the work. */
    Row ours(String variant, Supplier<Contender> contender) {
        variants.put(variant, contender);
        return this;
    }

    /** Adds somebody else who does it. */
    Row peer(Peer peer, Supplier<Contender> contender) {
        peers.put(peer, contender);
        return this;
    }

    String name() {
        return name;
    }

    Map<String, Supplier<Contender>> variants() {
        return Collections.unmodifiableMap(variants);
    }

    Map<Peer, Supplier<Contender>> peers() {
        return Collections.unmodifiableMap(peers);
    }

    @Override
    public String toString() {
        return name;
    }
}
