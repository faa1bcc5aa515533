package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link Nd4jKernels} does plane by plane. */
interface Nd4jPlaneKernels extends PlaneKernels {
    @Override
    default void addPlaneSums(double alpha, View x, View sums) {
        Nd4jArrays.array(sums).addi(overPlanes(images("addPlaneSums", x), sums).muli(alpha));
    }

    @Override
    default void planeMoments(View x, View means, View variances) {
        INDArray images = images("planeMoments", x);
        double number = (double) images.length() / means.elements();
        Nd4jArrays.array(means).assign(overPlanes(images, means).divi(number));
        INDArray centered = images.sub(perPlane(means, images));
        Nd4jArrays.array(variances)
                .assign(overPlanes(centered.muli(centered), means).divi(number));
    }

    @Override
    default void addPlaneProducts(double alpha, View x, View means, View y, View sums) {
        INDArray images = images("addPlaneProducts", x);
        INDArray products = images.sub(perPlane(means, images)).muli(images("addPlaneProducts", y));
        Nd4jArrays.array(sums).addi(overPlanes(products, sums).muli(alpha));
    }

    @Override
    default void scalePlanes(View x, View means, View factors, View shifts, View y) {
        INDArray images = images("scalePlanes", x);
        INDArray centered = images.sub(perPlane(means, images));
        images("scalePlanes", y).assign(centered.muli(perPlane(factors, images)).addi(perPlane(shifts, images)));
    }

    @Override
    default void combinePlanes(View x, View means, View factorsX, View y, View factorsY, View shifts, View z) {
        INDArray images = images("combinePlanes", x);
        INDArray centered = images.sub(perPlane(means, images)).muli(perPlane(factorsX, images));
        INDArray others = images("combinePlanes", y).mul(perPlane(factorsY, images));
        images("combinePlanes", z).assign(centered.addi(others).addi(perPlane(shifts, images)));
    }

    /** Images as {@code [N, C, numbers in a plane]}. */
    private static INDArray images(String kernel, View view) {
        Planes planes = Planes.of(kernel, view);
        return Nd4jArrays.array(
                new Rows(planes.storage(), planes.offset(), planes.images(), planes.count(), planes.size()));
    }

    /** The sums over images and planes, in the sizes of {@code like}. */
    private static INDArray overPlanes(INDArray images, View like) {
        return images.sum(0, 2).reshape(Nd4jArrays.sizes(like));
    }

    private static INDArray perPlane(View values, INDArray images) {
        return Nd4jArrays.array(new Rows(values.storage(), values.offset(), 1, values.elements(), 1))
                .broadcast(images.shape());
    }
}
