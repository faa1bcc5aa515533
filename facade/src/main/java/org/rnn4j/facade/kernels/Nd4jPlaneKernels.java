package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link Nd4jKernels} does plane by plane. */
interface Nd4jPlaneKernels extends PlaneKernels {
    @Override
    default void addPlaneSums(double alpha, View x, View sums) {
        Planes planes = Planes.of("addPlaneSums", x);
        for (int image = 0; image < planes.images(); image++) {
            INDArray sum = Nd4jArrays.array(planes.image(image)).sum(1);
            Nd4jArrays.array(sums).addi(sum.reshape(Nd4jArrays.sizes(sums)).muli(alpha));
        }
    }
}
