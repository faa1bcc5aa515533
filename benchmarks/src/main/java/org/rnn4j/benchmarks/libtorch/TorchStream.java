package org.rnn4j.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;

/** libtorch's lstm over sequences of one step, with the state that the call before gave. */
public final class TorchStream implements Contender {
    private final NDManager manager = Libtorch.manager();
    private final NDArray input;
    private final NDList parameters = new NDList();
    private final Shape stateShape;
    private NDList states;
    private NDList outputs = new NDList();

    /** The LSTM of {@code work}. */
    public TorchStream(SequenceWork work) {
        Sizes sizes = work.sizes();
        input = manager.create(work.input(), new Shape(1, sizes.batch(), sizes.input()));
        stateShape = new Shape(1, sizes.batch(), sizes.hidden());
        List<float[]> values = work.net().pack(Cells.layout(Cell.LSTM));
        List<Shape> shapes = Cells.shapes(Cell.LSTM, sizes.input(), sizes.hidden());
        for (int i = 0; i < values.size(); i++) {
            parameters.add(manager.create(values.get(i), shapes.get(i)));
        }
        states = zeros();
    }

    private NDList zeros() {
        return new NDList(manager.zeros(stateShape), manager.zeros(stateShape));
    }

    @Override
    public void iterate() {
        Gradients.remember(false);
        NDList next = input.getNDArrayInternal().lstm(input, states, parameters, true, 1, 0, false, false, false);
        outputs.close();
        states.close();
        outputs = new NDList(next.get(0));
        states = new NDList(next.get(1), next.get(2));
    }

    @Override
    public Results results() {
        states.close();
        states = zeros();
        for (int step = 1; step <= SequenceWork.STREAMED; step++) {
            iterate();
        }
        return new Results().put("output", outputs.head().toFloatArray());
    }

    @Override
    public void close() {
        manager.close();
    }
}
