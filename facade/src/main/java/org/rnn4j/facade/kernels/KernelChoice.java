package org.rnn4j.facade.kernels;

/** Holds the kernels of this process, chosen at first use. */
final class KernelChoice {
    static final Kernels CHOSEN = choose();

    private KernelChoice() {}

    private static Kernels choose() {
        NativeThreads.settle();
        String wish = System.getProperty("rnn4j.kernels", Storage.isHostMemory() ? "cpu" : "nd4j");
        return switch (wish) {
            case "cpu" -> {
                if (!Storage.isHostMemory()) {
                    throw new IllegalStateException(
                            "rnn4j.kernels: cpu kernels need ND4J's CPU backend; leave the property out");
                }
                yield new CpuKernels(new Workers(NativeThreads.wished()));
            }
            case "nd4j" -> new Nd4jKernels();
            default -> throw new IllegalArgumentException("rnn4j.kernels: expected cpu or nd4j, got " + wish);
        };
    }
}
