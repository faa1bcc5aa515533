package org.rnn4j.facade.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.graph.gModule;
import org.rnn4j.facade.module.Container;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Part;

/**
 * How a module or criterion is made, in JSON: {@code {"nn":"Linear","args":[4,3]}} is {@code nn.Linear(4, 3)}. A spec holds no
 * parameters and no state; {@link #build} makes a new module with initial parameters of the default type.
 *
 * <p>The other keys, all optional, apply in this order:
 * <ul>
 *   <li>{@code args}: constructor arguments;
 *   <li>{@code static}: settings of the class while the constructor runs, such as {@code {"bn":true}} for {@code nn.FastLSTM.bn};
 *   <li>{@code add}: specs given to {@code add} one by one;
 *   <li>{@code calls}: method calls, each a list of Torch's name of the method and its arguments: {@code ["maskZero",1]};
 *   <li>{@code set}: options assigned last, under their Torch name: {@code {"batchfirst":true}}.
 * </ul>
 *
 * <p>A value is a number, a string, true, false, null (Torch's nil), another spec, a list or {@code {"table":[...]}}, a storage
 * {@code {"longStorage":[2,3]}}, or a tensor {@code {"type":"double","size":[2],"data":[1,2]}} with its elements row by row. Numbers that
 * JSON does not have are {@code "nan"}, {@code "inf"} and {@code "-inf"}.
 *
 * <p>A gModule has {@code graph} in the place of {@code args}: {@code {"nn":"gModule","graph":{"nodes":[{"id":"x","module":{"nn":"Identity"}},
 * {"id":"y","module":{"nn":"Tanh"},"from":["x"]}],"inputs":["x"],"outputs":["y"]}}}. A node has an {@code id}, a {@code module}, and is made {@code from}
 * nodes; {@code sameAs}, {@code criterion}, {@code nest}, {@code split} and {@code annotate} are what nngraph has beside.
 *
 * <p>A module of another package goes by the full name of its class, which must be on the class path: {@code {"nn":"org.example.Gate"}}.
 * Reading a spec runs nothing; building runs constructors and methods of the module classes that it names, and no other code. A module
 * that occurs twice is described twice, and built as two.
 */
public final class ModuleSpec {
    private final String name;
    private final List<@Nullable Object> args;
    private final @Nullable GraphSpec graph;
    private final Map<String, @Nullable Object> statics;
    private final List<ModuleSpec> add;
    private final List<List<@Nullable Object>> calls;
    private final Map<String, @Nullable Object> set;

    ModuleSpec(
            String name,
            List<@Nullable Object> args,
            @Nullable GraphSpec graph,
            Map<String, @Nullable Object> statics,
            List<ModuleSpec> add,
            List<List<@Nullable Object>> calls,
            Map<String, @Nullable Object> set) {
        this.name = name;
        this.args = args;
        this.graph = graph;
        this.statics = Collections.unmodifiableMap(new LinkedHashMap<>(statics));
        this.add = List.copyOf(add);
        this.calls = List.copyOf(calls);
        this.set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }

    /**
     * Reads a spec.
     *
     * @throws IllegalArgumentException if the text is not the JSON of a spec, saying where
     */
    public static ModuleSpec parse(String json) {
        return SpecJson.parse(json);
    }

    /**
     * The spec of a module or criterion, taken from its {@link Part#arguments} and {@link Part#calls}, {@link Module#statics}
     * and {@link Container#added}.
     *
     * @throws UnsupportedOperationException if an argument is nothing that a spec can hold
     */
    public static ModuleSpec of(Part part) {
        List<ModuleSpec> add = part instanceof Container container
                ? container.added().stream().map(ModuleSpec::of).toList()
                : List.of();
        Map<String, @Nullable Object> statics = new LinkedHashMap<>();
        if (part instanceof Module module) {
            module.statics().forEach((key, value) -> statics.put(key, Values.of(value)));
        }
        return new ModuleSpec(
                ModuleClasses.nameOf(part.getClass()),
                part instanceof gModule ? List.of() : Values.listOf(part.arguments()),
                part instanceof gModule graph ? GraphSpec.of(graph) : null,
                statics,
                add,
                part.calls().stream().map(Values::listOf).toList(),
                Map.of());
    }

    /** Torch's name of the class, without {@code nn.}, or the full name of a class that is not Torch's. */
    public String name() {
        return name;
    }

    List<@Nullable Object> args() {
        return args;
    }

    @Nullable
    GraphSpec graph() {
        return graph;
    }

    Map<String, @Nullable Object> statics() {
        return statics;
    }

    List<ModuleSpec> add() {
        return add;
    }

    List<List<@Nullable Object>> calls() {
        return calls;
    }

    Map<String, @Nullable Object> set() {
        return set;
    }

    /** The JSON, on one line. */
    public String toJson() {
        return SpecJson.write(this).toString();
    }

    /**
     * Makes the module.
     *
     * @throws UnsupportedOperationException if there is no module of that name
     * @throws IllegalArgumentException if the module cannot be made of these arguments
     */
    public Module build() {
        if (build(type()) instanceof Module module) {
            return module;
        }
        throw new IllegalArgumentException("ModuleSpec: expected a module, got the criterion nn." + name);
    }

    /**
     * Makes the criterion.
     *
     * @throws UnsupportedOperationException if there is no criterion of that name
     * @throws IllegalArgumentException if the criterion cannot be made of these arguments
     */
    public Criterion buildCriterion() {
        if (build(type()) instanceof Criterion criterion) {
            return criterion;
        }
        throw new IllegalArgumentException("ModuleSpec: expected a criterion, got the module nn." + name);
    }

    private Class<?> type() {
        return ModuleClasses.find(name)
                .orElseThrow(
                        () -> new UnsupportedOperationException("ModuleSpec: nn." + name + " does not exist (yet)"));
    }

    private Object build(Class<?> type) {
        List<@Nullable Object> arguments = built(args);
        Object made;
        try (ClassSettings settings = new ClassSettings(type)) {
            statics.forEach(settings::put);
            made = graph == null ? Binding.construct(type, arguments) : graph.build();
        }
        for (ModuleSpec child : add) {
            if (!(made instanceof Container container)) {
                throw new IllegalArgumentException("ModuleSpec: nn." + name
                        + ": expected a container for \"add\"; give it modules through \"calls\"");
            }
            container.add(child.build());
        }
        for (List<@Nullable Object> call : calls) {
            Binding.call(made, String.valueOf(call.get(0)), built(call.subList(1, call.size())));
        }
        set.forEach((field, value) -> Binding.set(made, field, built(value)));
        return made;
    }

    private static List<@Nullable Object> built(List<? extends @Nullable Object> values) {
        List<@Nullable Object> result = new ArrayList<>(values.size());
        for (Object value : values) {
            result.add(built(value));
        }
        return result;
    }

    /** Specs are built, what could be changed is copied, all else stays. */
    private static @Nullable Object built(@Nullable Object value) {
        if (value instanceof ModuleSpec spec) {
            return spec.build(spec.type());
        }
        return value instanceof List<?> list ? built(list) : Values.of(value);
    }

    /** Specs are equal if their JSON is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModuleSpec spec && toJson().equals(spec.toJson());
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }

    /** The JSON. */
    @Override
    public String toString() {
        return toJson();
    }
}
