package org.rnn4j.facade.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The settings of a recorded program: a Lua table. */
final class Settings {
    private final Map<String, JsonNode> values = new HashMap<>();

    Settings(JsonNode table) {
        for (JsonNode entry : table.get("map")) {
            values.put(entry.get(0).textValue(), entry.get(1));
        }
    }

    private JsonNode get(String name) {
        JsonNode value = values.get(name);
        if (value == null) {
            throw new AssertionError("no setting " + name + " among " + values.keySet());
        }
        return value;
    }

    int whole(String name) {
        return get(name).intValue();
    }

    double number(String name) {
        return get(name).doubleValue();
    }

    boolean truth(String name) {
        return get(name).booleanValue();
    }

    String text(String name) {
        return get(name).textValue();
    }

    List<Integer> wholes(String name) {
        return StreamSupport.stream(get(name).get("table").spliterator(), false)
                .map(JsonNode::intValue)
                .toList();
    }
}
