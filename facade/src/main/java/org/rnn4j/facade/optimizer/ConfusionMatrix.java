package org.rnn4j.facade.optimizer;

import java.util.List;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.LuaNumbers;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Counts how often each class was taken for each other one: Torch's {@code optim.ConfusionMatrix}. Rows are targets, columns predictions; both
 * count from 1. A target of 0 or below is not known, and ignored.
 *
 * <p>Printed it shows the counts, and how much of each row, of all rows, and of all samples is right.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/ConfusionMatrix.lua">Torch: ConfusionMatrix</a>
 */
public final class ConfusionMatrix {
    private static final int NARROWEST_COLUMN = 8;

    private final int nclasses;
    private final List<String> classes;
    private final Tensor mat;
    private final Tensor valids;
    private final Tensor unionvalids;
    private double totalValid;
    private double averageValid;
    private double averageUnionValid;

    /** For so many classes without names. */
    public ConfusionMatrix(int nclasses) {
        this(nclasses, List.of());
    }

    /** For the classes of these names. */
    public ConfusionMatrix(List<String> classes) {
        this(classes.size(), classes);
    }

    /** For so many classes, some or all of which have names. */
    public ConfusionMatrix(int nclasses, List<String> classes) {
        if (nclasses < 1) {
            throw new IllegalArgumentException("ConfusionMatrix: expected at least 1 class, got " + nclasses);
        }
        this.nclasses = nclasses;
        this.classes = List.copyOf(classes);
        mat = new Tensor(ElementType.LONG, nclasses, nclasses);
        valids = new Tensor(ElementType.FLOAT, nclasses);
        unionvalids = new Tensor(ElementType.FLOAT, nclasses);
    }

    /**
     * Counts one sample.
     *
     * @param prediction the class, from 1
     * @param target the class, from 1; ignored if it is not above 0
     */
    public void add(double prediction, double target) {
        if (target > 0) {
            long row = place("target", target);
            long column = place("prediction", prediction);
            count(row, column);
        }
    }

    /**
     * Counts one sample.
     *
     * @param prediction a score for each class
     * @param target the class, from 1; ignored if it is not above 0
     */
    public void add(Tensor prediction, double target) {
        add(best("prediction", vector("prediction", prediction)), target);
    }

    /**
     * Counts one sample.
     *
     * @param prediction a score for each class
     * @param target a score for each class, the highest one where the class is
     */
    public void add(Tensor prediction, Tensor target) {
        add(best("prediction", vector("prediction", prediction)), best("target", vector("target", target)));
    }

    /**
     * Counts several samples.
     *
     * @param predictions N classes, N x 1 classes, or N x C scores
     * @param targets N classes, N x 1 classes, or N x C scores; classes below 1 are ignored
     */
    public void batchAdd(Tensor predictions, Tensor targets) {
        double[] predicted = classes("predictions", predictions);
        double[] right = classes("targets", targets);
        if (predicted.length != right.length) {
            throw new IllegalArgumentException("ConfusionMatrix: expected as many predictions as targets, got "
                    + predictions.describe() + " and " + targets.describe());
        }
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < right.length; i++) {
                if (right[i] >= 1) {
                    long row = place("target", right[i]);
                    long column = place("prediction", predicted[i]);
                    if (pass == 1) {
                        count(row, column);
                    }
                }
            }
        }
    }

    private void count(long row, long column) {
        mat.putLong(mat.getLong(row, column) + 1, row, column);
    }

    private long place(String who, double index) {
        if (!(index >= 1 && index < nclasses + 1.0)) {
            throw new IllegalArgumentException("ConfusionMatrix: expected a " + who + " from 1 to " + nclasses
                    + ", got " + LuaNumbers.toText(index));
        }
        return (long) index;
    }

    private static Tensor vector(String who, Tensor scores) {
        if (scores.dim() != 1) {
            throw new IllegalArgumentException(
                    "ConfusionMatrix: expected a vector of scores as " + who + ", got " + scores.describe());
        }
        return scores;
    }

    /** The first of the highest scores; as floats, in which Torch compares them. NaN counts as highest. */
    private static int best(String who, Tensor scores) {
        if (scores.elements() == 0) {
            throw new IllegalArgumentException("ConfusionMatrix: expected scores as " + who + ", got none");
        }
        int best = 1;
        for (int i = 1; i <= scores.size(1); i++) {
            float score = (float) scores.get(i);
            if (Float.isNaN(score)) {
                return i;
            }
            best = score > (float) scores.get(best) ? i : best;
        }
        return best;
    }

    private static double[] classes(String who, Tensor given) {
        if (given.dim() == 1 || (given.dim() == 2 && given.size(2) == 1)) {
            return given.toDoubleArray();
        }
        if (given.dim() != 2) {
            throw new IllegalArgumentException(
                    "ConfusionMatrix: expected " + who + " of one or two dimensions, got " + given.describe());
        }
        double[] classes = new double[Math.toIntExact(given.size(1))];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = best(who, given.select(1, i + 1));
        }
        return classes;
    }

    /** Forgets all counts. */
    public void zero() {
        mat.zero();
        valids.zero();
        unionvalids.zero();
        totalValid = 0;
        averageValid = 0;
    }

    /** Computes what {@link #valids}, {@link #unionvalids}, {@link #totalValid} and the averages give, from the counts. */
    public void updateValids() {
        double right = 0;
        averageValid = 0;
        averageUnionValid = 0;
        int known = 0;
        int knownUnions = 0;
        for (int t = 1; t <= nclasses; t++) {
            double hits = mat.getLong(t, t);
            double ofTargets = mat.select(1, t).sum();
            double ofPredictions = mat.select(2, t).sum();
            valids.put(hits / ofTargets, t);
            unionvalids.put(hits / (ofTargets + ofPredictions - hits), t);
            right += hits;
            double valid = valids.get(t);
            double unionValid = unionvalids.get(t);
            if (!Double.isNaN(valid)) {
                averageValid += valid;
                known++;
                if (!Double.isNaN(unionValid)) {
                    averageUnionValid += unionValid;
                    knownUnions++;
                }
            }
        }
        totalValid = right / mat.sum();
        averageValid /= known;
        averageUnionValid /= knownUnions;
    }

    /**
     * False acceptance and rejection, from the counts: the part of a class that was not recognised, and the mean part of other classes that was
     * taken for it.
     *
     * @param classFrrs false rejection for each class, -1 where there are no samples
     * @param classFars false acceptance for each class, -1 where there are no samples
     * @param frrs {@code classFrrs} without those
     * @param fars {@code classFars} without those
     */
    public record Rates(Tensor classFrrs, Tensor classFars, Tensor frrs, Tensor fars) {}

    /** Rates of false acceptance and rejection. */
    public Rates farFrr() {
        Tensor samples = mat.sum(2);
        Tensor classFrrs = new Tensor(nclasses).fill(-1);
        Tensor classFars = new Tensor(nclasses).fill(-1);
        Tensor frrs = new Tensor(nclasses);
        Tensor fars = new Tensor(nclasses);
        int seen = 0;
        for (int i = 1; i <= nclasses; i++) {
            if (samples.get(i, 1) == 0) {
                continue;
            }
            seen++;
            double wrong = 0;
            int others = 0;
            for (int j = 1; j <= nclasses; j++) {
                if (j != i && samples.get(j, 1) != 0) {
                    wrong += mat.get(j, i) / samples.get(j, 1);
                    others++;
                }
            }
            frrs.put(1 - mat.get(i, i) / samples.get(i, 1), seen);
            fars.put(wrong / others, seen);
            classFrrs.put(frrs.get(seen), i);
            classFars.put(fars.get(seen), i);
        }
        if (seen == 0) {
            throw new IllegalStateException("ConfusionMatrix: expected farFrr after samples were added, got none");
        }
        return new Rates(classFrrs, classFars, frrs.narrow(1, 1, seen), fars.narrow(1, 1, seen));
    }

    /** The counts, a LongTensor: rows are targets, columns predictions. */
    public Tensor mat() {
        return mat;
    }

    /** The number of classes. */
    public int nclasses() {
        return nclasses;
    }

    /** The names of the classes. */
    public List<String> classes() {
        return classes;
    }

    /** The part of each row that is right, a FloatTensor. */
    public Tensor valids() {
        return valids;
    }

    /** The part of each row and column together that is right, a FloatTensor. */
    public Tensor unionvalids() {
        return unionvalids;
    }

    /** The part of all samples that is right. */
    public double totalValid() {
        return totalValid;
    }

    /** The mean of {@link #valids}, without classes that did not come. */
    public double averageValid() {
        return averageValid;
    }

    /** The mean of {@link #unionvalids}, without classes that did not come. */
    public double averageUnionValid() {
        return averageUnionValid;
    }

    /** What Torch prints: the counts, and the parts that are right, which are computed anew. */
    @Override
    public String toString() {
        updateValids();
        int width = (int) Math.max(NARROWEST_COLUMN, 1 + Math.ceil(Math.log10(mat.max())));
        StringBuilder text = new StringBuilder("ConfusionMatrix:\n[");
        for (int t = 1; t <= nclasses; t++) {
            text.append(t == 1 ? "[" : " [");
            for (int p = 1; p <= nclasses; p++) {
                text.append(LuaNumbers.padded(Long.toString(mat.getLong(t, p)), width));
            }
            text.append(t == nclasses ? "]]  " : "]   ").append(LuaNumbers.fixed(valids.get(t) * 100, 3));
            text.append("% ");
            if (!classes.isEmpty()) {
                text.append("\t[class: ")
                        .append(t <= classes.size() ? classes.get(t - 1) : "")
                        .append(']');
            }
            text.append('\n');
        }
        text.append(" + average row correct: ")
                .append(LuaNumbers.toText(averageValid * 100))
                .append("% \n");
        text.append(" + average rowUcol correct (VOC measure): ");
        text.append(LuaNumbers.toText(averageUnionValid * 100)).append("% \n");
        return text.append(" + global correct: ")
                .append(LuaNumbers.toText(totalValid * 100))
                .append('%')
                .toString();
    }
}
