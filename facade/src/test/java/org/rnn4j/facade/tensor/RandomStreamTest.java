package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.kernels.ElementType;

/** Replays the streams recorded from Torch7 that need no module. */
class RandomStreamTest {
    /** Relative above 1, absolute below: the two mathematics libraries may differ in the last bits. */
    private static final double TOLERANCE = 1e-13;

    private static final Path STREAMS = Path.of("src", "test", "resources", "golden", "random");
    private static final List<String> WITHOUT_MODULES =
            List.of("uniform", "normal", "integers", "mixed", "tensors", "multinomial");

    private final Generator generator = new Generator();

    static List<Path> streams() throws IOException {
        try (Stream<Path> files = Files.list(STREAMS)) {
            return files.filter(file -> WITHOUT_MODULES.contains(
                            file.getFileName().toString().replaceFirst("-seed-.*", "")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void drawsWhatTorchDraws(Path stream) throws IOException {
        JsonNode operations = new ObjectMapper().readTree(stream.toFile()).get("ops");
        for (int i = 0; i < operations.size(); i++) {
            JsonNode operation = operations.get(i);
            String message = stream.getFileName() + ", operation " + (i + 1) + ": " + operation;
            Object drawn = call(operation, operation.get("args"));
            JsonNode expected = operation.get("value");
            if (drawn instanceof Tensor tensor) {
                assertArrayEquals(longs(expected.get("size")), tensor.size(), message);
                double[] data = tensor.toDoubleArray();
                double ulp = tensor.elementType() == ElementType.FLOAT ? Math.ulp(1f) : 0;
                for (int k = 0; k < data.length; k++) {
                    assertClose(expected.get("data").get(k).asDouble(), data[k], TOLERANCE + ulp, message);
                }
            } else if (drawn instanceof Number number) {
                assertClose(expected.asDouble(), number.doubleValue(), TOLERANCE, message);
            }
        }
    }

    private static void assertClose(double expected, double actual, double tolerance, String message) {
        assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)), message);
    }

    private Object call(JsonNode operation, JsonNode args) {
        String name = operation.get("call").asText();
        double first = args.path(0).asDouble();
        double second = args.path(1).asDouble();
        boolean defaults = args.isEmpty();
        if (operation.has("tensor")) {
            Tensor tensor =
                    new Tensor(ElementType.named(operation.get("tensor").asText()), longs(operation.get("size")));
            return switch (name) {
                case "uniform" -> defaults ? generator.uniform(tensor) : generator.uniform(tensor, first, second);
                case "normal" -> defaults ? generator.normal(tensor) : generator.normal(tensor, first, second);
                case "cauchy" -> generator.cauchy(tensor, first, second);
                case "logNormal" -> generator.logNormal(tensor, first, second);
                case "exponential" -> generator.exponential(tensor, first);
                case "geometric" -> generator.geometric(tensor, first);
                case "bernoulli" -> generator.bernoulli(tensor, first);
                case "random" -> generator.random(tensor, (long) first, (long) second);
                default -> throw new AssertionError(name);
            };
        }
        return switch (name) {
            case "manualSeed" -> {
                generator.manualSeed(args.get(0).asLong());
                yield this;
            }
            case "uniform" -> defaults ? generator.uniform() : generator.uniform(first, second);
            case "normal" -> defaults ? generator.normal() : generator.normal(first, second);
            case "random" ->
                switch (args.size()) {
                    case 0 -> generator.random();
                    case 1 -> generator.random((long) first);
                    default -> generator.random((long) first, (long) second);
                };
            case "bernoulli" -> defaults ? generator.bernoulli() : generator.bernoulli(first);
            case "exponential" -> generator.exponential(first);
            case "geometric" -> generator.geometric(first);
            case "cauchy" -> generator.cauchy(first, second);
            case "logNormal" -> generator.logNormal(first, second);
            case "rand" -> generator.uniform(new Tensor(ElementType.DOUBLE, longs(args)));
            case "randn" -> generator.normal(new Tensor(ElementType.DOUBLE, longs(args)));
            case "randperm" -> generator.randperm(args.get(0).asLong());
            case "multinomial" -> {
                Tensor weights = Tensor.of(doubles(args.get(0).get("data")))
                        .view(longs(args.get(0).get("size")));
                yield generator.multinomial(
                        weights, args.get(1).asInt(), args.get(2).asBoolean());
            }
            default -> throw new AssertionError(name);
        };
    }

    private static long[] longs(JsonNode values) {
        long[] result = new long[values.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = values.get(i).asLong();
        }
        return result;
    }

    private static double[] doubles(JsonNode values) {
        double[] result = new double[values.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = values.get(i).asDouble();
        }
        return result;
    }
}
