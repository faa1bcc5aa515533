package org.rnn4j.examples.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The folder that results go to, made with the first of them. Every file is written beside its place and then moved there, so that none is
 * ever half a file.
 */
public final class OutputFolder {
    private final Path folder;

    /** Writes what a file holds. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder at {@code path}, after a trial whether it can be made and written to, which leaves nothing behind.
     *
     * @throws IOException if it cannot; its message is for whoever wrote {@code --output}
     */
    public static OutputFolder at(Path path) throws IOException {
        List<Path> missing = new ArrayList<>();
        Path missed = path.toAbsolutePath();
        while (missed != null && Files.notExists(missed)) {
            missing.add(missed);
            missed = missed.getParent();
        }
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, "rnn4j", ".part"));
        } catch (IOException e) {
            throw new IOException(
                    path + ": expected a folder that can be made and written to, got: " + reason(e)
                            + "; name another one with --output",
                    e);
        } finally {
            for (Path folder : missing) {
                Files.deleteIfExists(folder);
            }
        }
        return new OutputFolder(path);
    }

    /** Many of Java's messages are a path only. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file has this name";
        }
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof FileSystemException failed) {
            return Objects.requireNonNullElse(failed.getReason(), "nothing can be made here") + " (" + failed.getFile()
                    + ")";
        }
        return e.toString();
    }

    /**
     * Writes a file, over an older one of that name.
     *
     * @return its path
     */
    public Path write(String name, Content content) throws IOException {
        Files.createDirectories(folder);
        Path beside = folder.resolve(name + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
                content.write(out);
            }
            return move(beside, folder.resolve(name));
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static Path move(Path from, Path to) throws IOException {
        try {
            return Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            return Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
