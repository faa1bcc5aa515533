package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LuaTableTest {
    @Test
    void numbersOfAllJavaTypesAreTheSameKey() {
        LuaTable table = new LuaTable().put(1, "a").put(2.0, "b").put(-0.0, "zero");
        assertEquals("a", table.get(1L));
        assertEquals("b", table.get(2));
        assertEquals("zero", table.get(0));
        assertEquals(2, table.length());
        assertEquals(3, table.size());
    }

    @Test
    void lengthIsHowFarTheListGoes() {
        LuaTable table = new LuaTable().put(2, "b").put(3, "c");
        assertEquals(0, table.length());
        table.put(1, "a");
        assertEquals(3, table.length());
        table.put(2, null);
        assertEquals(1, table.length());
        assertEquals("c", table.get(3));
        assertNull(table.get(2));
        assertEquals(2, table.size());
        table.put(2, "again");
        assertEquals(3, table.length());
    }

    @Test
    void entriesComeInOrder() {
        LuaTable table = new LuaTable().put("z", 1).put(1, 2).put("a", 3).put(2, 4);
        List<Object> keys = new ArrayList<>();
        table.forEach((key, value) -> keys.add(key));
        assertEquals(List.of(1.0, 2.0, "z", "a"), keys);
    }

    @Test
    void objectsAreKeysByIdentity() {
        LuaTable self = new LuaTable();
        Tensor tensor = new Tensor(2);
        self.put(self, self).put(tensor, 5);
        assertSame(self, self.get(self));
        assertEquals(5.0, self.get(tensor));
        assertNull(self.get(new Tensor(2)));
    }

    @Test
    void typedAccessSaysWhatItFound() {
        LuaTable table = LuaTable.of(Map.of("rate", 0.5)).put("on", true).put("off", false);
        assertEquals(0.5, table.number("rate"));
        assertEquals(0.9, table.number("momentum", 0.9));
        assertTrue(table.isTrue("on") && table.isTrue("rate"));
        assertFalse(table.isTrue("off") || table.isTrue("none"));
        assertEquals(
                "LuaTable: expected a string under rate, got 0.5",
                assertThrows(IllegalArgumentException.class, () -> table.text("rate"))
                        .getMessage());
        assertEquals(
                "LuaTable: expected a whole number under rate, got 0.5",
                assertThrows(IllegalArgumentException.class, () -> table.integer("rate"))
                        .getMessage());
        String missing = assertThrows(IllegalArgumentException.class, () -> table.tensor("x"))
                .getMessage();
        assertEquals("LuaTable: expected a tensor under x, got nil; there are [rate, on, off]", missing);
        assertThrows(IllegalArgumentException.class, () -> table.put(null, 1));
        assertThrows(IllegalArgumentException.class, () -> table.put(Double.NaN, 1));
    }
}
