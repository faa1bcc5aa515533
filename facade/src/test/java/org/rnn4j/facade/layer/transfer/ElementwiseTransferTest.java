package org.rnn4j.facade.layer.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.simple.AddConstant;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class ElementwiseTransferTest {
    private static Tensor numbers() {
        return Tensor.of(-3.0, -0.4, 0, 0.4, 3);
    }

    /** Modules that can work in place, that way and the other. */
    static Stream<Arguments> inPlace() {
        return Stream.of(
                Arguments.of(new ReLU(true), new ReLU()),
                Arguments.of(new ReLU6(true), new ReLU6()),
                Arguments.of(new HardTanh(-1, 1, true), new HardTanh()),
                Arguments.of(new Threshold(0.1, -1, true), new Threshold(0.1, -1)),
                Arguments.of(new ELU(0.5, true), new ELU(0.5)),
                Arguments.of(new LeakyReLU(0.2, true), new LeakyReLU(0.2)),
                Arguments.of(new MulConstant(2, true), new MulConstant(2)),
                Arguments.of(new AddConstant(2, true), new AddConstant(2)));
    }

    @ParameterizedTest
    @MethodSource("inPlace")
    void inPlaceGivesTheSameInTheMemoryOfTheInput(Module inPlace, Module apart) {
        inPlace.toDouble();
        apart.toDouble();
        Tensor x = numbers();
        Tensor gradOutput = Tensor.of(1.0, 2, 3, 4, 5);
        assertSame(x, inPlace.forward(x));
        Expect.values(x, apart.forward(numbers()).toTensor().toDoubleArray());
        Expect.values(
                inPlace.backward(x, gradOutput),
                apart.backward(numbers(), gradOutput).toTensor().toDoubleArray());
        Expect.values(gradOutput, 1, 2, 3, 4, 5);
    }

    @Nested
    class Edges {
        @Test
        void inPlaceAnInputThatIsNotContiguousIsOverwrittenToo() {
            for (Module module : List.of(
                    new ReLU(true), new Threshold(0, 0, true), new MulConstant(0, true), new Dropout(0, false, true))) {
                Tensor x = Expect.matrix(2, -1, 2, -3, 4).t();
                Tensor y = module.forward(x).toTensor();
                Expect.values(x, y.toDoubleArray());
            }
            Tensor first = Expect.matrix(2, 1, 2, 3, 4).t();
            new CAddTable(true).forward(Table.of(first, new Tensor(2, 2).fill(1)));
            Expect.values(first, 2, 4, 3, 5);
        }

        @Test
        void logSigmoidOfLargeNumbersIsFinite() {
            Module module = new LogSigmoid();
            Tensor x = Tensor.of(-1000.0, 0, 1000);
            Expect.values(module.forward(x), -1000, -Math.log(2), 0);
            Expect.values(module.backward(x, Tensor.of(1.0, 1, 1)), 1, 0.5, 0);
        }

        @Test
        void softPlusOfLargeNumbersIsFinite() {
            Module module = new SoftPlus(2);
            Tensor x = Tensor.of(-1000.0, 0, 1000);
            Expect.values(module.forward(x), 0, Math.log(2) / 2, 1000);
            Expect.values(module.backward(x, Tensor.of(1.0, 1, 1)), 0, 0.5, 1);
        }

        @Test
        void limitsThemselvesHaveNoGradient() {
            Module module = new HardTanh();
            Tensor x = Tensor.of(-1.0, -0.5, 1);
            module.forward(x);
            Expect.values(module.backward(x, Tensor.of(1.0, 1, 1)), 0, 1, 0);
        }

        @Test
        void softMaxOfLargeNumbersIsFinite() {
            Expect.values(new SoftMax().forward(Tensor.of(1000.0, 1000, -1000)), 0.5, 0.5, 0);
            Expect.values(new SoftMin().forward(Tensor.of(1000.0, -1000, -1000)), 0, 0.5, 0.5);
            Expect.values(new LogSoftMax().forward(Tensor.of(1000.0, -1000)), 0, -2000);
        }
    }

    @Nested
    class Errors {
        @Test
        void backwardNeedsForward() {
            Expect.tooEarly(
                    "Sigmoid: expected forward before backward; call forward with the same input first",
                    () -> new Sigmoid().backward(numbers(), numbers()));
            Expect.tooEarly(
                    "HardTanh: expected forward before backward; call forward with the same input first",
                    () -> new HardTanh().backward(numbers(), numbers()));
        }

        @Test
        void gradOutputHasTheSizeOfTheOutput() {
            Tanh tanh = new Tanh();
            tanh.forward(numbers());
            Expect.refused(
                    "Tanh: expected gradOutput of size [5], got [4]", () -> tanh.backward(numbers(), new Tensor(4L)));
        }

        @Test
        void softMaxTakesUpToFourDimensions() {
            Expect.refused(
                    "SoftMax: expected input of 1 to 4 dimensions, got [1, 1, 1, 1, 2]",
                    () -> new SoftMax().forward(new Tensor(1, 1, 1, 1, 2)));
        }

        @Test
        void settingsAreChecked() {
            Expect.refused("HardTanh: expected a minimum below the maximum, got 1.0 and 1.0", () -> new HardTanh(1, 1));
            Expect.refused(
                    "Threshold: expected a value up to the threshold for in-place use, got 1.0 and 0.0",
                    () -> new Threshold(0, 1, true));
            Expect.refused("SoftPlus: expected a positive beta, got 0.0", () -> new SoftPlus(0));
            Expect.refused(
                    "PReLU: expected input with 3 channels, got [2, 4]", () -> new PReLU(3).forward(new Tensor(2, 4)));
        }
    }

    @Nested
    class Printing {
        @Test
        void settingsAsTorchPrintsThem() {
            assertEquals("nn.LeakyReLU(0.01)", new LeakyReLU().toString());
            assertEquals("nn.LeakyReLU(0.333333)", new LeakyReLU(1 / 3.0).toString());
            assertEquals("nn.ELU (alpha:1.000000)", new ELU().toString());
        }
    }
}
