package org.rnn4j.facade.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/** A program that is killed while it saves leaves the file of before. {@code -Dkills=100} kills so often. */
final class KilledWhileSavingTest {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    /** Saves one checkpoint after the other, each of one number many times. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] arguments) {
            Tensor numbers = torch.zeros(200_000);
            for (int i = 1; true; i++) {
                torch.save(arguments[0], LuaTable.named("steps", i, "numbers", numbers.fill(i)));
            }
        }
    }

    @Test
    void theLastGoodFileIsLeft() throws IOException, InterruptedException {
        Random random = new Random(11);
        int kills = Integer.getInteger("kills", 2);
        for (int kill = 0; kill < kills; kill++) {
            Path file = folder.resolve("checkpoint" + kill + ".t7");
            Process saver = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Saver.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("saver.log").toFile())
                    .start();
            try {
                long end = System.nanoTime() + LONGEST_START.toNanos();
                while (!Files.exists(file)) {
                    assertTrue(saver.isAlive(), () -> log(folder.resolve("saver.log")));
                    assertTrue(System.nanoTime() < end, "nothing was saved in " + LONGEST_START);
                    Thread.sleep(1);
                }
                Thread.sleep(random.nextInt(150));
            } finally {
                saver.destroyForcibly();
                assertTrue(saver.waitFor(1, TimeUnit.MINUTES));
            }
            LuaTable checkpoint = (LuaTable) torch.load(file.toString());
            double steps = checkpoint.number("steps");
            Tensor numbers = checkpoint.tensor("numbers");
            assertEquals(200_000, numbers.elements());
            assertEquals(steps, numbers.min());
            assertEquals(steps, numbers.max());
            Files.delete(file);
        }
    }

    private static String log(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
