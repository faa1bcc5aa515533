package org.rnn4j.facade.io;

import org.jspecify.annotations.Nullable;

/** Says at which byte of a file of Torch's something else was expected than what is there. */
public final class TorchFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String source;
    private final long offset;
    private final String problem;

    TorchFileException(String source, long offset, String problem, @Nullable Throwable cause) {
        super(source + ", byte " + offset + ": " + problem, cause);
        this.source = source;
        this.offset = offset;
        this.problem = problem;
    }

    /** What was read: the path of a file. */
    public String source() {
        return source;
    }

    /** Where in the file, from 0. */
    public long offset() {
        return offset;
    }

    /** The message without source and offset. */
    public String problem() {
        return problem;
    }
}
