package org.rnn4j.facade.kernels;

/** What the chapters of {@link CpuKernels} have in common. */
interface CpuChapter {
    /** Deals out large work. */
    Sharing sharing();
}
