package org.rnn4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The parameters of a net, part by part: cells, whose weights everybody keeps in a layout of their own, and plain arrays. */
public final class Net {
    private final List<Part> parts = new ArrayList<>();

    /** Nothing yet. */
    public Net() {}

    /**
     * Adds a cell.
     *
     * @return this
     */
    public Net cell(String name, Weights weights) {
        parts.add(new Gates(name, weights));
        return this;
    }

    /**
     * Adds an array that everybody keeps alike.
     *
     * @return this
     */
    public Net plain(String name, float[] values) {
        parts.add(new Plain(name, values));
        return this;
    }

    /**
     * Adds weights {@code [outputs, inputs]} and a bias, as torch's linear layers have them.
     *
     * @return this
     */
    public Net linear(String name, int inputs, int outputs, Random random) {
        double limit = 1 / Math.sqrt(inputs);
        plain(name + " weight", Floats.random(inputs * outputs, limit, random));
        return plain(name + " bias", Floats.random(outputs, limit, random));
    }

    /** The parameters, for somebody whose cells have {@code layout}. */
    public List<float[]> pack(Layout layout) {
        return parts.stream().flatMap(part -> part.pack(layout).stream()).toList();
    }

    /** Puts numbers into {@code results} that somebody has for each parameter: gradients, or changes. */
    public void addTo(Results results, Layout layout, List<float[]> values) {
        int start = 0;
        for (Part part : parts) {
            int end = start + part.pack(layout).size();
            part.addTo(results, layout, values.subList(start, end));
            start = end;
        }
    }

    private sealed interface Part {
        List<float[]> pack(Layout layout);

        void addTo(Results results, Layout layout, List<float[]> values);
    }

    private record Gates(String name, Weights weights) implements Part {
        @Override
        public List<float[]> pack(Layout layout) {
            return layout.pack(weights);
        }

        @Override
        public void addTo(Results results, Layout layout, List<float[]> values) {
            layout.unpack(weights, values).addTo(results, name);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Plain(String name, float[] start) implements Part {
        @Override
        public List<float[]> pack(Layout layout) {
            return List.of(start);
        }

        @Override
        public void addTo(Results results, Layout layout, List<float[]> values) {
            results.put(name, values.get(0));
        }
    }
}
