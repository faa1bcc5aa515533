package org.rnn4j.facade.kernels;

/** What {@link CpuKernels} does plane by plane. */
interface CpuPlaneKernels extends CpuChapter, PlaneKernels {
    @Override
    default void addPlaneSums(double alpha, View x, View sums) {
        Planes from = Planes.of("addPlaneSums", x);
        Run to = Operands.typed("addPlaneSums", sums, from.count(), x);
        sharePlanes(from, (first, count) -> planes("addPlaneSums", x).addSums(alpha, from, to, first, count));
    }

    @Override
    default void planeMoments(View x, View means, View variances) {
        Planes from = Planes.of("planeMoments", x);
        Run mean = Operands.typed("planeMoments", means, from.count(), x);
        Run variance = Operands.typed("planeMoments", variances, from.count(), x);
        sharePlanes(from, (first, count) -> planes("planeMoments", x).moments(from, mean, variance, first, count));
    }

    @Override
    default void addPlaneProducts(double alpha, View x, View means, View y, View sums) {
        Planes left = Planes.of("addPlaneProducts", x);
        Planes right = like("addPlaneProducts", left, y);
        Run mean = Operands.typed("addPlaneProducts", means, left.count(), x);
        Run to = Operands.typed("addPlaneProducts", sums, left.count(), x);
        sharePlanes(
                left,
                (first, count) ->
                        planes("addPlaneProducts", x).addProducts(alpha, left, mean, right, to, first, count));
    }

    @Override
    default void scalePlanes(View x, View means, View factors, View shifts, View y) {
        Planes from = Planes.of("scalePlanes", x);
        Planes to = like("scalePlanes", from, y);
        Run mean = Operands.typed("scalePlanes", means, from.count(), x);
        Run factor = Operands.typed("scalePlanes", factors, from.count(), x);
        Run shift = Operands.typed("scalePlanes", shifts, from.count(), x);
        sharePlanes(
                from, (first, count) -> planes("scalePlanes", x).scale(from, mean, factor, shift, to, first, count));
    }

    @Override
    default void combinePlanes(View x, View means, View factorsX, View y, View factorsY, View shifts, View z) {
        Planes left = Planes.of("combinePlanes", x);
        Planes right = like("combinePlanes", left, y);
        Planes to = like("combinePlanes", left, z);
        Run mean = Operands.typed("combinePlanes", means, left.count(), x);
        Run factorX = Operands.typed("combinePlanes", factorsX, left.count(), x);
        Run factorY = Operands.typed("combinePlanes", factorsY, left.count(), x);
        Run shift = Operands.typed("combinePlanes", shifts, left.count(), x);
        sharePlanes(
                left,
                (first, count) -> planes("combinePlanes", x)
                        .combine(left, mean, factorX, right, factorY, shift, to, first, count));
    }

    private void sharePlanes(Planes x, Sharing.Part part) {
        long cost = (long) x.images() * x.size() / Sharing.COPIES_PER_TRANSFER;
        sharing().rows(x.count(), (int) Math.min(1 << 20, cost), part);
    }

    private static PlaneArithmetic planes(String kernel, View view) {
        return Arithmetic.of(kernel, view).planes();
    }

    private static Planes like(String kernel, Planes x, View view) {
        Planes planes = Planes.of(kernel, view);
        if (planes.storage().type() != x.storage().type()
                || planes.images() != x.images()
                || planes.count() != x.count()
                || planes.size() != x.size()) {
            throw new IllegalArgumentException(kernel + ": expected images of the same size and type, got others");
        }
        return planes;
    }
}
