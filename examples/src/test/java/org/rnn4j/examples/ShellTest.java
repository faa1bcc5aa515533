package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The shell, in a process of its own as it takes over System.in. */
final class ShellTest {
    private static final int TIMEOUT_SECONDS = 120;

    private static String shell(String input, String... options) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Main.class.getName(), "shell");
        builder.command().addAll(List.of(options));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        return output.replace("\r", "");
    }

    @Test
    void whatIsTypedIsPrintedAsTorchPrintsIt() throws Exception {
        String output = shell("""
                nn.Linear(3, 4)
                var x = torch.range(1, 6).view(2, 3)
                x
                Table.of(Tensor.of(1L)).size()
                var size = x.size()
                size
                x.size()
                new long[0]
                """);
        assertTrue(output.startsWith("""
                        nn.Linear(3 -> 4)
                         1  2  3
                         4  5  6
                        [torch.DoubleTensor of size 2x3]
                        """), output);
        assertTrue(output.contains("\n1\n"), output);
        String size = """
                 2
                 3
                [torch.LongStorage of size 2]

                """;
        assertTrue(output.endsWith(size + size + "[torch.LongStorage of size 0]\n\n"), output);
    }

    @Test
    void aMistakeIsOneLineUnlessMoreIsAskedFor() throws Exception {
        String mistake = "torch.zeros(2).narrow(1, 5, 1)\n";
        String message = "|  Exception java.lang.IllegalArgumentException: narrow: expected a range within 1 to 2 "
                + "of dimension 1 of [2], got first 5, size 1\n";
        assertEquals(message, shell(mistake));
        String more = shell(mistake, "--verbose");
        assertTrue(more.startsWith(message + "|        at "), more);
    }
}
