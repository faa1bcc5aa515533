package org.rnn4j.facade.layer.simple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class ViewTest {
    private static Tensor sample(String size) {
        return new Samples(1).parse(size).toTensor();
    }

    @ParameterizedTest(name = "{0} as 2 x 4, samples of {1} dimensions: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[4,2]   | 0 | [2, 4]",
                "[8]     | 1 | [2, 4]",
                "[3,8]   | 1 | [3, 2, 4]",
                "[3,8]   | 0 | [3, 2, 4]",
                "[1,8]   | 1 | [1, 2, 4]",
                "[3,4,2] | 2 | [3, 2, 4]"
            })
    void batchesStayInFront(String input, int sampleDims, String expected) {
        View view = new View(2, 4).setNumInputDims(sampleDims);
        assertEquals(expected, view.forward(sample(input)).describe());
    }

    @ParameterizedTest(name = "{0} as one vector each, samples of {1} dimensions: {2}")
    @CsvSource(
            delimiter = '|',
            value = {"[3,2,4] | 2 | [3, 8]", "[3,2,4] | 1 | [6, 4]", "[3,2,4] | 0 | [24]"})
    void minusOneIsWhatIsLeftOfASample(String input, int sampleDims, String expected) {
        View view = new View(-1).setNumInputDims(sampleDims);
        assertEquals(expected, view.forward(sample(input)).describe());
    }

    @ParameterizedTest(name = "{0} as 2 x 4, batch {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[8]     |       | [2, 4]",
                "[4,2]   |       | [2, 4]",
                "[3,8]   |       | [3, 2, 4]",
                "[1,8]   |       | [1, 2, 4]",
                "[1,8]   | false | [2, 4]",
                "[1,2,4] | true  | [1, 2, 4]"
            })
    void reshapeTellsBatchesByTheirSize(String input, Boolean batchMode, String expected) {
        Reshape reshape = new Reshape(new long[] {2, 4}, batchMode);
        assertEquals(expected, reshape.forward(sample(input)).describe());
    }

    @Test
    void memoryIsShared() {
        Tensor x = sample("[3,8]");
        assertSame(x.storage(), new View(2, 4).updateOutput(x).storage());
        assertSame(x.storage(), new Reshape(2, 4).updateOutput(x).storage());
    }

    @Test
    void othersAreRefused() {
        Expect.refused(
                "View(2, 3): expected input that can be seen as [2, 3], got [5]",
                () -> new View(2, 3).forward(sample("[5]")));
        Expect.refused(
                "Reshape(2x4): expected input with 8 elements in each sample of a batch, got [3, 5]",
                () -> new Reshape(2, 4).forward(sample("[3,5]")));
        Expect.refused(
                "Reshape(2x4): expected input with 8 elements, got [3, 8]",
                () -> new Reshape(new long[] {2, 4}, false).forward(sample("[3,8]")));
        Expect.refused("View: expected positive sizes and at most one -1, got [-1, -1]", () -> new View(-1, -1));
        Expect.refused("Reshape: expected positive sizes, got [0]", () -> new Reshape(0));
        Expect.refused(
                "View(4): expected gradOutput with as many elements as the input [4], got [5]",
                () -> new View(4).updateGradInput(sample("[4]"), sample("[5]")));
    }
}
