package org.rnn4j.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.bridge.layer.Bindable;
import org.rnn4j.bridge.translate.Placement;
import org.rnn4j.bridge.translate.Translation;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A graph that works on the parameters of a module, wherever these lie: {@code getParameters} of a net moves them to one long vector, in
 * Torch's order, and the graph follows, vertex by vertex.
 *
 * <p>Its own flat vector goes by the order of vertices. Where the parameters lie one after the other in that order, {@link #params} is the
 * memory itself, as in every graph; where they do not, as between branches, it is a copy, and {@link #setParams} writes through.
 */
final class BoundGraph extends ComputationGraph {
    private static final long serialVersionUID = 1L;

    private final transient List<Placement> placements;
    /** For each vertex with parameters where they begin in the flat vector, from 0. */
    private final transient Map<String, Long> starts = new HashMap<>();
    /** What the graph works on, one tensor for each placement. */
    private transient List<Tensor> bound = List.of();
    /** Whether the flat vector is a copy. */
    private transient boolean apart;

    /** A graph with parameters of its own, all zero. */
    BoundGraph(Translation translation, DataType type) {
        super(translation.configuration().clone());
        placements = translation.placements();
        GraphParameters.init(this, placements, type);
        for (Placement placement : placements) {
            INDArray parameters = getVertex(placement.vertex()).params();
            starts.put(placement.vertex(), parameters.offset() - super.params().offset());
        }
    }

    /** For each placement the part of the flat vector {@code flat}, which may be that of the gradients. */
    List<Tensor> parts(INDArray flat) {
        if (placements.isEmpty()) {
            return List.of();
        }
        Tensor all = Tensor.of(flat).view(flat.length());
        List<Tensor> parts = new ArrayList<>();
        for (Placement placement : placements) {
            Tensor parameter = placement.parameter();
            parts.add(all.narrow(1, start(placement) + 1, parameter.nElement()).view(parameter.size()));
        }
        return parts;
    }

    private long start(Placement placement) {
        return starts.getOrDefault(placement.vertex(), 0L) + placement.offset();
    }

    /**
     * Works on {@code parameters} from now on, one tensor for each placement, if it does not already.
     *
     * @throws UnsupportedOperationException if the parameters of one vertex do not lie one after the other
     */
    void bind(List<Tensor> parameters) {
        if (isBoundTo(parameters)) {
            return;
        }
        Map<String, Tensor> memory = new HashMap<>();
        boolean inOrder = true;
        for (int i = 0; i < parameters.size(); i++) {
            Tensor parameter = parameters.get(i);
            Placement placement = placements.get(i);
            inOrder &= parameter.storage() == parameters.get(0).storage()
                    && parameter.offset() - start(placement)
                            == parameters.get(0).offset() - start(placements.get(0));
            checkBehind(memory.computeIfAbsent(placement.vertex(), vertex -> parameter), parameter, placement);
        }
        memory.forEach((vertex, first) -> bind(
                getVertex(vertex), vector(first, 0, getVertex(vertex).params().length())));
        apart = !inOrder;
        long count = flattenedParams.length();
        flattenedParams = inOrder
                ? vector(parameters.get(0), start(placements.get(0)), count).reshape(1, count)
                : Nd4j.create(parameters.get(0).elementType().dataType(), 1, count);
        bound = parameters.stream()
                .map(parameter -> new Tensor(parameter.elementType()).set(parameter))
                .toList();
    }

    private boolean isBoundTo(List<Tensor> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (bound.isEmpty() || !parameters.get(i).isSetTo(bound.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static void checkBehind(Tensor first, Tensor parameter, Placement placement) {
        if (!parameter.isContiguous()
                || parameter.storage() != first.storage()
                || parameter.offset() - first.offset() != placement.offset()) {
            throw new UnsupportedOperationException("graph: expected the parameters of " + placement.vertex()
                    + " one after the other in memory, got some that are shared with another module and some that are"
                    + " not; share all of them, or none");
        }
    }

    /** {@code count} numbers, of which {@code first} is the one at {@code position}, from 0. */
    private static INDArray vector(Tensor first, long position, long count) {
        return new Tensor(first.elementType())
                .set(first.storage(), first.offset() - position + 1, new long[] {count}, new long[] {1})
                .array();
    }

    private static void bind(GraphVertex vertex, INDArray parameters) {
        Layer layer = vertex.getLayer();
        if (layer == null) {
            ((Bindable) vertex).bindParameters(parameters);
        } else {
            layer.setParamsViewArray(parameters);
            layer.setParamTable(layer.conf().getLayer().initializer().init(layer.conf(), parameters, false));
        }
    }

    @Override
    public INDArray params() {
        if (apart) {
            List<Tensor> parts = parts(flattenedParams);
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).copy(bound.get(i));
            }
        }
        return super.params();
    }

    @Override
    public void setParams(INDArray parameters) {
        super.setParams(parameters);
        if (apart) {
            List<Tensor> parts = parts(flattenedParams);
            for (int i = 0; i < parts.size(); i++) {
                bound.get(i).copy(parts.get(i));
            }
        }
    }
}
