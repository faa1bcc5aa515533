package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The mean squared distance from the corner of a regular simplex that stands for the right class.
 *
 * <pre>loss = sum over n of |x[n] - s[t[n]]|^2 / (N C)</pre>
 *
 * The corners s[1] to s[C] are vectors of length 1, all equally far from each other; the last of their C coordinates is 0. Without
 * {@code sizeAverage} nothing is divided.
 *
 * <p>Input: {@code [C]} or {@code [N, C]}. Target: a class from 1 to C, or {@code [N]} of them.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.ClassSimplexCriterion">Torch manual: ClassSimplexCriterion</a>;
 *     Youssef Mroueh, Tomaso Poggio, Lorenzo Rosasco, Jean-Jacques Slotine, Multiclass learning with simplex coding, 2012
 */
public final class ClassSimplexCriterion extends SquaredErrorCriterion {
    private final int nClasses;

    /** The corner of each class, {@code [C, C]}. */
    private Tensor simplex;

    private Tensor corners = new Tensor(elementType());

    /** A simplex with a corner for each of {@code nClasses} classes, at least 2. */
    public ClassSimplexCriterion(int nClasses) {
        super(true);
        if (nClasses < 2) {
            throw new IllegalArgumentException("ClassSimplexCriterion: expected at least 2 classes, got " + nClasses);
        }
        this.nClasses = nClasses;
        simplex = simplex(nClasses);
    }

    /** Corner k has its last coordinate at k; all later corners share what makes their product with it {@code -1 / (C - 1)}. */
    private static Tensor simplex(int nClasses) {
        Tensor corners = new Tensor(nClasses, nClasses);
        double product = -1.0 / (nClasses - 1);
        double rest = 1;
        for (int k = 1; k < nClasses; k++) {
            double own = Math.sqrt(rest);
            double others = (product - 1 + rest) / own;
            corners.put(own, k, k);
            for (int later = k + 1; later <= nClasses; later++) {
                corners.put(others, later, k);
            }
            rest -= others * others;
        }
        return corners;
    }

    /** The corners, one row for each class. */
    public Tensor simplex() {
        return simplex;
    }

    /** How far each row of {@code input} goes in the direction of each class: {@code [N, C]}. */
    public Tensor getPredictions(Tensor input) {
        Tensor x = rows(operand("input", input));
        Tensor products = new Tensor(elementType(), x.size(1), nClasses);
        Kernels.get().gemm(1, x, false, simplex, true, 0, products);
        return products;
    }

    /** The class, from 1, in whose direction each row of {@code input} goes farthest: {@code [N]}. */
    public Tensor getTopPrediction(Tensor input) {
        return getPredictions(input).max(2).indices().view(-1);
    }

    @Override
    Tensor target(Tensor x, Activity target) {
        Tensor scores = rows(x);
        Tensor classes = tensor("target", target).contiguous();
        if (classes.dim() > 1) {
            throw expected("classes in one dimension as target", target);
        }
        if (classes.nElement() != scores.size(1)) {
            throw expected("a target with " + scores.size(1) + " classes for input " + x.describeSizes(), target);
        }
        Classes.checkRange(this, classes, new IndexRange(1, nClasses), 1, "sample");
        Kernels.get().gatherRows(simplex, classes, 1, corners.resizeAs(scores));
        return corners;
    }

    private Tensor rows(Tensor x) {
        if (x.nElement() == 0 || x.nElement() % nClasses != 0 || (x.dim() != 1 && x.size(x.dim()) != nClasses)) {
            throw expected("input of size " + nClasses + " in the last dimension", x);
        }
        return x.view(-1, nClasses);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        simplex = fields.state("simplex", simplex);
        corners = fields.buffer("corners", corners);
    }
}
