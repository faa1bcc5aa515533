package org.rnn4j.benchmarks;

/** Who rnn4j is measured beside. */
enum Peer {
    /** PyTorch's library, through the Deep Java Library. */
    LIBTORCH("libtorch"),
    /** Deeplearning4j's own layers in a ComputationGraph. */
    DL4J("DL4J");

    private final String label;

    Peer(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
