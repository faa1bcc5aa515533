package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.rnn4j.facade.io.GoldenValues;
import org.rnn4j.facade.io.ModuleSpec;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** A training loop as Torch7 recorded it. */
final class GoldenLoop {
    private final JsonNode json;

    GoldenLoop(String name) throws IOException {
        try (InputStream in = GoldenLoop.class.getResourceAsStream("/golden/tutorial/" + name + ".json")) {
            json = new ObjectMapper().readTree(in);
        }
    }

    double setting(String name) {
        return json.get("settings").get(name).doubleValue();
    }

    Tensor tensor(String setting) {
        return (Tensor) GoldenValues.value(json.get("settings").get(setting));
    }

    double[] numbers(String name) {
        JsonNode list = json.get(name);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).doubleValue();
        }
        return numbers;
    }

    /** Gives {@code module}, which must be the net of this loop, the recorded initial parameters. */
    void initialise(Module module) {
        assertEquals(ModuleSpec.parse(json.get("module").toString()).build().toString(), module.toString());
        List<Tensor> weights = module.parameters().weights();
        List<Object> recorded = GoldenValues.list(json.get("parameters"));
        assertEquals(recorded.size(), weights.size());
        for (int i = 0; i < weights.size(); i++) {
            assertEquals(((Tensor) recorded.get(i)).describe(), weights.get(i).describe());
            weights.get(i).copy((Tensor) recorded.get(i));
        }
    }
}
