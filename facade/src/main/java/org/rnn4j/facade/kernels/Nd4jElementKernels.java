package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What {@link Nd4jKernels} does element by element. */
interface Nd4jElementKernels extends ElementKernels {
    @Override
    default void copy(View x, View y) {
        if (y.elements() == 0) {
            return;
        }
        Nd4jArrays.result("copy", y).assign(Nd4jArrays.like(y, x));
    }

    @Override
    default void fill(View x, double value) {
        if (x.elements() == 0) {
            return;
        }
        Nd4jArrays.result("fill", x).assign(value);
    }

    @Override
    default void scale(View x, double factor) {
        if (x.elements() == 0) {
            return;
        }
        Nd4jArrays.result("scale", x).muli(factor);
    }

    @Override
    default void axpy(double alpha, View x, View y) {
        if (y.elements() == 0) {
            return;
        }
        if (isShort(x, y)) {
            addFused(alpha, x, y);
            return;
        }
        Nd4jArrays.result("axpy", y).addi(Nd4jArrays.like(y, x).mul(alpha));
    }

    @Override
    default double dot(View x, View y) {
        if (x.elements() == 0) {
            return 0;
        }
        if (isShort(x, y)) {
            return productsInOrder(x, y);
        }
        View shape = x.isContiguous() ? y : x;
        return Nd4jArrays.like(shape, x)
                .mul(Nd4jArrays.like(shape, y))
                .sumNumber()
                .doubleValue();
    }

    private static void addFused(double alpha, View x, View y) {
        Storage terms = x.storage();
        Storage sums = y.storage();
        for (int i = 0; i < y.elements(); i++) {
            double term = terms.getDouble(x.offset() + i);
            double sum = sums.getDouble(y.offset() + i);
            sums.putDouble(
                    y.offset() + i,
                    sums.type() == ElementType.FLOAT
                            ? Math.fma((float) alpha, (float) term, (float) sum)
                            : Math.fma(alpha, term, sum));
        }
    }

    private static double productsInOrder(View x, View y) {
        Storage first = x.storage();
        Storage second = y.storage();
        double sum = 0;
        for (int i = 0; i < x.elements(); i++) {
            double one = first.getDouble(x.offset() + i);
            double other = second.getDouble(y.offset() + i);
            sum = first.type() == ElementType.FLOAT
                    ? Math.fma((float) one, (float) other, (float) sum)
                    : Math.fma(one, other, sum);
        }
        return sum;
    }

    /** Whether products are so few that they are fused with their sums here: BLAS fuses on some processors only. */
    private static boolean isShort(View x, View y) {
        return x.elements() <= SHORT && x.isContiguous() && y.isContiguous();
    }

    @Override
    default void multiply(View x, View y, View z) {
        if (z.elements() == 0) {
            return;
        }
        Nd4jArrays.result("multiply", z).assign(Nd4jArrays.like(z, x).mul(Nd4jArrays.like(z, y)));
    }

    @Override
    default void transfer(Transfer function, View x, View y) {
        if (y.elements() == 0) {
            return;
        }
        INDArray values = Nd4jArrays.like(y, x);
        Nd4jArrays.result("transfer", y)
                .assign(
                        switch (function) {
                            case SIGMOID -> Transforms.sigmoid(values, true);
                            case TANH -> Transforms.tanh(values, true);
                            case RELU -> Transforms.relu(values, true);
                        });
    }

    @Override
    default void transferBackward(Transfer function, View y, View gradY, View gradX) {
        if (gradX.elements() == 0) {
            return;
        }
        INDArray values = Nd4jArrays.like(gradX, y);
        INDArray derivative = switch (function) {
            case SIGMOID -> Nd4jArrays.sigmoidDerivative(values);
            case TANH -> Nd4jArrays.tanhDerivative(values);
            case RELU -> values.gt(0).castTo(values.dataType());
        };
        Nd4jArrays.result("transferBackward", gradX).assign(derivative.muli(Nd4jArrays.like(gradX, gradY)));
    }
}
