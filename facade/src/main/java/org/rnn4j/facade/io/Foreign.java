package org.rnn4j.facade.io;

import java.util.Map;

/** Files of other programs that people name {@code .t7}. */
final class Foreign {
    private static final Map<Integer, String> BEGINNINGS = Map.of(
            0x80,
            "a Python pickle, as PyTorch wrote before 1.6; convert it where Python is",
            'P' | 'K' << 8,
            "a zip archive, as PyTorch writes since 1.6, or DL4J; read it with what wrote it",
            0x1f | 0x8b << 8,
            "a gzip file; unpack it first",
            'B' | 'Z' << 8,
            "a bzip2 file; unpack it first",
            0x89 | 'H' << 8,
            "a HDF5 file, as Keras writes",
            '{' | '"' << 8,
            "JSON",
            '<' | '!' << 8,
            "a page of HTML: was the download refused?",
            'v' | 'e' << 8,
            "a text, perhaps what Git LFS left in the place of the file: git lfs pull",
            0xfd | '7' << 8,
            "an xz file; unpack it first");

    private Foreign() {}

    /**
     * Leaves a source that may be Torch's where it is.
     *
     * @throws TorchFileException if it begins as other files do, saying as which
     */
    static void refuse(ByteSource source) {
        if (source.remaining() == 0) {
            throw source.failure("a file of Torch's", "an empty file");
        }
        int first = source.next();
        int second = source.peek();
        source.rewind();
        String found = BEGINNINGS.get(first | Math.max(second, 0) << 8);
        if (found == null && first == 0x80) {
            found = BEGINNINGS.get(first);
        }
        if (found != null) {
            throw source.failure("a file of Torch's", found);
        }
    }
}
