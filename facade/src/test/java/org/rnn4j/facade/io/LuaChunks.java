package org.rnn4j.facade.io;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.DoubleTernaryOperator;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Range;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/** What chunks and functions of Lua in recorded cases say, in Java. */
final class LuaChunks {
    /** Chunks about the language itself: classes made at run time, identity, what a string is taken for. */
    private static final List<String> LANGUAGE = List.of(
            "torch.class('A1Golden'",
            "torch.factory(",
            "torch.isTypeOf(",
            "rawequal(",
            "t[1] = 'x'",
            "t.dim ~= nil",
            "torch.pointer(",
            "local b = a; b[1] = 9",
            "nn.utils.addSingletonDimension");

    private static final Map<String, Object> FUNCTIONS = Map.of(
            "function(x) return 'x' end",
            (DoubleUnaryOperator) x -> {
                throw new IllegalArgumentException("apply: expected a number, got x");
            },
            "function(x) return x * 2 + 1 end",
            (DoubleUnaryOperator) x -> x * 2 + 1,
            "function(x) if x > 0 then return 0 end end",
            (DoubleUnaryOperator) x -> x > 0 ? 0 : x,
            "function(x) return -x end",
            (DoubleUnaryOperator) x -> -x,
            "function(x) return x * 1.5 end",
            (DoubleUnaryOperator) x -> x * 1.5,
            "function(x, y) return x - y end",
            (DoubleBinaryOperator) (x, y) -> x - y,
            "function(x, y) return x end",
            (DoubleBinaryOperator) (x, y) -> x,
            "function(x, y, z) return x + y * z end",
            (DoubleTernaryOperator) (x, y, z) -> x + y * z);

    private static final Map<String, Supplier<List<@Nullable Object>>> CHUNKS = Map.ofEntries(
            chunk("local a, b = torch.range(1, 4):view(2, 2), torch.Tensor{5, 6}; return a * b", LuaChunks::arithmetic),
            chunk(
                    "return torch.Tensor(2, 3):zero()",
                    () -> List.of(torch.Tensor(2, 3).zero())),
            chunk(
                    "return torch.FloatTensor{0.1}[1]",
                    () -> List.of(torch.FloatTensor(new double[] {0.1}).get(1))),
            chunk("local x = torch.range(1, 6); local y = x[x:gt(3)]", () -> {
                Tensor x = torch.range(1, 6);
                Tensor y = x.maskedSelect(x.gt(3));
                return List.of(y, x.maskedFill(x.le(2), 0));
            }),
            chunk(
                    "local x = torch.range(1, 4); x[torch.ByteTensor{1,0,0,1}]",
                    () -> List.of(torch.range(1, 4)
                            .maskedCopy(torch.ByteTensor(new int[] {1, 0, 0, 1}), torch.Tensor(new double[] {7, 8})))),
            chunk("local i = 0; return torch.Tensor(2, 3):apply", () -> {
                AtomicInteger i = new AtomicInteger();
                return List.of(torch.Tensor(2, 3).apply(x -> i.incrementAndGet()));
            }),
            chunk("local i = 0; local t = torch.zeros(3, 2):t()", () -> {
                AtomicInteger i = new AtomicInteger();
                return List.of(torch.zeros(3, 2).t().apply(x -> i.incrementAndGet()));
            }),
            chunk("local t = torch.range(1, 12):view(3, 4); return t[2]", LuaChunks::places),
            chunk("local t = torch.zeros(3, 4); t[2] = 1", () -> {
                Tensor t = torch.zeros(3, 4);
                t.at(2).fill(1);
                t.at(Range.ALL, 1).fill(7);
                t.at(3, Range.of(2, 3)).copy(torch.Tensor(new double[] {8, 9}));
                t.at(1, 4).fill(-1);
                return List.of(t);
            }),
            chunk("local t = torch.zeros(2, 2, 2); t[{1, {}, 2}] = 3", () -> {
                Tensor t = torch.zeros(2, 2, 2);
                t.at(1, Range.ALL, 2).fill(3);
                t.at(Range.of(2), 1).copy(torch.ones(2));
                return List.of(t);
            }),
            chunk("return torch.zeros(2)[3]", () -> List.of(torch.zeros(2).at(3))),
            chunk("return torch.zeros(2)[0]", () -> List.of(torch.zeros(2).at(0))),
            chunk(
                    "return torch.zeros(2, 2)[{1, 3}]",
                    () -> List.of(torch.zeros(2, 2).at(1, 3))),
            chunk(
                    "local t = torch.zeros(2); t[3] = 1",
                    () -> List.of(torch.zeros(2).at(3).fill(1))),
            chunk("return torch.Tensor()[1]", () -> List.of(torch.Tensor().at(1))),
            chunk(
                    "return torch.zeros(2, 2)[{1, 1, 1}]",
                    () -> List.of(torch.zeros(2, 2).at(1, 1, 1))),
            chunk(
                    "return torch.Tensor{3, 4}:totable()",
                    () -> List.of(
                            listOf(torch.Tensor(new double[] {3, 4})),
                            List.of(
                                    listOf(torch.range(1, 4).view(2, 2).select(1, 1)),
                                    listOf(torch.range(1, 4).view(2, 2).select(1, 2))))),
            chunk("local s = torch.DoubleStorage{1, 2, 3, 4, 5, 6}", () -> {
                Storage s = torch.range(1, 6).storage();
                Tensor t =
                        torch.Tensor().set(s, 2, new long[] {2}, new long[] {2}).fill(0);
                return List.of(t, s, t.storageOffset());
            }),
            chunk("local s = torch.range(1, 6):storage()", () -> {
                Tensor t = torch.Tensor().set(torch.range(1, 6).storage(), 2, new long[] {2, 2}, new long[] {1, 2});
                return List.of(t, t.stride());
            }),
            chunk("local a = torch.range(1, 6):view(2, 3); local b = a[2]", () -> {
                Tensor a = torch.range(1, 6).view(2, 3);
                a.at(2).zero();
                return List.of(a);
            }),
            chunk(
                    "return #torch.LongStorage{4, 5}",
                    () -> List.of(2, 5, torch.zeros(2, 3).size())),
            chunk("local a = torch.FloatTensor{1.5}:storage()", () -> {
                Storage a = torch.FloatTensor(new double[] {1.5}).storage();
                return List.of(a.get(1), torch.type(a));
            }),
            chunk("return torch.LongStorage{1}[2]", () -> List.of(new Storage(ElementType.LONG, 1).get(2))),
            chunk("local t = torch.Tensor(torch.LongStorage{2, 3})", () -> {
                Tensor t = torch.Tensor(new long[] {2, 3}).fill(1);
                return List.of(t, Arrays.stream(t.size()).boxed().toList());
            }),
            chunk(
                    "return torch.Tensor():set(torch.FloatTensor(2))",
                    () -> List.of(torch.Tensor().set(torch.FloatTensor(2)))),
            chunk(
                    "return torch.Tensor():storage(), torch.Tensor():nElement()",
                    () -> Arrays.asList(null, torch.Tensor().nElement())),
            chunk("torch.setdefaulttensortype('torch.FloatTensor')", () -> {
                torch.setdefaulttensortype("torch.FloatTensor");
                Tensor t = torch.Tensor(new double[] {0.1, 0.2});
                Tensor u = torch.rand(2);
                torch.setdefaulttensortype("torch.DoubleTensor");
                return List.of(t, torch.type(u), torch.type(torch.Tensor()));
            }),
            chunk(
                    "return torch.Tensor(2):type('torch.Nonsense')",
                    () -> List.of(torch.Tensor(2).type("torch.Nonsense"))),
            chunk("torch.manualSeed(3); local s = torch.getRNGState()", () -> {
                torch.manualSeed(3);
                Tensor s = torch.getRNGState();
                Tensor a = torch.rand(3);
                torch.setRNGState(s);
                return List.of(a, torch.rand(3), torch.initialSeed());
            }),
            chunk("torch.manualSeed(3); local g = torch.Generator()", () -> {
                torch.manualSeed(3);
                Generator g = new Generator();
                g.manualSeed(9);
                return List.of(g.random(), torch.random(), g.uniform(torch.Tensor(2)), g.randperm(4));
            }));

    private LuaChunks() {}

    private static Map.Entry<String, Supplier<List<@Nullable Object>>> chunk(
            String start, Supplier<List<@Nullable Object>> inJava) {
        return Map.entry(start, inJava);
    }

    /** Whether the chunk says something that only Lua can say. */
    static boolean isAboutLua(String chunk) {
        return LANGUAGE.stream().anyMatch(chunk::contains);
    }

    /** The results of a chunk. */
    static List<@Nullable Object> run(String chunk) {
        return CHUNKS.entrySet().stream()
                .filter(entry -> chunk.startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no translation of this chunk"))
                .getValue()
                .get();
    }

    /** A function that goes through elements. */
    static Object function(String lua) {
        Object function = FUNCTIONS.get(lua);
        if (function == null) {
            throw new AssertionError("there is no translation of " + lua);
        }
        return function;
    }

    private static List<Double> listOf(Tensor tensor) {
        return Arrays.stream(tensor.toDoubleArray()).boxed().toList();
    }

    private static List<@Nullable Object> arithmetic() {
        Tensor a = torch.range(1, 4).view(2, 2);
        Tensor b = torch.Tensor(new double[] {5, 6});
        return List.of(
                torch.mv(a, b),
                torch.mm(a, a),
                torch.dot(b, b),
                torch.mul(a, 2),
                torch.mul(a, 2),
                torch.div(a, 2),
                torch.neg(a),
                torch.add(a, 1),
                torch.csub(a, a),
                torch.neg(b).add(1),
                torch.add(a, a));
    }

    private static List<@Nullable Object> places() {
        Tensor t = torch.range(1, 12).view(3, 4);
        return List.of(
                t.at(2),
                t.at(2).get(3),
                t.get(2, 3),
                t.at(Range.ALL, 2),
                t.at(Range.of(1, 2), Range.of(2, -1)),
                t.at(-1),
                t.at(Range.of(2)),
                t.get(1, 2));
    }
}
