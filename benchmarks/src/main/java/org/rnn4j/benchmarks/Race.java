package org.rnn4j.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Load;
import org.rnn4j.benchmarks.work.Pace;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.Timing;

/** Everybody who does the work of one row: they have to agree on the result, and are measured side by side. */
final class Race implements AutoCloseable {
    private final Row row;
    private final List<String> names = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<Contender> contenders = new ArrayList<>();

    /** @param chosen the peers that take part if they can do the work */
    Race(Row row, Set<Peer> chosen) {
        this.row = row;
        row.variants().forEach((variant, contender) -> {
            names.add(variant);
            contenders.add(contender.get());
        });
        row.peers().forEach((peer, contender) -> {
            if (chosen.contains(peer)) {
                peers.add(peer);
                contenders.add(contender.get());
            }
        });
    }

    /**
     * Lets everybody do the work once, and compares.
     *
     * @throws IllegalStateException if somebody has other results than the first
     */
    void check() {
        Results expected = new Results();
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            contender.iterate();
            if (i == 0) {
                expected = contender.results();
            } else {
                expected.check(row.name() + ", " + name(i), contender.results());
            }
        }
    }

    private Object name(int contender) {
        return contender < names.size() ? names.get(contender) : peers.get(contender - names.size());
    }

    /** Measures. */
    List<Line> run(Pace pace) {
        Load load = new Load();
        List<Timing> timings = pace.measure(contenders);
        double others = load.ofOthers();
        Map<Peer, Timing> theirs = new EnumMap<>(Peer.class);
        for (int i = 0; i < peers.size(); i++) {
            theirs.put(peers.get(i), timings.get(names.size() + i));
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            lines.add(new Line(row.name() + ", " + names.get(i), timings.get(i), theirs, others));
        }
        return lines;
    }

    @Override
    public void close() {
        contenders.forEach(Contender::close);
    }
}
