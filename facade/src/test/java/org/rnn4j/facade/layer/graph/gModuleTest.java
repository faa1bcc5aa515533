package org.rnn4j.facade.layer.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Node;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.nngraph;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

final class gModuleTest {
    private static final double EXACT = 0;

    private static Activity sample(String sizes) {
        return new Samples(5).parse(sizes);
    }

    private static void refused(String message, Runnable call) {
        assertEquals(message, assertThrows(RuntimeException.class, call::run).getMessage());
    }

    /** A net with one input and the outputs of both transfer functions. */
    private static gModule fork() {
        Node x = nn.Identity().node();
        Node h = nn.Linear(3, 4).node(x).annotate("hidden");
        return nn.gModule(List.of(x), List.of(nn.Tanh().node(h), nn.Sigmoid().node(h)));
    }

    @Nested
    final class Graphs {
        @Test
        void modulesComeParentsFirstAndTheFirstParentBeforeTheSecond() {
            Node x = nn.Identity().node();
            Node late = nn.Linear(3, 4).node(x);
            Node early = nn.Sigmoid().node(nn.Linear(3, 4).node(x));
            gModule net = nn.gModule(List.of(x), List.of(nn.CMulTable().node(early, late)));
            assertEquals(
                    "[nn.Identity, nn.Linear(3 -> 4), nn.Sigmoid, nn.Linear(3 -> 4), nn.CMulTable]",
                    net.modules().toString());
            assertSame(early.parents().get(0).module(), net.get(2));
            assertSame(late.module(), net.get(4));
        }

        @Test
        void nodesCanBeFoundByTheirNames() {
            gModule net = (gModule) fork().clone();
            List<String> names = new ArrayList<>();
            for (Node node : net.forwardnodes()) {
                if ("hidden".equals(node.name())) {
                    ((Linear) node.module()).bias().fill(7);
                }
                names.add(node.module() + " " + node.parents().size() + " " + node.annotations());
            }
            assertEquals(
                    "[nn.Identity 0 {}, nn.Linear(3 -> 4) 1 {name=hidden}, nn.Tanh 1 {}, nn.Sigmoid 1 {}]",
                    names.toString());
            assertEquals(7, net.get(2, Linear.class).bias().get(1));
            assertSame(net.forwardnodes().get(0), net.inputs().get(0));
            assertSame(net.forwardnodes().get(3), net.outputs().get(1));
        }

        @Test
        void nodesMayBeUsedInSeveralGraphs() {
            Node x = nn.Identity().node();
            Node h = nn.Linear(3, 4).node(x);
            gModule first = nn.gModule(List.of(x), List.of(h));
            gModule second = nn.gModule(List.of(x), List.of(nn.Tanh().node(h)));
            assertSame(first.get(2), second.get(2));
        }

        @Test
        void aModuleThatIsReplacedIsReplacedAtItsNode() {
            gModule net = fork();
            assertSame(net, net.replace(module -> module instanceof Sigmoid ? new Tanh() : module));
            Table output = net.forward(sample("[2,3]")).toTable();
            Samples.assertClose("second output", output.get(1), output.get(2), EXACT);
            assertTrue(net.forwardnodes().get(3).module() instanceof Tanh);
        }

        @Test
        void longChainsAreNoMatterOfTheStack() {
            Node x = nn.Identity().node();
            Node last = x;
            for (int i = 0; i < 20_000; i++) {
                last = nn.AddConstant(1).node(last);
            }
            gModule net = nn.gModule(List.of(x), List.of(last));
            assertEquals(20_001, net.forward(Tensor.of(1.0)).toTensor().get(1));
            assertEquals(
                    2, net.backward(Tensor.of(1.0), Tensor.of(2.0)).toTensor().get(1));
        }
    }

    @Nested
    final class Forward {
        @Test
        void severalOutputsComeInOneTableThatIsRefilled() {
            gModule net = fork();
            Activity first = net.forward(sample("[2,3]"));
            assertSame(first, net.output());
            assertSame(first, net.forward(sample("[5,3]")));
            assertEquals("{[5, 4], [5, 4]}", first.describe());
        }

        @Test
        void theOutputTableMayBeTheNextInput() {
            Node a = nn.Identity().node();
            Node b = nn.Identity().node();
            gModule swap = nn.gModule(
                    List.of(a, b),
                    List.of(nn.MulConstant(2).node(b), nn.AddConstant(1).node(a)));
            Table state =
                    swap.forward(Table.of(Tensor.of(1.0), Tensor.of(10.0))).toTable();
            state.set(1, state.tensor(1).copy()).set(2, state.tensor(2).copy());
            assertSame(state, swap.forward(state));
            assertEquals(4, state.tensor(1).get(1));
            assertEquals(21, state.tensor(2).get(1));
        }

        @Test
        void tablesGoInAndOut() {
            Node x = nn.Identity().node();
            List<Node> parts = x.split(2);
            Node sum = nn.CAddTable().node(parts.get(0), parts.get(1));
            gModule net = nn.gModule(List.of(x), List.of(nngraph.nest(sum, nngraph.nest(parts.get(0)))));
            Activity input = Table.of(Tensor.of(1.0), Tensor.of(2.0));
            assertEquals("{[1], {[1]}}", net.forward(input).describe());
            assertEquals(3, net.output().toTable().tensor(1).get(1));
            Activity gradient = net.backward(input, Table.of(Tensor.of(5.0), Table.of(Tensor.of(7.0))));
            assertEquals(12, gradient.toTable().tensor(1).get(1));
            assertEquals(5, gradient.toTable().tensor(2).get(1));
            assertSame(gradient, net.gradInput());
        }
    }

    @Nested
    final class Backward {
        /** As in Torch: the output and the gradient of the last call of a module serve all its nodes. */
        @Test
        void aModuleAtTwoNodesHasOneGradInput() {
            Node x = nn.Identity().node();
            Node y = nn.Identity().node();
            Linear shared = nn.Linear(3, 3);
            Node hx = shared.node(x);
            Node hy = shared.node(y);
            gModule net = nn.gModule(List.of(x, y), List.of(nn.CAddTable().node(hx, hy)));
            assertEquals(4, net.parameters().size());
            Activity input = sample("{[2,3],[2,3]}");
            Tensor output = net.forward(input).toTensor();
            Tensor last = shared.output().toTensor().copy();
            Samples.assertClose("output", last.mul(2), output, 1e-12);
            Table gradient = net.backward(input, sample("[2,3]")).toTable();
            assertSame(gradient.get(1), gradient.get(2));
        }

        @Test
        void whatBackwardIsGivenAsInputIsNotLookedAt() {
            gModule net = fork();
            Activity input = sample("[2,3]");
            Activity gradOutput = sample("{[2,4],[2,4]}");
            net.forward(input);
            Tensor expected = net.backward(input, gradOutput).toTensor().copy();
            Samples.assertClose("gradInput", expected, net.backward(Tensor.of(1.0), gradOutput), EXACT);
        }

        @Test
        void theTableThatWasHandedOutMayBeTakenApart() {
            gModule net = fork();
            Table output = net.forward(sample("[2,3]")).toTable();
            output.set(2, null);
            assertEquals(
                    "[2, 3]",
                    net.backward(sample("[2,3]"), sample("{[2,4],[2,4]}")).describe());
            net.forward(sample("[2,3]"));
            assertEquals(2, output.size());
        }

        @Test
        void aCopyGoesOnWhereItsOriginalIs() {
            gModule net = fork();
            Activity input = sample("[2,3]");
            Activity gradOutput = sample("{[2,4],[2,4]}");
            net.zeroGradParameters();
            net.forward(input);
            Module copy = net.clone();
            Activity expected = net.backward(input, gradOutput);
            Samples.assertClose("gradInput", expected, copy.backward(input, gradOutput), EXACT);
            assertNotSame(net.output(), copy.output());
            net.clearState();
            copy.zeroGradParameters();
            net.forward(input);
            Samples.assertClose("gradInput", copy.gradInput(), net.backward(input, gradOutput), EXACT);
        }

        @Test
        void theTargetOfACriterionMayBeOfAnotherType() {
            Node x = nn.Identity().node();
            Node y = nn.Identity().node();
            gModule net = nn.gModule(
                    List.of(x, y),
                    List.of(nn.ClassNLLCriterion().node(nn.LogSoftMax().node(x), y)));
            Activity input = sample("{[2,3],#3[2]}");
            net.forward(input);
            Table gradient = net.backward(input, Tensor.of(1.0)).toTable();
            assertEquals(
                    "{[2, 3], LongTensor [2]}",
                    gradient.describe(gradient.tensor(1).elementType()));
        }
    }

    @Nested
    final class Sharing {
        @Test
        void namedFieldsAreSharedAndOthersAreNot() {
            gModule net = fork();
            gModule step = (gModule) net.clone("weight", "gradWeight");
            Linear first = net.get(2, Linear.class);
            Linear second = step.get(2, Linear.class);
            first.weight().fill(3);
            first.gradWeight().fill(4);
            first.bias().fill(5);
            assertEquals(3, second.weight().get(1, 1));
            assertEquals(4, second.gradWeight().get(1, 1));
            assertTrue(second.bias().get(1) != 5);
            assertNotSame(first.weight(), second.weight());
        }

        /** As in Torch, where the copy's tensors are tensors of their own on the same storage. */
        @Test
        void getParametersOfOneTakesItAwayFromTheOthers() {
            gModule net = fork();
            Tensor flat = net.getParameters().parameters();
            Module step = net.clone("weight", "bias", "gradWeight", "gradBias");
            flat.fill(2);
            assertEquals(2, step.parameters().weights().get(0).get(1, 1));
            Tensor other = step.getParameters().parameters();
            Samples.assertClose("parameters", flat, other, EXACT);
            flat.fill(3);
            assertEquals(3, net.parameters().weights().get(0).get(1, 1));
            assertEquals(2, step.parameters().weights().get(0).get(1, 1));
        }
    }

    @Nested
    final class InSequences {
        private gModule skip() {
            Node x = nn.Identity().node();
            Node h = nn.Tanh().node(nn.Linear(3, 3).node(x));
            return nn.gModule(
                    List.of(x), List.of(nn.Linear(3, 2).node(nn.CAddTable().node(h, x))));
        }

        @Test
        void whatGoesByRowsIsCalledOnceForAllSteps() {
            for (String input : List.of("[4,2,3]", "[4,3]", "{[2,3],[2,3]}", "{[3],[3],[3]}")) {
                gModule net = skip();
                Module once = nn.Sequencer(net.clone());
                Module steps = nn.Sequencer(net.clone()).stepByStep(true);
                Activity x = sample(input);
                for (boolean training : new boolean[] {true, false}) {
                    if (!training) {
                        once.evaluate();
                        steps.evaluate();
                    }
                    Activity output = once.forward(x);
                    Samples.assertClose(input, steps.forward(x), output, 1e-12);
                    if (training) {
                        once.zeroGradParameters();
                        steps.zeroGradParameters();
                        Activity gradOutput = new Samples(9).like(output);
                        Samples.assertClose(input, steps.backward(x, gradOutput), once.backward(x, gradOutput), 1e-12);
                        for (int i = 0; i < 4; i++) {
                            Samples.assertClose(
                                    input,
                                    steps.parameters().gradients().get(i),
                                    once.parameters().gradients().get(i),
                                    1e-12);
                        }
                    }
                }
            }
        }

        @Test
        void aChainRunsAsASequentialDoes() {
            Node x = nn.Identity().node();
            Node h = nn.FastLSTM(3, 4).node(nn.Linear(3, 3).node(x));
            gModule net = nn.gModule(
                    List.of(x), List.of(nn.LogSoftMax().node(nn.Linear(4, 2).node(h))));
            assertTrue(net.isChain());
            assertFalse(fork().isChain());
            Module once = nn.Sequencer(net.clone());
            Module steps = nn.Sequencer(net.clone()).stepByStep(true);
            Activity input = sample("[5,2,3]");
            for (int i = 0; i < 2; i++) {
                Activity output = once.forward(input);
                Samples.assertClose("output", steps.forward(input), output, 1e-12);
                Activity gradOutput = new Samples(9).like(output);
                Samples.assertClose(
                        "gradInput", steps.backward(input, gradOutput), once.backward(input, gradOutput), 1e-12);
                once.updateParameters(0.1);
                steps.updateParameters(0.1);
            }
            Activity state = once.getHiddenState(3);
            Samples.assertClose("state", steps.getHiddenState(3), state, 1e-12);
            Module copy = once.clone();
            copy.forget();
            Samples.assertClose("copy", once.forward(input), copy.forward(input), 1e-12);
        }

        @Test
        void whatDoesNotGoByRowsIsSaidNotTo() {
            assertTrue(skip().isRowWise());
            assertEquals(1, skip().sampleDimensions());
            assertFalse(fork().isRowWise());
            Node x = nn.Identity().node();
            assertFalse(nn.gModule(List.of(x), List.of(nn.Dropout(0.5).node(x))).isRowWise());
            Node y = nn.Identity().node();
            Node sum = nn.CAddTable(true).node(nn.Tanh().node(y), y);
            assertFalse(nn.gModule(List.of(y), List.of(sum)).isRowWise());
        }
    }

    @Nested
    final class Errors {
        @Test
        void whatDoesNotMakeAGraphIsRefused() {
            Node x = nn.Identity().node();
            Node y = nn.Identity().node();
            Node h = nn.Linear(3, 4).node(x);
            refused("gModule: expected at least one node as inputs, got none", () -> nn.gModule(List.of(), List.of(h)));
            refused(
                    "gModule: expected at least one node as outputs, got none",
                    () -> nn.gModule(List.of(x), List.of()));
            refused(
                    "gModule: expected inputs that take nothing, got a node of Linear(3 -> 4) as input 1",
                    () -> nn.gModule(List.of(h), List.of(h)));
            refused(
                    "gModule: expected every input to lead to an output, got a node of Identity that does not",
                    () -> nn.gModule(List.of(x, y), List.of(h)));
            refused(
                    "gModule: expected every node without parents among the inputs, got a node of Identity",
                    () -> nn.gModule(List.of(y), List.of(h)));
            refused(
                    "gModule: expected each node once as outputs, got a node of Linear(3 -> 4) twice;"
                            + " nn.Identity().node(it) makes another one of it",
                    () -> nn.gModule(List.of(x), List.of(h, h)));
            refused(
                    "CMulTable: expected each node once, got a node of Linear(3 -> 4) twice;"
                            + " nn.Identity().node(it) makes another one of it",
                    () -> nn.CMulTable().node(h, h));
            refused("a node of Linear(3 -> 4): expected a split into at least 1, got 0", () -> h.split(0));
            refused("nngraph.nest: expected at least one node, got none", () -> nngraph.nest());
        }

        @Test
        void looseEndsAreRefused() {
            Node x = nn.Identity().node();
            List<Node> parts = x.split(3);
            Node sum = nn.CAddTable().node(parts.get(0), parts.get(1));
            refused(
                    "gModule: expected every node to lead to an output, got entry 3 of split(3) of a node of Identity"
                            + " that does not; split into less",
                    () -> nn.gModule(List.of(x), List.of(sum)));
            Node y = nn.Identity().node();
            Node kept = nn.Tanh().node(y);
            nn.Sigmoid().node(y).annotate("forgotten");
            refused(
                    "gModule: expected every node to lead to an output, got the node forgotten that does not",
                    () -> nn.gModule(List.of(y), List.of(kept)));
        }

        @Test
        void whatForwardDoesNotTakeIsRefused() {
            Node x = nn.Identity().node();
            Node y = nn.Identity().node();
            gModule two = nn.gModule(List.of(x, y), List.of(nn.CAddTable().node(x, y)));
            refused(
                    "gModule: expected a table of 2 entries as input, got {[1]}",
                    () -> two.forward(Table.of(Tensor.of(1.0))));
            refused("gModule: expected a table of 2 entries as input, got [1]", () -> two.forward(Tensor.of(1.0)));
            Node z = nn.Identity().node();
            List<Node> parts = z.split(2);
            gModule split = nn.gModule(List.of(z), List.of(nn.CAddTable().node(parts.get(0), parts.get(1))));
            refused(
                    "gModule: expected a table of 2 entries as what goes into split(2) of a node of Identity, got {[1]}",
                    () -> split.forward(Table.of(Tensor.of(1.0))));
            refused(
                    "gModule[2] > Linear(3 -> 4): expected input of size 3 in the last dimension, got [2, 2]",
                    () -> fork().forward(new Tensor(2, 2)));
            refused(
                    "gModule: expected forward before backward; call forward with the same input first",
                    () -> fork().backward(sample("[2,3]"), sample("{[2,4],[2,4]}")));
            gModule net = fork();
            net.forward(sample("[2,3]"));
            refused(
                    "gModule: expected updateGradInput before accGradParameters",
                    () -> net.accGradParameters(sample("[2,3]"), sample("{[2,4],[2,4]}"), 1));
            refused("gModule: add; make a node of the module before the graph is made", () -> net.add(nn.Tanh()));
        }
    }
}
