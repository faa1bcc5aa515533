package org.rnn4j.facade.io;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jetbrains.annotations.Contract;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.layer.criterion.MultiCriterion;
import org.rnn4j.facade.layer.criterion.ParallelCriterion;
import org.rnn4j.facade.layer.graph.gModule;
import org.rnn4j.facade.layer.simple.OneHot;
import org.rnn4j.facade.module.Arguments;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Makes modules and criterions of what a file says about them.
 *
 * <p>A module is made by its constructor, whose arguments {@link FileLayouts} finds. Then its parameters and gradients look at the memory of those in
 * the file, so that what was shared goes on being shared; running statistics, options, mode, and the last hidden state follow. Buffers are made anew
 * when they are needed. The steps that a recurrent module kept for backward are not restored: it goes on from its last state.
 *
 * <p>Classes without an equal here stay {@link TorchObject}s.
 */
final class ModuleReader {
    /** Modules inside modules; more is no net. */
    private static final int DEEPEST = 500;

    /** Fields that are true when the method beside them was called. */
    private static final Map<String, String> SWITCHES =
            Map.of("ceil_mode", "ceil", "shouldScaleGradByFreq", "scaleGradByFreq");

    private final Map<String, Function<TorchObject, Object>> registered;
    private final Map<TorchObject, Object> made = new IdentityHashMap<>();
    /** The parameters of modules that are made. */
    private final Map<Tensor, Boolean> complete = new IdentityHashMap<>();

    private int depth;

    ModuleReader(Map<String, Function<TorchObject, Object>> registered) {
        this.registered = registered;
    }

    /** {@code value} with modules in the place of objects, also in all tables that it leads to. */
    @Nullable
    Object read(@Nullable Object value) {
        Object result = replacement(value);
        Map<Object, Boolean> seen = new IdentityHashMap<>();
        Deque<Object> open = new ArrayDeque<>();
        visit(result, seen, open);
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (next instanceof TorchFunction function) {
                function.setUpvalues(replacement(function.upvalues()));
                visit(function.upvalues(), seen, open);
            } else if (next instanceof TorchObject object) {
                visit(object.content(), seen, open);
            } else {
                visitEntries((LuaTable) next, seen, open);
            }
        }
        return result;
    }

    private void visitEntries(LuaTable table, Map<Object, Boolean> seen, Deque<Object> open) {
        List<Object> keys = new ArrayList<>();
        table.forEach((key, value) -> keys.add(key));
        for (Object key : keys) {
            visit(key, seen, open);
            Object before = table.get(key);
            Object after = replacement(before);
            if (after != before) {
                table.put(key, after);
            }
            visit(after, seen, open);
        }
    }

    private static void visit(@Nullable Object value, Map<Object, Boolean> seen, Deque<Object> open) {
        if ((value instanceof LuaTable || value instanceof TorchObject || value instanceof TorchFunction)
                && seen.put(value, true) == null) {
            open.push(value);
        }
    }

    private @Nullable Object replacement(@Nullable Object value) {
        return value instanceof TorchObject object ? make(object) : value;
    }

    private Object make(TorchObject object) {
        Object known = made.get(object);
        if (known != null) {
            return known;
        }
        Function<TorchObject, Object> reader = reader(object);
        if (reader == null) {
            made.put(object, object);
            return object;
        }
        if (++depth > DEEPEST) {
            throw failure(object, "expected at most " + DEEPEST + " modules inside each other, got more", null);
        }
        try {
            Object result = reader.apply(object);
            made.put(object, result);
            return result;
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw failure(object, String.valueOf(e.getMessage()), e);
        } finally {
            depth--;
        }
    }

    private @Nullable Function<TorchObject, Object> reader(TorchObject object) {
        Function<TorchObject, Object> reader = registered.get(object.className());
        if (reader != null) {
            return reader;
        }
        Function<TorchObject, Object> program = TorchRnn.reader(object, this::module);
        if (program != null) {
            return one -> inTypeOf(one, () -> program.apply(one));
        }
        Class<?> type = type(object.className());
        return type == null ? null : one -> make(one, type);
    }

    /** The class of that name here, in whichever of Torch's packages it was, or null. */
    private static @Nullable Class<?> type(String className) {
        if (className.equals("OneHot")) {
            return OneHot.class; // char-rnn's own
        }
        int dot = className.indexOf('.');
        boolean known = dot > 0 && List.of("nn", "cudnn", "cunn", "rnn", "inn").contains(className.substring(0, dot));
        return known ? ModuleClasses.find(className.substring(dot + 1)).orElse(null) : null;
    }

    private static TorchFileException failure(TorchObject object, String problem, @Nullable Throwable cause) {
        return new TorchFileException(object.source(), object.offset(), object.className() + ": " + problem, cause);
    }

    // ---- one module

    private Object make(TorchObject object, Class<?> type) {
        Object result = inTypeOf(
                object, () -> type == gModule.class ? GraphReader.read(object, this::module) : construct(object, type));
        if (result instanceof Module module) {
            complete(object, module);
        } else {
            addCriterions(object, (Criterion) result);
        }
        return result;
    }

    /** What {@code construction} makes while numbers are of the type of the object's. */
    private static Object inTypeOf(TorchObject object, Supplier<Object> construction) {
        ElementType before = Tensor.defaultType();
        Tensor.setDefaultType(elementType(object));
        try {
            return construction.get();
        } finally {
            Tensor.setDefaultType(before);
        }
    }

    private static ElementType elementType(TorchObject object) {
        TensorClass type = object.get("_type") instanceof String name ? TensorClass.named(name) : null;
        return type != null && type.element().isFloatingPoint() ? type.element() : ElementType.DOUBLE;
    }

    private Object construct(TorchObject object, Class<?> type) {
        List<@Nullable Object> arguments = new ArrayList<>();
        Arguments.types(type).forEach((name, kind) -> {
            Object value = argument(FileLayouts.argument(object, name));
            if (value instanceof Tensor tensor && kind == double.class && tensor.nElement() == 1) {
                arguments.add(tensor.toDoubleArray()[0]);
            } else {
                // An option that is younger than the file is off.
                arguments.add(value == null && kind == boolean.class ? (Object) false : value);
            }
        });
        try (ClassSettings settings = new ClassSettings(type)) {
            if (object.className().equals("nn.FastLSTM") && has(object, "nn.BatchNormalization")) {
                settings.put("bn", true);
            }
            return Binding.construct(type, arguments);
        }
    }

    /** As a spec has it: lists of Java's, sizes, and modules. */
    private @Nullable Object argument(@Nullable Object value) {
        if (value instanceof LuaTable table) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = 1; i <= table.length(); i++) {
                list.add(argument(table.get(i)));
            }
            return list;
        }
        if (value instanceof Storage storage) {
            long[] sizes = new long[Math.toIntExact(storage.size())];
            Arrays.setAll(sizes, storage::getLong);
            return sizes;
        }
        return replacement(value);
    }

    private void addCriterions(TorchObject object, Criterion criterion) {
        LuaTable criterions = list(object, "criterions");
        for (int i = 1; i <= criterions.length(); i++) {
            double weight = list(object, "weights").number(i, 1);
            Object inner = replacement(criterions.get(i));
            if (criterion instanceof ParallelCriterion parallel && inner instanceof Criterion one) {
                parallel.add(one, weight);
            } else if (criterion instanceof MultiCriterion multi && inner instanceof Criterion one) {
                multi.add(one, weight);
            } else {
                throw new IllegalArgumentException("expected criterions inside, got " + Values.describe(inner));
            }
        }
    }

    private void complete(TorchObject object, Module module) {
        addModules(object, module);
        configure(object, module);
        if (isMadeOfOthers(module)) {
            module.setTraining(!Boolean.FALSE.equals(object.get("train")));
        } else {
            restore(object, module);
            if (Boolean.FALSE.equals(object.get("train"))) {
                module.evaluate();
            }
        }
        if (module instanceof AbstractRecurrent recurrent) {
            int rho = (int) object.fields().number("rho", recurrent.rho());
            if (rho != recurrent.rho()) {
                recurrent.maxBPTTstep(rho);
            }
            resume(object, recurrent);
        }
        module.parameters().weights().forEach(weight -> complete.put(weight, true));
    }

    /** Adds what the file has inside a container that is made without. */
    private void addModules(TorchObject object, Module module) {
        if (!(module instanceof Container container) || !container.modules().isEmpty()) {
            return;
        }
        LuaTable modules = list(object, "modules");
        for (int i = 1; i <= modules.length(); i++) {
            container.add(module(modules.get(i)));
        }
    }

    private Module module(@Nullable Object value) {
        if (replacement(value) instanceof Module module) {
            return module;
        }
        throw new IllegalArgumentException("expected a module inside, got " + Values.describe(value));
    }

    /** Whether all that is learned inside belongs to modules that the file has as such, which are complete already. */
    private boolean isMadeOfOthers(Module module) {
        if (!(module instanceof Container)) {
            return false;
        }
        return module.parameters().weights().stream().allMatch(complete::containsKey);
    }

    private static LuaTable list(TorchObject object, String field) {
        return object.get(field) instanceof LuaTable table ? table : new LuaTable();
    }

    /** Sets options that methods set: those whose value can be asked for and set under the name of the field. */
    private static void configure(TorchObject object, Module module) {
        object.fields().forEach((key, value) -> {
            boolean plain = value instanceof Boolean || value instanceof Double || value instanceof String;
            if (plain && key instanceof String name && Binding.isOption(module, name)) {
                Binding.set(module, name, value);
            }
        });
        if (object.get("numInputDims") instanceof Double dimensions && Binding.has(module, "setNumInputDims")) {
            Binding.call(module, "setNumInputDims", List.of(dimensions));
        }
        for (Map.Entry<String, String> option : SWITCHES.entrySet()) {
            if (Boolean.TRUE.equals(object.get(option.getKey())) && Binding.has(module, option.getValue())) {
                Binding.call(module, option.getValue(), List.of());
            }
        }
        if (Boolean.FALSE.equals(object.get("divide")) && Binding.has(module, "divide")) {
            Binding.call(module, "divide", List.of(false));
        }
        if (object.get("weight") != null && object.get("bias") == null && Binding.has(module, "noBias")) {
            Binding.call(module, "noBias", List.of());
        }
        if (object.get("_remember") instanceof String when) {
            module.remember(when);
        }
        if (object.get("recurrentModule") instanceof TorchObject mask
                && (mask.className().equals("nn.MaskZero") || mask.className().equals("nn.TrimZero"))
                && module instanceof AbstractRecurrent recurrent) {
            int dimensions = mask.fields().integer("nInputDim");
            if (mask.className().equals("nn.MaskZero")) {
                recurrent.maskZero(dimensions);
            } else {
                recurrent.trimZero(dimensions);
            }
        }
    }

    // ---- what was learned

    /** Makes parameters, gradients and statistics look at the memory of those in the file. */
    private static void restore(TorchObject object, Module module) {
        if (object.get("modules") instanceof LuaTable) {
            List<TorchObject> leaves = new ArrayList<>();
            leaves(object, leaves, new IdentityHashMap<>());
            Parameters parameters = module.parameters();
            place(parameters.weights(), tensors(leaves, "weight", "bias"), true);
            place(parameters.gradients(), tensors(leaves, "gradWeight", "gradBias"), false);
            place(module.statistics(), tensors(leaves, "running_mean", "running_var"), false);
            return;
        }
        module.visit(new Fields() {
            @Override
            @Contract("_, _, !null -> !null")
            public <A extends Activity> @Nullable A activity(Role role, String name, @Nullable A value) {
                boolean kept = role == Role.PARAMETER || role == Role.GRADIENT || role == Role.STATISTIC;
                if (kept && value instanceof Tensor tensor && object.get(name) instanceof Tensor saved) {
                    place(name, tensor, saved);
                }
                return value;
            }
        });
    }

    private static void place(List<Tensor> here, List<Tensor> saved, boolean needed) {
        if (saved.isEmpty() && !needed) {
            return;
        }
        if (here.size() != saved.size()) {
            throw new IllegalArgumentException("expected " + here.size() + " tensors, got " + saved.size());
        }
        for (int i = 0; i < here.size(); i++) {
            place("tensor " + (i + 1), here.get(i), saved.get(i));
        }
    }

    /** Makes {@code here} look at the memory of {@code saved}, or copies it if its numbers are of another type. */
    static void place(String name, Tensor here, Tensor saved) {
        if (saved.dim() == 0) {
            return;
        }
        if (!here.isSameSizeAs(saved)) {
            throw new IllegalArgumentException(
                    "expected " + name + " of " + here.describeSizes() + ", got " + saved.describeSizes());
        }
        if (here.elementType() == saved.elementType()) {
            here.set(saved);
        } else {
            here.copy(saved);
        }
    }

    /** The modules with parameters of their own, in the order in which Torch lists what they have learned. */
    private static void leaves(TorchObject object, List<TorchObject> leaves, Map<TorchObject, Boolean> path) {
        if (path.size() > DEEPEST || path.put(object, true) != null) {
            throw new IllegalArgumentException("expected modules inside each other, got a module inside itself");
        }
        if (object.get("modules") instanceof LuaTable modules) {
            for (int i = 1; i <= modules.length(); i++) {
                if (modules.get(i) instanceof TorchObject inner) {
                    leaves(inner, leaves, path);
                }
            }
        } else {
            leaves.add(object);
        }
        path.remove(object);
    }

    private static List<Tensor> tensors(List<TorchObject> leaves, String... names) {
        List<Tensor> found = new ArrayList<>();
        for (TorchObject leaf : leaves) {
            for (String name : names) {
                if (leaf.get(name) instanceof Tensor tensor) {
                    found.add(tensor);
                }
            }
        }
        return found;
    }

    private static boolean has(TorchObject object, String className) {
        List<TorchObject> leaves = new ArrayList<>();
        leaves(object, leaves, new IdentityHashMap<>());
        return leaves.stream().anyMatch(leaf -> leaf.className().equals(className));
    }

    // ---- where a sequence stood

    private static void resume(TorchObject object, AbstractRecurrent recurrent) {
        int steps = (int) object.fields().number("step", 1) - 1;
        if (steps < 1) {
            return;
        }
        Activity output = activity(list(object, "outputs").get(steps));
        Activity cell = activity(list(object, "cells").get(steps));
        if (output == null) {
            return;
        }
        recurrent.resume(steps, cell == null ? output : Table.of(output, cell));
    }

    private static @Nullable Activity activity(@Nullable Object value) {
        if (value instanceof Activity activity) {
            return activity.copy();
        }
        if (!(value instanceof LuaTable list)) {
            return null;
        }
        Table table = new Table();
        for (int i = 1; i <= list.length(); i++) {
            table.set(i, Objects.requireNonNull(activity(list.get(i)), "an entry of a table of tensors"));
        }
        return table;
    }
}
