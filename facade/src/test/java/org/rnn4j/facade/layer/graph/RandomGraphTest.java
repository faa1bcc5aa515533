package org.rnn4j.facade.layer.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.io.ModuleSpec;
import org.rnn4j.facade.module.GradientCheck;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Node;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.nngraph;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Graphs of any shape: their gradients, copies in the middle, other sizes, and what is read back from their specs. */
final class RandomGraphTest {
    private static final int SIZE = 3;

    /** The same arithmetic in the same order. */
    private static final double EXACT = 0;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> inputs = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void graphsOfAnyShape(long seed) {
        Random random = new Random(seed);
        gModule net = graph(random);
        gradients(net, input(2));
        gradients(net, input(4));
        gModule read = (gModule) ModuleSpec.of(net).build();
        for (int i = 0; i < net.parameters().size(); i++) {
            read.parameters().weights().get(i).copy(net.parameters().weights().get(i));
        }
        Activity input = input(3);
        Samples.assertClose("read back", net.forward(input), read.forward(input), EXACT);
        Module copy = net.clone();
        Activity gradOutput = new Samples(seed).like(net.output());
        net.zeroGradParameters();
        copy.zeroGradParameters();
        Samples.assertClose("copy", net.backward(input, gradOutput), copy.backward(input, gradOutput), EXACT);
        for (int i = 0; i < net.parameters().size(); i++) {
            Samples.assertClose(
                    "gradient of the copy",
                    net.parameters().gradients().get(i),
                    copy.parameters().gradients().get(i),
                    EXACT);
        }
    }

    private Activity input(int rows) {
        Table table = new Table();
        for (int i = 0; i < inputs.size(); i++) {
            table.insert(new Samples(rows * 7L + i).parse("[" + rows + "," + SIZE + "]"));
        }
        return inputs.size() == 1 ? table.get(1) : table;
    }

    private gModule graph(Random random) {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            inputs.add(nn.Identity().node());
        }
        nodes.addAll(inputs);
        int steps = 4 + random.nextInt(8);
        for (int i = 0; i < steps; i++) {
            step(random);
        }
        List<Node> outputs = new ArrayList<>();
        for (Node node : nodes) {
            if (node.users().isEmpty()) {
                outputs.add(node);
            }
        }
        return nn.gModule(inputs, outputs);
    }

    private Node any(Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private void step(Random random) {
        Node first = any(random);
        Node second = any(random);
        switch (random.nextInt(7)) {
            case 0 -> nodes.add(nn.Linear(SIZE, SIZE).node(first));
            case 1 -> nodes.add(nn.Tanh().node(first));
            case 2 ->
                nodes.add(
                        first == second
                                ? nn.Sigmoid().node(first)
                                : nn.CAddTable().node(first, second));
            case 3 ->
                nodes.add(
                        first == second
                                ? nn.Sigmoid().node(first)
                                : nn.CMulTable().node(second, first));
            case 4 -> {
                Node wide = nn.Linear(SIZE, 2 * SIZE).node(first);
                nodes.addAll(
                        nn.SplitTable(2).node(nn.Reshape(2, SIZE).node(wide)).split(2));
            }
            case 5 -> {
                Node table =
                        first == second ? nngraph.nest(nngraph.nest(first)) : nngraph.nest(first, nngraph.nest(second));
                List<Node> parts = table.split(first == second ? 1 : 2);
                nodes.add(first == second ? parts.get(0).split(1).get(0) : parts.get(0));
                if (first != second) {
                    nodes.add(parts.get(1).split(1).get(0));
                }
            }
            default ->
                nodes.add(nn.ConcatTable().add(nn.Linear(SIZE, SIZE)).add(nn.Identity()).node(first).split(2).stream()
                        .reduce((a, b) -> nn.CMulTable().node(a, b))
                        .orElseThrow());
        }
    }

    private static void gradients(gModule net, Activity input) {
        Activity gradOutput = new Samples(3).like(net.forward(input).copy());
        net.zeroGradParameters();
        List<Tensor> gradInputs =
                Samples.tensors(net.backward(input, gradOutput).copy());
        List<Tensor> given = Samples.tensors(input);
        for (int i = 0; i < given.size(); i++) {
            GradientCheck.check(
                    "input " + (i + 1), given.get(i), gradInputs.get(i), () -> product(net.forward(input), gradOutput));
        }
        List<Tensor> weights = net.parameters().weights();
        for (int i = 0; i < weights.size(); i++) {
            Tensor gradient = net.parameters().gradients().get(i).copy();
            GradientCheck.check(
                    "parameter " + (i + 1), weights.get(i), gradient, () -> product(net.forward(input), gradOutput));
        }
        net.forward(input);
    }

    private static double product(Activity output, Activity gradOutput) {
        List<Tensor> outputs = Samples.tensors(output);
        List<Tensor> gradients = Samples.tensors(gradOutput);
        double sum = 0;
        for (int i = 0; i < outputs.size(); i++) {
            sum += outputs.get(i).copy().cmul(gradients.get(i)).sum();
        }
        return sum;
    }
}
