package org.rnn4j.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Floats;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Net;
import org.rnn4j.benchmarks.work.Results;

/** One iteration of training: the loss, its gradient, and an update by plain gradient descent. */
abstract class TorchTraining implements Contender {
    private final NDManager manager = Libtorch.manager();
    private final Net net;
    private final Layout layout;
    private final double rate;
    private final NDList parameters = new NDList();
    private final NDArray one = manager.create(1f);
    private float loss;

    /**
     * Training that begins with the parameters of {@code net}.
     *
     * @param layout how cells have them
     * @param shapes of the parameters
     */
    TorchTraining(Net net, Layout layout, double rate, List<Shape> shapes) {
        this.net = net;
        this.layout = layout;
        this.rate = rate;
        List<float[]> values = net.pack(layout);
        for (int i = 0; i < values.size(); i++) {
            NDArray parameter = manager.create(values.get(i), shapes.get(i));
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
    }

    /** Whom arrays belong to that are kept. */
    final NDManager manager() {
        return manager;
    }

    /** A parameter, by its place in the net, from 0. */
    final NDArray parameter(int index) {
        return parameters.get(index);
    }

    /** Some parameters, from the one at {@code first} on. */
    final NDList parameters(int first, int count) {
        return new NDList(parameters.subList(first, first + count));
    }

    /**
     * Computes the loss.
     *
     * @param scratch whom arrays belong to that are not kept; results of operations belong to whom their first operand belongs to
     */
    abstract NDArray loss(NDManager scratch);

    @Override
    public final void iterate() {
        Gradients.remember(true);
        parameters.forEach(Gradients::zero);
        try (NDManager scratch = manager.newSubManager()) {
            NDArray result = loss(scratch);
            loss = result.getFloat();
            Gradients.backward(result, one);
        }
        for (NDArray parameter : parameters) {
            Gradients.descend(parameter, (float) rate);
        }
    }

    @Override
    public final Results results() {
        List<float[]> now = new ArrayList<>();
        parameters.forEach(parameter -> now.add(parameter.toFloatArray()));
        Results results = new Results().put("loss", new float[] {loss});
        net.addTo(results, layout, Floats.differences(now, net.pack(layout)));
        return results;
    }

    @Override
    public final void close() {
        manager.close();
    }
}
