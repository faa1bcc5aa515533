package org.rnn4j.facade.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Tensor;

/** Specs and their values as JSON. Reading refuses whatever it does not understand. */
final class SpecJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> SPEC_KEYS = Set.of("nn", "args", "graph", "static", "add", "calls", "set");

    private SpecJson() {}

    /** The spec that {@code text} holds, and nothing else. */
    static ModuleSpec parse(String text) {
        try {
            return spec(MAPPER.readTree(text), "ModuleSpec");
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new IllegalArgumentException(
                    "ModuleSpec: this is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("") + place,
                    e);
        }
    }

    /** The spec that {@code json} stands for. */
    static ModuleSpec spec(JsonNode json, String where) {
        if (!json.path("nn").isTextual()) {
            throw new IllegalArgumentException(
                    where + ": expected an object with \"nn\" and the name of a module, got " + abridged(json));
        }
        String name = json.get("nn").textValue();
        String here = where + ": nn." + name;
        only(json, SPEC_KEYS, here);
        List<ModuleSpec> add = new ArrayList<>();
        for (Object child : optionalList(json, "add", here)) {
            if (!(child instanceof ModuleSpec spec)) {
                throw new IllegalArgumentException(here + ".add: expected specs, got " + Values.describe(child));
            }
            add.add(spec);
        }
        List<List<@Nullable Object>> calls = new ArrayList<>();
        for (JsonNode call : json.path("calls")) {
            if (!call.path(0).isTextual()) {
                throw new IllegalArgumentException(
                        here + ".calls: expected lists of a method name and arguments, got " + abridged(call));
            }
            calls.add(readList(call, here + ".calls"));
        }
        return new ModuleSpec(
                name,
                optionalList(json, "args", here),
                graph(json, name, here),
                fields(json.path("static"), here + ".static"),
                add,
                calls,
                fields(json.path("set"), here + ".set"));
    }

    private static @Nullable GraphSpec graph(JsonNode json, String name, String where) {
        if (json.has("graph") != name.equals("gModule") || (json.has("graph") && json.has("args"))) {
            throw new IllegalArgumentException(
                    where + ": expected \"graph\" and no \"args\" for nn.gModule, and for no other module");
        }
        return json.has("graph") ? GraphSpec.read(json.get("graph"), where + ".graph") : null;
    }

    private static List<@Nullable Object> optionalList(JsonNode json, String key, String where) {
        return json.has(key) ? readList(json.get(key), where + "." + key) : List.of();
    }

    private static Map<String, @Nullable Object> fields(JsonNode json, String where) {
        if (!json.isObject() && !json.isMissingNode()) {
            throw new IllegalArgumentException(
                    where + ": expected an object of names and values, got " + abridged(json));
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            fields.put(field.getKey(), read(field.getValue(), where + "." + field.getKey()));
        }
        return fields;
    }

    static JsonNode write(ModuleSpec spec) {
        ObjectNode json = JSON.objectNode().put("nn", spec.name());
        if (!spec.args().isEmpty()) {
            json.set("args", writeList(spec.args()));
        }
        if (spec.graph() != null) {
            json.set("graph", spec.graph().write());
        }
        if (!spec.statics().isEmpty()) {
            json.set("static", write(spec.statics()));
        }
        if (!spec.add().isEmpty()) {
            json.set("add", writeList(spec.add()));
        }
        if (!spec.calls().isEmpty()) {
            ArrayNode calls = json.putArray("calls");
            spec.calls().forEach(call -> calls.add(writeList(call)));
        }
        if (!spec.set().isEmpty()) {
            json.set("set", write(spec.set()));
        }
        return json;
    }

    private static ObjectNode write(Map<String, @Nullable Object> fields) {
        ObjectNode json = JSON.objectNode();
        fields.forEach((name, value) -> json.set(name, write(value)));
        return json;
    }

    // ---- values from JSON

    /**
     * The value that {@code json} stands for.
     *
     * @param where what messages call its place
     */
    static @Nullable Object read(JsonNode json, String where) {
        if (json.isNull()) {
            return null;
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        if (json.isNumber()) {
            return json.doubleValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isArray()) {
            return readList(json, where);
        }
        if (json.has("nn")) {
            return spec(json, where);
        }
        if (json.has("table")) {
            only(json, Set.of("table"), where);
            return readList(json.get("table"), where);
        }
        if (json.has("longStorage")) {
            only(json, Set.of("longStorage"), where);
            return longs(json.get("longStorage"), where);
        }
        if (json.has("type")) {
            return tensor(json, where);
        }
        throw new IllegalArgumentException(where
                + ": expected a spec, a tensor, a table or a longStorage, got an object with the keys " + keys(json));
    }

    static List<@Nullable Object> readList(JsonNode json, String where) {
        if (!json.isArray()) {
            throw new IllegalArgumentException(where + ": expected a list, got " + abridged(json));
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode entry : json) {
            values.add(read(entry, where + "[" + (values.size() + 1) + "]"));
        }
        return Collections.unmodifiableList(values);
    }

    /** A tensor: {@code {"type":"double","size":[2,3],"data":[...]}}. */
    static Tensor tensor(JsonNode json, String where) {
        only(json, Set.of("type", "size", "data"), where);
        JsonNode data = json.path("data");
        long[] size = longs(json.path("size"), where + ".size");
        if (!data.isArray() || !json.path("type").isTextual()) {
            throw new IllegalArgumentException(
                    where + ": expected a tensor with type, size and data, got " + abridged(json));
        }
        double elements = size.length == 0 ? 0 : 1;
        for (long extent : size) {
            elements *= extent < 1 ? Double.NaN : extent;
        }
        if (elements != data.size()) {
            throw new IllegalArgumentException(where + ": expected positive sizes and as many numbers, got "
                    + Values.list(size) + " and " + data.size() + " numbers");
        }
        Tensor tensor = new Tensor(ElementType.named(json.get("type").textValue()), size);
        for (int i = 0; i < data.size(); i++) {
            JsonNode number = data.get(i);
            if (number.isIntegralNumber() && number.canConvertToLong()) {
                tensor.storage().putLong(i, number.longValue());
            } else {
                tensor.storage().putDouble(i, number(number, where + ".data[" + (i + 1) + "]"));
            }
        }
        return tensor;
    }

    static double number(JsonNode json, String where) {
        Double special = json.isTextual() ? Values.NOT_FINITE.get(json.textValue()) : null;
        if (special == null && !json.isNumber()) {
            throw new IllegalArgumentException(where + ": expected a number, got " + abridged(json));
        }
        return special == null ? json.doubleValue() : special;
    }

    private static long[] longs(JsonNode json, String where) {
        long[] values = new long[json.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = json.get(i).canConvertToLong() ? json.get(i).longValue() : -1;
        }
        if (!json.isArray() || Values.list(values).contains(-1L)) {
            throw new IllegalArgumentException(where + ": expected a list of whole numbers, got " + abridged(json));
        }
        return values;
    }

    /** Refuses keys that mean nothing to us: what is not understood must not be dropped in silence. */
    static void only(JsonNode json, Set<String> known, String where) {
        for (Iterator<String> keys = json.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        where + ": unknown key \"" + key + "\", expected some of " + List.copyOf(new TreeSet<>(known)));
            }
        }
    }

    static String abridged(JsonNode json) {
        String text = json.isMissingNode() ? "nothing" : json.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static List<String> keys(JsonNode json) {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    // ---- values to JSON

    static JsonNode write(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof Long whole) {
            return JSON.numberNode(whole);
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof String text) {
            return JSON.textNode(text);
        }
        ObjectNode object = JSON.objectNode();
        if (value instanceof long[] storage) {
            ArrayNode sizes = object.putArray("longStorage");
            Values.list(storage).forEach(sizes::add);
            return object;
        }
        if (value instanceof List<?> list) {
            return object.set("table", writeList(list));
        }
        if (value instanceof Tensor tensor) {
            return write(tensor, object);
        }
        return write((ModuleSpec) value);
    }

    static ArrayNode writeList(List<? extends @Nullable Object> list) {
        ArrayNode array = JSON.arrayNode();
        for (Object entry : list) {
            array.add(write(entry));
        }
        return array;
    }

    private static ObjectNode write(Tensor tensor, ObjectNode object) {
        object.put("type", tensor.elementType().shortName());
        ArrayNode size = object.putArray("size");
        for (long extent : tensor.size()) {
            size.add(extent);
        }
        ArrayNode data = object.putArray("data");
        if (tensor.elementType().isFloatingPoint()) {
            for (double number : tensor.toDoubleArray()) {
                data.add(number(number));
            }
        } else {
            for (long number : tensor.toLongArray()) {
                data.add(number);
            }
        }
        return object;
    }

    private static JsonNode number(double number) {
        for (Map.Entry<String, Double> special : Values.NOT_FINITE.entrySet()) {
            if (special.getValue().equals(number)) {
                return JSON.textNode(special.getKey());
            }
        }
        return JSON.numberNode(number);
    }
}
