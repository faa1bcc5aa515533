package org.rnn4j.facade.kernels;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
            Rows places = new Rows(Storage.of(columns.data()), columns.offset(), columns.length());
            INDArray target = Nd4jArrays.array(to.image(image));
            target.assign(0);
            if (bias != null) {
                target.addiColumnVector(column(bias));
            }
            eachPlace(windows, to, image, from, places, (there, here) -> there.addi(here));
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
        Rows places = new Rows(Storage.of(columns.data()), columns.offset(), columns.length());
        eachPlace(windows, x, image, y, places, (there, here) -> here.assign(there));
        return columns;
    }

    /**
     * Goes through the places of a window, and shows what all windows see there, in the image and in the columns.
     *
     * @param columns {@code [planes, places, rows of windows, windows in a row]}, in whatever sizes
     */
    private static void eachPlace(
            Windows windows, Planes x, int image, Planes y, Rows columns, BiConsumer<INDArray, INDArray> action) {
        for (int i = 0; i < windows.vertical().size(); i++) {
            for (int j = 0; j < windows.horizontal().size(); j++) {
                Nd4jWindowSpan down = Nd4jWindowSpan.of(windows.vertical(), i, x.height(), y.height());
                Nd4jWindowSpan across = Nd4jWindowSpan.of(windows.horizontal(), j, x.width(), y.width());
                if (down.count() < 1 || across.count() < 1) {
                    continue;
                }
                long[] sizes = {x.count(), down.count(), across.count()};
                long[] steps = {
                    x.size(),
                    (long) windows.vertical().stride() * x.width(),
                    windows.horizontal().stride()
                };
                long start = x.start(image, 0) + (long) down.place() * x.width() + across.place();
                INDArray there = x.storage().array(start, sizes, steps);
                long[] columnSteps = {(long) windows.size() * y.size(), y.width(), 1};
                long place = (long) i * windows.horizontal().size() + j;
                long at = columns.offset() + place * y.size() + (long) down.first() * y.width() + across.first();
                action.accept(there, columns.storage().array(at, sizes, columnSteps));
            }
        }
    }
}
