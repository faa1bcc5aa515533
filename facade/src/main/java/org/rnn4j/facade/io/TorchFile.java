package org.rnn4j.facade.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Torch's files: what {@code torch.save} writes and {@code torch.load} reads, binary or ascii.
 *
 * <p>What comes out of a file:
 * <ul>
 *   <li>numbers as Double, booleans, strings as String (a {@link org.rnn4j.facade.tensor.LuaString} if they are no UTF-8), nil as null;
 *   <li>tables, also those of the package tds, as {@link org.rnn4j.facade.tensor.LuaTable};
 *   <li>tensors and storages of all types, those of graphics cards in host memory, with the storages that they share;
 *   <li>functions, never run, as {@link TorchFunction};
 *   <li>modules and criterions as those here, with their parameters, mode and last hidden state;
 *   <li>objects of all other classes as {@link TorchObject}, or what {@link #register} says.
 * </ul>
 *
 * <p>Reading runs no code, takes no more memory than the file can fill, and ends at the first thing that cannot be with a {@link
 * TorchFileException}.
 *
 * @see <a href="https://github.com/torch/torch7/blob/master/doc/serialization.md">Torch manual: Serialization</a>
 */
public final class TorchFile {
    /** How numbers are written down. */
    public enum Format {
        /** As they lie in memory. */
        BINARY,
        /** As text. */
        ASCII
    }

    private static final Map<String, Function<TorchObject, Object>> REGISTERED = new ConcurrentHashMap<>();

    private TorchFile() {}

    /**
     * Says what files are to give for objects of a class.
     *
     * @param className with its package, such as {@code nn.LanguageModel}
     * @param reader makes something of an object; null for what this class does by itself
     */
    public static void register(String className, @Nullable Function<TorchObject, Object> reader) {
        if (reader == null) {
            REGISTERED.remove(className);
        } else {
            REGISTERED.put(className, reader);
        }
    }

    // ---- reading

    /**
     * Reads the first object of a file, whose notation is found out by looking at it.
     *
     * @throws TorchFileException if the file is no file of Torch's, or broken
     * @throws UncheckedIOException if it cannot be read
     */
    public static @Nullable Object load(Path file) {
        return load(file, null, null, 0);
    }

    /**
     * Reads the first object of a file of this notation.
     *
     * @param format null to find out
     * @param order the order of bytes in binary files; null to find out
     * @param longBytes how many bytes C's type long has in binary files, 4 or 8; 0 to find out
     * @throws TorchFileException if the file is no such file, or broken
     * @throws UncheckedIOException if it cannot be read
     */
    public static @Nullable Object load(Path file, @Nullable Format format, @Nullable ByteOrder order, int longBytes) {
        return withModules(loadObjects(file, format, order, longBytes));
    }

    /** {@link #load(Path, Format, ByteOrder, int)} that leaves modules and criterions as the objects that the file has. */
    public static @Nullable Object loadObjects(
            Path file, @Nullable Format format, @Nullable ByteOrder order, int longBytes) {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(new ByteSource(file.toString(), channel), format, order, longBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "torch.load: cannot read " + file + (Files.exists(file) ? "" : ": there is no such file"), e);
        }
    }

    /** {@link #load(Path)} of what {@link #serialize} gave. */
    public static @Nullable Object deserialize(byte[] bytes) {
        return withModules(deserializeObjects(bytes));
    }

    /** {@link #deserialize} that leaves modules and criterions as the objects that were written. */
    public static @Nullable Object deserializeObjects(byte[] bytes) {
        return read(new ByteSource("bytes", bytes), null, null, 0);
    }

    /** Making modules draws numbers for parameters that are then replaced; the generator is left as it was. */
    static @Nullable Object withModules(@Nullable Object value) {
        Tensor generator = Generator.global().getRNGState();
        try {
            return new ModuleReader(Map.copyOf(REGISTERED)).read(value);
        } finally {
            Generator.global().setRNGState(generator);
        }
    }

    private static @Nullable Object read(
            ByteSource source, @Nullable Format format, @Nullable ByteOrder order, int longBytes) {
        Foreign.refuse(source);
        int first = source.peek();
        boolean looksLikeText = first >= '0' && first <= '9';
        if (format == Format.ASCII || (format == null && looksLikeText)) {
            return new TorchReader(new AsciiInput(source)).read();
        }
        if (looksLikeText) {
            throw source.failure("a type tag from 0 to 8", "text; is the file ascii?");
        }
        if (first >= ' ' && first < 0x7f) {
            throw source.failure("a file of Torch's", "text that begins with " + (char) first);
        }
        ByteOrder found = order;
        if (found == null) {
            found = first == 0 && new BinaryInput(source, ByteOrder.BIG_ENDIAN, 8).integer("a type tag") > 0
                    ? ByteOrder.BIG_ENDIAN
                    : ByteOrder.LITTLE_ENDIAN;
            source.rewind();
        }
        if (longBytes != 0) {
            return new TorchReader(new BinaryInput(source, found, longBytes)).read();
        }
        BinaryInput input = new BinaryInput(source, found, Long.BYTES);
        try {
            return new TorchReader(input).read();
        } catch (TorchFileException e) {
            if (!input.sawHugeLong()) {
                throw e;
            }
            source.rewind();
            return shortLongs(source, found, e);
        }
    }

    /** Reads with longs of 4 bytes what {@code failure} says cannot be read with 8; the end must then be where the file ends. */
    private static @Nullable Object shortLongs(ByteSource source, ByteOrder order, TorchFileException failure) {
        try {
            Object value = new TorchReader(new BinaryInput(source, order, Integer.BYTES)).read();
            if (source.remaining() == 0) {
                return value;
            }
        } catch (TorchFileException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    // ---- writing

    /**
     * Writes {@code object}, and all that it refers to, to a file: beside it first, and moved to its place when all is written.
     *
     * @throws UnsupportedOperationException if Torch's files have no form for something in it
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void save(Path file, @Nullable Object object, Format format) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                write(channel, object, format);
                channel.force(true);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(beside);
                throw e;
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("torch.save: cannot write " + file, e);
        }
    }

    /** The bytes that {@link #save} would write. */
    public static byte[] serialize(@Nullable Object object, Format format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(Channels.newChannel(bytes), object, format);
        } catch (IOException e) {
            throw new UncheckedIOException("torch.serialize", e);
        }
        return bytes.toByteArray();
    }

    private static void write(WritableByteChannel channel, @Nullable Object object, Format format) throws IOException {
        TorchOutput output = format == Format.ASCII ? new AsciiOutput(channel) : new BinaryOutput(channel);
        new TorchWriter(output, new Structures()).write(object);
        output.flush();
    }
}
