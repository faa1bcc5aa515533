package org.rnn4j.facade.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void behavesLikeAMap(long seed) {
        Random random = new Random(seed);
        Steps<String> steps = new Steps<>();
        Map<Integer, String> map = new HashMap<>();
        int base = 0;
        for (int i = 0; i < 3000; i++) {
            int step = base + random.nextInt(12);
            if (random.nextInt(3) == 0) {
                steps.set(step, null);
                map.remove(step);
            } else {
                steps.set(step, "value " + i);
                map.put(step, "value " + i);
            }
            if (random.nextInt(20) == 0) {
                base += random.nextInt(30);
            }
            for (int s = Math.max(0, base - 40); s < base + 15; s++) {
                assertEquals(map.get(s), steps.get(s), "step " + s);
            }
            assertEquals(map.keySet().stream().filter(s -> s > 0).count(), steps.count());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void compactClosesTheHolesAndKeepsStepZero(int from) {
        Steps<String> steps = new Steps<>();
        steps.set(0, "start");
        steps.set(3, "c");
        steps.set(7, "g");
        steps.compact(from);
        assertEquals("start", steps.get(0));
        assertEquals("c", steps.get(from));
        assertEquals("g", steps.get(from + 1));
        assertNull(steps.get(7));
        assertEquals(List.of("c", "g"), steps.values());
    }
}
