package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
        if (!isFused(x, y)) {
            Nd4jArrays.result("axpy", y).addi(Nd4jArrays.like(y, x).mul(alpha));
            return;
        }
        long bulk = y.elements() - y.elements() % Blas.BULK;
        if (bulk > 0) {
            Nd4j.getBlasWrapper().level1().axpy(bulk, alpha, flat(x, bulk), flat(y, bulk));
        }
        for (long i = bulk; i < y.elements(); i++) {
            double sum = Math.fma(
                    alpha, x.storage().getDouble(x.offset() + i), y.storage().getDouble(y.offset() + i));
            y.storage().putDouble(y.offset() + i, sum);
        }
    }

    @Override
    default double dot(View x, View y) {
        if (x.elements() == 0) {
            return 0;
        }
        if (!isFused(x, y)) {
            View shape = x.isContiguous() ? y : x;
            return Nd4jArrays.like(shape, x)
                    .mul(Nd4jArrays.like(shape, y))
                    .sumNumber()
                    .doubleValue();
        }
        if (x.elements() > SHORT) {
            return Nd4j.getBlasWrapper().level1().dot(x.elements(), 1, flat(x, x.elements()), flat(y, y.elements()));
        }
        double sum = 0;
        for (long i = 0; i < x.elements(); i++) {
            sum = Math.fma(x.storage().getDouble(x.offset() + i), y.storage().getDouble(y.offset() + i), sum);
        }
        return sum;
    }

    /** Whether the last bit counts: in double, as line searches use it. A float's is lost among those of others. */
    private static boolean isFused(View x, View y) {
        return x.storage().type() == ElementType.DOUBLE && x.isContiguous() && y.isContiguous();
    }

    private static INDArray flat(View view, long elements) {
        return view.storage().array(view.offset(), new long[] {elements}, new long[] {1});
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
