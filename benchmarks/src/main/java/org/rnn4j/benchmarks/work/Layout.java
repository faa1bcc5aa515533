package org.rnn4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.benchmarks.work.Weights.Part;

/** How a kind of net keeps the weights of one cell: as some parameters, each made of pieces that follow one another. */
public final class Layout {
    private final List<List<Piece>> parameters = new ArrayList<>();

    /** No parameters yet. */
    public Layout() {}

    /**
     * Adds a parameter.
     *
     * @return this
     */
    public Layout parameter(Piece... pieces) {
        parameters.add(List.of(pieces));
        return this;
    }

    /** Gates of a part, one below the other: a row for each unit. */
    public static Piece rows(Part part, int... gates) {
        return new Piece(part, false, false, gates);
    }

    /** Gates of a part side by side: a column for each unit. */
    public static Piece columns(Part part, int... gates) {
        return new Piece(part, true, false, gates);
    }

    /** A second bias, kept at zero. */
    public static Piece spareBias(int... gates) {
        return new Piece(Part.BIAS, false, true, gates);
    }

    /** How many parameters a cell has. */
    public int count() {
        return parameters.size();
    }

    /** The parameters. */
    public List<float[]> pack(Weights weights) {
        List<float[]> result = new ArrayList<>();
        for (List<Piece> pieces : parameters) {
            float[] values = new float
                    [pieces.stream().mapToInt(piece -> piece.size(weights)).sum()];
            int start = 0;
            for (Piece piece : pieces) {
                piece.copy(weights, values, start, true);
                start += piece.size(weights);
            }
            result.add(values);
        }
        return result;
    }

    /** The weights, or gradients, of which these are the parameters, or their gradients. */
    public Weights unpack(Weights like, List<float[]> values) {
        Weights weights = new Weights(like.cell(), like.input(), like.hidden());
        for (int i = 0; i < parameters.size(); i++) {
            int start = 0;
            for (Piece piece : parameters.get(i)) {
                piece.copy(weights, values.get(i), start, false);
                start += piece.size(weights);
            }
        }
        return weights;
    }

    /** Some gates of a part. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Piece(Part part, boolean transposed, boolean spare, int[] gates) {

        private int size(Weights weights) {
            return gates.length * weights.hidden() * weights.columns(part);
        }

        private void copy(Weights weights, float[] values, int start, boolean pack) {
            if (spare) {
                return;
            }
            int hidden = weights.hidden();
            int columns = weights.columns(part);
            float[] own = weights.part(part);
            for (int i = 0; i < gates.length; i++) {
                for (int unit = 0; unit < hidden; unit++) {
                    for (int column = 0; column < columns; column++) {
                        int row = i * hidden + unit;
                        int there =
                                start + (transposed ? column * gates.length * hidden + row : row * columns + column);
                        int here = (gates[i] * hidden + unit) * columns + column;
                        if (pack) {
                            values[there] = own[here];
                        } else {
                            own[here] = values[there];
                        }
                    }
                }
            }
        }
    }
}
