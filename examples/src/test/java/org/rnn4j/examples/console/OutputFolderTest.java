package org.rnn4j.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {
    @TempDir
    private Path folder;

    @Test
    void foldersAreMadeAndFilesReplaced() throws IOException {
        OutputFolder output = OutputFolder.at(folder.resolve("a/b"));
        output.write("file", out -> out.write(1));
        Path file = output.write("file", out -> out.write(2));
        assertEquals(folder.resolve("a/b/file"), file);
        assertEquals(2, Files.readAllBytes(file)[0]);
    }

    @Test
    void aWriteThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
        OutputFolder output = OutputFolder.at(folder);
        output.write("file", out -> out.write(1));
        assertThrows(
                IOException.class,
                () -> output.write("file", out -> {
                    out.write(2);
                    throw new IOException("disk full");
                }));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("file")), files.toList());
        }
        assertEquals(1, Files.readAllBytes(folder.resolve("file"))[0]);
    }

    @Test
    void nothingIsMadeBeforeTheFirstResult() throws IOException {
        OutputFolder.at(folder.resolve("a/b"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void whatCannotBeAFolderIsToldWhyAndWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String expected = ": expected a folder that can be made and written to, got: ";
        String hint = "; name another one with --output";
        var same = assertThrows(IOException.class, () -> OutputFolder.at(file));
        assertEquals(file + expected + "a file has this name" + hint, same.getMessage());
        Path below = file.resolve("below");
        var inside = assertThrows(IOException.class, () -> OutputFolder.at(below));
        assertEquals(below + expected + "Not a directory (" + below + ")" + hint, inside.getMessage());
    }
}
