package org.rnn4j.bridge.translate;

import java.util.List;
import org.rnn4j.bridge.layer.InputKind;

/**
 * What an input is, for nets whose modules do not tell: {@code InputShape.sequence(InputShape.table(InputShape.indices(),
 * InputShape.values(3)))} for a sequence of pairs, a word and a vector of three numbers.
 */
public final class InputShape {
    private enum Kind {
        VALUES,
        INDICES,
        PADDED_INDICES,
        SEQUENCE,
        TABLE
    }

    private final Kind kind;
    private final long size;
    private final List<InputShape> parts;

    private InputShape(Kind kind, long size, List<InputShape> parts) {
        this.kind = kind;
        this.size = size;
        this.parts = parts;
    }

    /** A tensor of numbers, of any size. */
    public static InputShape values() {
        return new InputShape(Kind.VALUES, Edge.UNKNOWN, List.of());
    }

    /** A tensor with {@code size} numbers for each example. */
    public static InputShape values(long size) {
        if (size < 1) {
            throw new IllegalArgumentException("InputShape: expected a positive size, got " + size);
        }
        return new InputShape(Kind.VALUES, size, List.of());
    }

    /** Word indices, one for each example. */
    public static InputShape indices() {
        return new InputShape(Kind.INDICES, Edge.UNKNOWN, List.of());
    }

    /** Word indices, one for each example, in which 0 is padding. */
    public static InputShape paddedIndices() {
        return new InputShape(Kind.PADDED_INDICES, Edge.UNKNOWN, List.of());
    }

    /** A sequence, with {@code step} at each time step. */
    public static InputShape sequence(InputShape step) {
        return new InputShape(Kind.SEQUENCE, Edge.UNKNOWN, List.of(step));
    }

    /** A table. */
    public static InputShape table(InputShape... entries) {
        return new InputShape(Kind.TABLE, Edge.UNKNOWN, List.of(entries));
    }

    /** Decides the open signal for this shape. */
    void decide(Open open) {
        switch (kind) {
            case VALUES -> open.edge(InputKind.VALUES, size);
            case INDICES -> open.edge(InputKind.INDICES, size);
            case PADDED_INDICES -> open.edge(InputKind.PADDED_INDICES, size);
            case SEQUENCE -> {
                if (!(open.sequence(Sequence.Form.GIVEN) instanceof Sequence sequence)) {
                    throw new UnsupportedOperationException("InputShape: a sequence at each step of a sequence");
                }
                parts.get(0).decide((Open) sequence.step());
            }
            case TABLE -> {
                List<Signal> entries = ((Bundle) open.bundle(parts.size())).entries();
                for (int i = 0; i < parts.size(); i++) {
                    parts.get(i).decide((Open) entries.get(i));
                }
            }
        }
    }
}
