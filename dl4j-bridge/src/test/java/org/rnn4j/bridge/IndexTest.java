package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.bridge.Agreement.random;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.bridge.layer.HostedLayer;
import org.rnn4j.bridge.layer.InputKind;
import org.rnn4j.bridge.layer.RecurrenceLayer;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.LookupTableMaskZero;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.sequencer.Sequencer;

/** What is no word index stops a graph before it learns from it. */
@ExtendWith(Doubles.class)
final class IndexTest {
    private static INDArray with(double index, long... sizes) {
        INDArray indices = Nd4j.ones(DataType.DOUBLE, sizes);
        return indices.putScalar(indices.length() - 1, index);
    }

    private static void refused(ComputationGraph graph, INDArray indices, INDArray labels, String got) {
        INDArray before = graph.params().dup();
        assertEquals(
                "input: expected indices from 0 to 4, " + got,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> graph.fit(new INDArray[] {indices}, new INDArray[] {labels}))
                        .getMessage());
        assertEquals(before, graph.params());
        assertThrows(IllegalArgumentException.class, () -> graph.output(indices));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1.5, -1, -0.5, 5})
    void refusedByATranslatedGraph(double index) {
        String got = "got " + (index == (long) index ? Long.toString((long) index) : index) + " in ";
        ComputationGraph plain = Dl4j.toComputationGraph(new LookupTable(5, 2).toDouble(), new MSECriterion());
        refused(plain, with(index, 3, 1), random(3, 2).array(), got + "[3, 1]");
        Module sequencer = new Sequencer(new LookupTable(5, 2).toDouble());
        ComputationGraph steps = Dl4j.toComputationGraph(sequencer, new SequencerCriterion(new MSECriterion()));
        refused(steps, with(index, 3, 1, 4), random(3, 2, 4).array(), got + "[3, 1, 4]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 1.5, -1})
    void refusedByLayersInAnyGraph(double index) {
        HostedLayer lookup = new HostedLayer(new LookupTableMaskZero(5, 2).toDouble());
        lookup.setInputKind(InputKind.PADDED_INDICES);
        RecurrenceLayer overTime = new RecurrenceLayer(new LookupTable(5, 2).toDouble());
        overTime.setInputKind(InputKind.INDICES);
        String got = index == -1 ? "-1" : Double.toString(index);
        assertEquals("words: expected indices from 0, got " + got + " in [3, 1]", refusal(lookup, with(index, 3, 1)));
        assertEquals(
                "words: expected indices from 0, got " + got + " in [4, 3, 1]",
                refusal(overTime, with(index, 3, 1, 4)));
    }

    private static String refusal(Layer layer, INDArray indices) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("x")
                .addLayer("words", layer, "x")
                .setOutputs("words")
                .build());
        graph.init();
        return assertThrows(IllegalArgumentException.class, () -> graph.output(indices))
                .getMessage();
    }
}
