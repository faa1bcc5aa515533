package org.rnn4j.facade.tensor;

import java.nio.ByteBuffer;

/**
 * The Mersenne Twister mt19937 of M. Matsumoto and T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform
 * pseudo-random number generator", 1998, with the initialisation of 2002.
 */
final class MersenneTwister {
    private static final int WORDS = 624;

    /** How much {@link #write} writes. */
    static final int STATE_BYTES = 16 + 8 * WORDS;

    private static final int SHIFT = 397;
    private static final int TWIST = 0x9908b0df;
    private static final int UPPER_BIT = 0x80000000;
    private static final int LOWER_BITS = 0x7fffffff;

    private final int[] state = new int[WORDS];
    private int next = WORDS;

    /** Starts the sequence that belongs to {@code seed}. */
    void seed(int seed) {
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        next = WORDS;
    }

    /** The next number, all 32 bits of it random. */
    int next() {
        if (next == WORDS) {
            twist();
        }
        int bits = state[next++];
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9d2c5680;
        bits ^= (bits << 15) & 0xefc60000;
        return bits ^ (bits >>> 18);
    }

    private void twist() {
        for (int i = 0; i < WORDS - SHIFT; i++) {
            state[i] = state[i + SHIFT] ^ twisted(state[i], state[i + 1]);
        }
        for (int i = WORDS - SHIFT; i < WORDS - 1; i++) {
            state[i] = state[i + SHIFT - WORDS] ^ twisted(state[i], state[i + 1]);
        }
        state[WORDS - 1] = state[SHIFT - 1] ^ twisted(state[WORDS - 1], state[0]);
        next = 0;
    }

    private static int twisted(int first, int second) {
        int mixed = (first & UPPER_BIT) | (second & LOWER_BITS);
        return (mixed >>> 1) ^ (TWIST & -(second & 1));
    }

    /** Writes {@link #STATE_BYTES} bytes: how many words are left plus one (4), 1 for seeded (4), how many are used (8), the words. */
    void write(ByteBuffer bytes) {
        bytes.putInt(WORDS + 1 - next).putInt(1).putLong(next);
        for (int word : state) {
            bytes.putLong(Integer.toUnsignedLong(word));
        }
    }

    /** Goes on from a state that {@link #write} wrote. */
    void read(ByteBuffer bytes) {
        int left = bytes.getInt() - 1;
        int seeded = bytes.getInt();
        if (left < 0 || left >= WORDS || seeded != 1) {
            throw new IllegalArgumentException("setRNGState: expected the state of a seeded generator with 0 to "
                    + (WORDS - 1) + " words left, got seeded " + seeded + " with " + left + " words left");
        }
        next = WORDS - left;
        bytes.getLong();
        for (int i = 0; i < WORDS; i++) {
            state[i] = (int) bytes.getLong();
        }
    }
}
