package org.rnn4j.facade.layer.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.PrintSize;
import org.rnn4j.facade.layer.simple.Transpose;
import org.rnn4j.facade.layer.transfer.Sqrt;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Modules around one module, and Convert, which makes its own. */
@ExtendWith(InDouble.class)
final class DecoratorsTest {
    private static String printed(Runnable action) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Nested
    class KeepingTypes {
        @Test
        void theModuleInsideStaysWhatItIs() {
            DontCast module = new DontCast(new Linear(3, 2), true);
            Module around = new Sequential().add(module);
            around.toFloat();
            assertEquals(
                    ElementType.DOUBLE, module.parameters().weights().get(0).elementType());
            Tensor x = new Tensor(ElementType.FLOAT, 4, 3).fill(1);
            Tensor y = around.forward(x).toTensor();
            assertEquals("FloatTensor [4, 2]", y.describe(ElementType.DOUBLE));
            assertEquals("FloatTensor [4, 3]", around.backward(x, y).describe(ElementType.DOUBLE));
            Tensor inside = ((Linear) module.module()).updateOutput(x.toDouble());
            assertEquals(0, inside.toFloat().csub(y).norm());
        }

        @Test
        void withoutConversionItTakesItsOwnTypeOnly() {
            DontCast module = new DontCast(new Linear(3, 2));
            module.toFloat();
            assertEquals("[2]", module.forward(new Tensor(3L)).describe());
            Expect.refused(
                    "DontCast > Linear(3 -> 2): expected input of type torch.DoubleTensor, got FloatTensor [3];"
                            + " toDouble() converts it, toFloat() a module",
                    () -> module.forward(new Tensor(ElementType.FLOAT, 3)));
        }

        @Test
        void tablesAndIndicesAreConverted() {
            DontCast module = new DontCast(new Identity(), true, true, "torch.IntTensor");
            Table x = Table.of(Tensor.of(1.5, 2), Table.of(Tensor.of(3L)));
            assertEquals("{[2], {[1]}}", module.forward(x).describe());
            Expect.values(module.forward(x).toTable().get(1), 1, 2);
            DontCast table = new DontCast(new LookupTable(5, 2), true);
            Tensor indices = Tensor.of(1L, 4);
            table.toFloat();
            assertEquals("FloatTensor [2, 2]", table.forward(indices).describe(ElementType.DOUBLE));
        }
    }

    @Nested
    class Watching {
        @Test
        void whereNaNCameInIsSaid() {
            NaN module = new NaN(new Sqrt(), 7);
            assertEquals("nn.NaN(7) @ nn.Sqrt", module.toString());
            assertEquals("[1]", module.forward(Tensor.of(4.0)).describe());
            Expect.tooEarly(
                    "NaN(7) @ nn.Sqrt: expected numbers as output, got NaN", () -> module.forward(Tensor.of(-1.0)));
            Expect.tooEarly(
                    "NaN(7) @ nn.Sqrt: expected numbers as input, got NaN",
                    () -> module.forward(Tensor.of(Double.NaN)));
            NaN linear = new NaN(new Linear(1, 1), 8);
            linear.parameters().weights().get(0).fill(Double.NaN);
            Expect.tooEarly(
                    "NaN(8) @ nn.Linear(1 -> 1): expected numbers as parameters, got NaN",
                    () -> linear.forward(Tensor.of(1.0)));
        }

        @Test
        void gradientsAreWatchedToo() {
            NaN module = new NaN(new Linear(1, 1), 9);
            Tensor x = Tensor.of(1.0);
            module.forward(x);
            Expect.tooEarly(
                    "NaN(9) @ nn.Linear(1 -> 1): expected numbers as gradOutput, got NaN",
                    () -> module.backward(x, Tensor.of(Double.NaN)));
            module.parameters().gradients().get(0).fill(Double.NaN);
            Expect.tooEarly(
                    "NaN(9) @ nn.Linear(1 -> 1): expected numbers as gradients of the parameters, got NaN",
                    () -> module.backward(x, x));
        }

        @Test
        void timesArePrintedEverySoManyCalls() {
            Profile module = new Profile(new Linear(1, 1), 2);
            Tensor x = Tensor.of(1.0);
            String text = printed(() -> {
                for (int i = 0; i < 4; i++) {
                    module.forward(x);
                    module.backward(x, x);
                }
            });
            assertEquals(4, text.lines().count());
            assertTrue(text.startsWith("nn.Linear took 0.0"), text);
            assertTrue(text.contains(" seconds for 2 forward passes\nnn.Linear took 0.0"), text);
            assertTrue(text.endsWith(" seconds for 2 backward passes\n"), text);
        }

        @Test
        void sizesArePrinted() {
            Tensor x = new Tensor(2, 3);
            PrintSize module = new PrintSize("here");
            assertEquals(
                    "here:input\n 2\n 3\n[torch.LongStorage of size 2]\n\n",
                    printed(() -> assertSame(x, module.forward(x))));
            assertTrue(printed(() -> module.backward(x, x)).startsWith("here:gradOutput\n 2\n"));
        }
    }

    @Nested
    class Converting {
        @Test
        void typesAreThatOfTheModule() {
            Convert module = new Convert();
            assertEquals(
                    "[2, 2]",
                    module.forward(Expect.matrix(2, 1, 2, 3, 4).toFloat()).describe());
            module.toFloat();
            assertEquals("FloatTensor [3]", module.forward(Tensor.of(1L, 2, 3)).describe(ElementType.DOUBLE));
        }

        @Test
        void lettersSayWhereDimensionsGo() {
            Convert module = new Convert("bchw", "wbch");
            Tensor x = new Tensor(2, 3, 4, 5).uniform(0, 1);
            Tensor y = module.updateOutput(x);
            assertEquals("[5, 2, 3, 4]", y.describe());
            assertEquals(0, y.copy().csub(x.permute(4, 1, 2, 3)).norm());
            assertEquals(0, module.updateGradInput(x, y).csub(x).norm());
        }

        @Test
        void samplesHaveNoBatch() {
            assertEquals(
                    "[60]",
                    new Convert("bchw", "bf").forward(new Tensor(3, 4, 5)).describe());
            assertEquals(
                    "[2, 60]",
                    new Convert("chw", "f").forward(new Tensor(2, 3, 4, 5)).describe());
            assertEquals(
                    "[4, 3]",
                    new Convert("tbf", "bft").forward(new Tensor(3, 4)).describe());
            assertEquals(
                    "[3, 1]", new Convert("b", "bf").forward(new Tensor(3L)).describe());
        }

        @Test
        void whatCannotBeConvertedIsRefused() {
            Expect.refused(
                    "Convert: expected the same letters, or bf, b or bt of what they can be made of, got bchw and bt",
                    () -> new Convert("bchw", "bt"));
            Expect.refused(
                    "Convert: expected one feature to make b of bf, got [2, 3]",
                    () -> new Convert("bf", "b").forward(new Tensor(2, 3)));
            Expect.refused(
                    "Convert: expected input of 4 dimensions, bchw, or a sample, got [2, 3]",
                    () -> new Convert("bchw", "bf").forward(new Tensor(2, 3)));
            assertThrows(UnsupportedOperationException.class, () -> new Convert().add(new Transpose()));
        }
    }

    @Test
    void aNormalizedSampleHasMeanZeroAndVarianceOne() {
        LayerNormalization module = new LayerNormalization(5, 0.5);
        Tensor y = module.forward(new Tensor(5L).uniform(3, 7)).toTensor();
        assertEquals(0.5, y.mean(), 1e-12);
        assertEquals(1, y.var(true), 1e-8);
    }

    @Test
    void smallerOutputsLieInTheMiddle() {
        DepthConcat module = new DepthConcat(1).add(new Identity()).add(new Transpose(new int[] {2, 3}));
        Tensor y = module.updateOutput(new Tensor(1, 2, 5).fill(1));
        assertEquals("[2, 5, 5]", y.describe());
        Expect.values(y.select(3, 1).select(1, 1).contiguous(), 0, 1, 1, 0, 0);
        Expect.values(y.select(2, 1).select(1, 2).contiguous(), 0, 1, 1, 0, 0);
    }

    @Test
    void whatIsAddedToAMaxoutComesBehind() {
        Maxout module = new Maxout(4, 3, 2, new Identity());
        assertEquals("[3]", module.forward(new Tensor(4L)).describe());
        assertEquals(0, module.added().size());
        module.add(new Linear(3, 1));
        assertEquals(1, module.added().size());
        assertEquals("[2, 1]", module.forward(new Tensor(2, 4)).describe());
    }
}
