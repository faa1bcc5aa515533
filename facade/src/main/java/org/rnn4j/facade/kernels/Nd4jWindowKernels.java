package org.rnn4j.facade.kernels;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What {@link Nd4jKernels} does with windows. */
interface Nd4jWindowKernels extends WindowKernels {
    @Override
    default void convolve(Windows windows, View x, View weight, @Nullable View bias, View y) {
        Planes from = Planes.of("convolve", x);
        Planes to = Planes.of("convolve", y);
        INDArray weights = weights(weight, to);
        for (int image = 0; image < from.images(); image++) {
            INDArray result = weights.mmul(unfolded(windows, from, image, to));
            INDArray target = Nd4jArrays.array(to.image(image));
            target.assign(bias == null ? result : result.addiColumnVector(column(bias)));
        }
    }

    @Override
    default void convolveBack(Windows windows, View y, View weight, @Nullable View bias, View x) {
        Planes from = Planes.of("convolveBack", y);
        Planes to = Planes.of("convolveBack", x);
        INDArray weights = weights(weight, from);
        for (int image = 0; image < from.images(); image++) {
            INDArray columns = weights.transpose()
                    .dup('c')
                    .mmul(Nd4jArrays.array(from.image(image)))
                    .dup('c');
            Rows places = places(columns, windows, to, from);
            INDArray target = Nd4jArrays.array(to.image(image));
            target.assign(0);
            if (bias != null) {
                target.addiColumnVector(column(bias));
            }
            View one = oneImage(to, image);
            eachPlace(windows, to, from, place -> place.in(one).addi(place.columns(places)));
        }
    }

    @Override
    default void addConvolutionGradient(Windows windows, double scale, View x, View gradY, View gradWeight) {
        Planes from = Planes.of("addConvolutionGradient", x);
        Planes to = Planes.of("addConvolutionGradient", gradY);
        INDArray sums = weights(gradWeight, to);
        for (int image = 0; image < from.images(); image++) {
            INDArray columns = unfolded(windows, from, image, to);
            sums.addi(Nd4jArrays.array(to.image(image))
                    .mmul(columns.transpose().dup('c'))
                    .muli(scale));
        }
    }

    private static INDArray weights(View weight, Planes y) {
        return Nd4jArrays.array(Rows.of(weight, weight.elements() / y.count()));
    }

    private static INDArray column(View bias) {
        return Nd4jArrays.array(Rows.of(bias, 1));
    }

    private static INDArray unfolded(Windows windows, Planes x, int image, Planes y) {
        INDArray columns = Nd4j.create(x.storage().type().dataType(), (long) x.count() * windows.size(), y.size());
        Rows places = places(columns, windows, x, y);
        View one = oneImage(x, image);
        eachPlace(windows, x, y, place -> place.columns(places).assign(place.in(one)));
        return columns;
    }

    private static Rows places(INDArray columns, Windows windows, Planes x, Planes y) {
        return new Rows(Storage.of(columns.data()), columns.offset(), x.count(), windows.size(), y.height(), y.width());
    }

    private static View oneImage(Planes x, int image) {
        return new Rows(x.storage(), x.start(image, 0), 1, x.count(), x.height(), x.width());
    }

    @Override
    default void maxPool(Windows windows, View x, View y, View places) {
        Planes from = Planes.of("maxPool", x);
        Planes to = Planes.of("maxPool", y);
        Nd4jArrays.array(y).assign(Double.NEGATIVE_INFINITY);
        Nd4jArrays.array(places).assign(0);
        eachPlace(windows, from, to, place -> {
            INDArray seen = place.in(x);
            INDArray best = place.of(y);
            INDArray at = place.of(places);
            INDArray larger = seen.gt(best);
            INDArray asLong = larger.castTo(at.dataType());
            at.muli(asLong.rsub(1)).addi(asLong.mul(place.numbers()));
            best.assign(Transforms.max(best, seen, true));
        });
    }

    @Override
    default void maxPoolBack(Windows windows, View gradY, View places, View gradX) {
        Planes from = Planes.of("maxPoolBack", gradX);
        Planes to = Planes.of("maxPoolBack", gradY);
        Nd4jArrays.array(gradX).assign(0);
        eachPlace(windows, from, to, place -> {
            INDArray gradient = place.of(gradY);
            INDArray here = place.of(places).eq(place.numbers()).castTo(gradient.dataType());
            place.in(gradX).addi(here.muli(gradient));
        });
    }

    @Override
    default void averagePool(Windows windows, PoolDivisor divisor, View x, View y) {
        Planes from = Planes.of("averagePool", x);
        Planes to = Planes.of("averagePool", y);
        INDArray means = Nd4jArrays.array(y).assign(0);
        eachPlace(windows, from, to, place -> place.of(y).addi(place.in(x)));
        means.divi(counted(windows, divisor, from, to).broadcast(means.shape()));
    }

    @Override
    default void averagePoolBack(Windows windows, PoolDivisor divisor, View gradY, View gradX) {
        Planes from = Planes.of("averagePoolBack", gradX);
        Planes to = Planes.of("averagePoolBack", gradY);
        INDArray gradient = Nd4jArrays.array(gradY);
        INDArray parts = gradient.div(counted(windows, divisor, from, to).broadcast(gradient.shape()))
                .dup('c');
        View shares = new Rows(Storage.of(parts.data()), parts.offset(), gradient.shape());
        Nd4jArrays.array(gradX).assign(0);
        eachPlace(windows, from, to, place -> place.in(gradX).addi(place.of(shares)));
    }

    private static INDArray counted(Windows windows, PoolDivisor divisor, Planes x, Planes y) {
        INDArray counted = Nd4j.create(x.storage().type().dataType(), 1, 1, y.height(), y.width());
        for (int row = 0; row < y.height(); row++) {
            for (int column = 0; column < y.width(); column++) {
                int down = windows.vertical().counted(row, x.height(), divisor);
                counted.putScalar(
                        new int[] {0, 0, row, column},
                        down * windows.horizontal().counted(column, x.width(), divisor));
            }
        }
        return counted;
    }

    /** Goes through the places of a window. */
    private static void eachPlace(Windows windows, Planes x, Planes y, Consumer<Nd4jWindowPlace> action) {
        for (int i = 0; i < windows.vertical().size(); i++) {
            for (int j = 0; j < windows.horizontal().size(); j++) {
                Nd4jWindowPlace place = Nd4jWindowPlace.of(windows, i, j, x, y);
                if (place.down().count() > 0 && place.across().count() > 0) {
                    action.accept(place);
                }
            }
        }
    }
}
