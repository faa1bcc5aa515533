package org.rnn4j.examples.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder that results go to. Every file is written beside its place and then moved there, so that none is ever half a file. */
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
     * The folder at {@code path}, made if need be.
     *
     * @throws IOException if it cannot be made or written to
     */
    public static OutputFolder at(Path path) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(path + ": expected a folder, got a file", e);
        }
        if (!Files.isWritable(path)) {
            throw new IOException(path + ": expected a folder that can be written to");
        }
        return new OutputFolder(path);
    }

    /**
     * Writes a file, over an older one of that name.
     *
     * @return its path
     */
    public Path write(String name, Content content) throws IOException {
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
