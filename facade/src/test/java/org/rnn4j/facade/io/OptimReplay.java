package org.rnn4j.facade.io;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.FlatParameters;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.optim;
import org.rnn4j.facade.optimizer.Evaluation;
import org.rnn4j.facade.optimizer.GradientCheck;
import org.rnn4j.facade.optimizer.LineSearch;
import org.rnn4j.facade.optimizer.Objective;
import org.rnn4j.facade.optimizer.Optimizer;
import org.rnn4j.facade.optimizer.Step;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/** Replays what an optimiser did to the parameters of a function or a net, call by call. */
final class OptimReplay {
    private final GoldenCase golden;
    private final JsonNode json;
    private final Objective objective;
    private final Tensor x;

    OptimReplay(GoldenCase golden) {
        this.golden = golden;
        json = golden.json();
        JsonNode function = json.get("function");
        switch (function.get("name").textValue()) {
            case "rosenbrock" -> {
                x = (Tensor) GoldenValues.value(json.get("x0"));
                objective = OptimReplay::rosenbrock;
            }
            case "quadratic" -> {
                x = (Tensor) GoldenValues.value(json.get("x0"));
                Tensor a = (Tensor) GoldenValues.value(function.get("A"));
                Tensor b = (Tensor) GoldenValues.value(function.get("b"));
                objective = point -> quadratic(a, b, point);
            }
            case "net" -> {
                Module net = ModuleSpec.parse(function.get("module").toString()).build();
                ModuleOperations operations = new ModuleOperations(golden.tolerance());
                operations.put(ModuleOperations.ONLY, net);
                operations.setParameters(ModuleOperations.ONLY, function.get("parameters"));
                FlatParameters flat = net.getParameters();
                x = flat.parameters();
                objective = net(net, flat, function);
            }
            default -> throw new AssertionError("unknown function " + function.get("name"));
        }
    }

    private static Evaluation rosenbrock(Tensor x) {
        double loss = 0;
        Tensor gradient = new Tensor(x.elementType(), x.size());
        for (int i = 1; i < x.size(1); i++) {
            double off = x.get(i + 1) - x.get(i) * x.get(i);
            double rest = 1 - x.get(i);
            loss += 100 * off * off + rest * rest;
            gradient.put(gradient.get(i) - 400 * x.get(i) * off - 2 * rest, i);
            gradient.put(gradient.get(i + 1) + 200 * off, i + 1);
        }
        return new Evaluation(loss, gradient);
    }

    /** Rounded as the BLAS that recorded it does: a line search near the minimum compares values that differ in their last digits. */
    private static Evaluation quadratic(Tensor a, Tensor b, Tensor x) {
        int n = (int) x.elements();
        double[] point = x.toDoubleArray();
        double[] linear = b.toDoubleArray();
        double[] product = new double[n];
        for (int row = 0; row < n; row++) {
            double[] factors = a.select(1, row + 1).toDoubleArray();
            double[] lanes = new double[4];
            for (int i = 0; i < n; i++) {
                lanes[i % 4] += factors[i] * point[i];
            }
            product[row] = lanes[0] + lanes[2] + (lanes[1] + lanes[3]);
        }
        double loss = dot(point, product) / 2 - dot(linear, point);
        return new Evaluation(loss, Tensor.of(product).csub(b));
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum = Math.fma(x[i], y[i], sum);
        }
        return sum;
    }

    private static Objective net(Module net, FlatParameters flat, JsonNode function) {
        Criterion criterion =
                ModuleSpec.parse(function.get("criterion").toString()).buildCriterion();
        Activity input = GoldenValues.activity(function.get("input"));
        Activity target = GoldenValues.activity(function.get("target"));
        return point -> {
            if (point != flat.parameters()) {
                flat.parameters().copy(point);
            }
            flat.gradParameters().zero();
            double loss = criterion.forward(net.forward(input), target);
            net.backward(input, criterion.backward(net.output(), target));
            return new Evaluation(loss, flat.gradParameters());
        };
    }

    void run() {
        if (json.get("method").textValue().equals("checkgrad")) {
            GradientCheck check = json.has("eps")
                    ? optim.checkgrad(objective, x, json.get("eps").doubleValue())
                    : optim.checkgrad(objective, x);
            check("diff", json.get("diff"), check.diff());
            check("gradient", json.get("gradient"), check.gradient());
            check("estimate", json.get("estimate"), check.estimate());
            return;
        }
        LuaTable config = table(json.get("config"));
        LuaTable state = json.path("separateState").asBoolean() ? new LuaTable() : config;
        Optimizer optimizer = optimizer(json.get("method").textValue());
        int calls = json.get("x").size();
        for (int i = 0; i < calls; i++) {
            Step step = optimizer.step(objective, x, config, state);
            String where = "call " + (i + 1) + " of " + json.get("method").textValue() + ": ";
            if (step.x() != x) {
                throw new AssertionError(where + "expected the very parameters that were given");
            }
            check(where + "x", json.get("x").get(i), x);
            check(where + "losses", json.get("losses").get(i), listOf(step.losses()));
            if (json.has("third")) {
                check(where + "third", json.get("third").get(i), step.third());
            }
        }
        if (json.has("error")) {
            assertThrows(IllegalArgumentException.class, () -> optimizer.step(objective, x, config, state));
        }
        for (JsonNode entry : json.get("stateAfter").get("map")) {
            String name = entry.get(0).textValue();
            check("state " + name, entry.get(1), state.get(name));
        }
    }

    private void check(String what, JsonNode expected, @Nullable Object actual) {
        GoldenValues.check(what, expected, actual, golden.tolerance());
    }

    private static List<Double> listOf(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static Optimizer optimizer(String name) {
        return switch (name) {
            case "sgd" -> optim::sgd;
            case "nag" -> optim::nag;
            case "asgd" -> optim::asgd;
            case "adam" -> optim::adam;
            case "adamax" -> optim::adamax;
            case "adagrad" -> optim::adagrad;
            case "adadelta" -> optim::adadelta;
            case "rmsprop" -> optim::rmsprop;
            case "rprop" -> optim::rprop;
            case "cg" -> optim::cg;
            case "lbfgs" -> optim::lbfgs;
            default -> throw new AssertionError("unknown method " + name);
        };
    }

    /** {@code {"map":[[name, value], ...]}}. */
    private static LuaTable table(JsonNode map) {
        LuaTable table = new LuaTable();
        for (JsonNode entry : map.get("map")) {
            JsonNode value = entry.get(1);
            table.put(
                    entry.get(0).textValue(),
                    value.has("map")
                            ? table(value)
                            : value.has("function") ? lswolfe(value) : GoldenValues.value(value));
        }
        return table;
    }

    private static LineSearch lswolfe(JsonNode function) {
        if (function.get("function").textValue().equals("optim.lswolfe")) {
            return optim::lswolfe;
        }
        throw new AssertionError("unknown function " + function);
    }
}
