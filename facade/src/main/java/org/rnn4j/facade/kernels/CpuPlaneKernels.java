package org.rnn4j.facade.kernels;

/** What {@link CpuKernels} does plane by plane. */
interface CpuPlaneKernels extends CpuChapter, PlaneKernels {
    @Override
    default void addPlaneSums(double alpha, View x, View sums) {
        Planes planes = Planes.of("addPlaneSums", x);
        Run to = Operands.typed("addPlaneSums", sums, planes.count(), x);
        int cost = planes.images() * planes.size() / Sharing.COPIES_PER_TRANSFER;
        sharing().rows(planes.count(), cost, (first, count) -> {
            WindowArithmetic arithmetic = Arithmetic.of("addPlaneSums", x).windows();
            for (int c = first; c < first + count; c++) {
                double sum = 0;
                for (int image = 0; image < planes.images(); image++) {
                    sum += arithmetic.sum(planes.plane(image, c), planes.size());
                }
                long at = to.offset + c;
                to.storage.putDouble(at, to.storage.getDouble(at) + alpha * sum);
            }
        });
    }
}
