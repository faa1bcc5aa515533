package org.rnn4j.facade.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.function.DoubleSupplier;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.Storage;

/**
 * Torch's random numbers: after {@link #manualSeed} the same calls draw the same numbers as Torch7 does.
 *
 * <p>The source is a Mersenne Twister; every draw uses one of its 32-bit numbers r, where nothing else is said, and
 * {@code u = r / 2^32}. A generator that was never seeded seeds itself at the first draw. The methods that take a tensor fill it
 * row by row, one draw after the other, and return it; each value is computed as a double and then converted to the tensor's type.
 * Not safe for use by several threads at once.
 *
 * @see <a href="https://github.com/torch/torch7/blob/master/doc/random.md">Torch manual: Random numbers</a>
 */
public final class Generator {
    private static final Generator GLOBAL = new Generator();
    private static final double UNIT = 0x1p-32;
    private static final int STATE_BYTES = 8 + MersenneTwister.STATE_BYTES + 32;

    private final MersenneTwister twister = new MersenneTwister();
    private boolean seeded;
    private long initialSeed;
    private double normalAngle;
    private double normalRadius;
    private boolean normalKept;
    private final Gamma gamma = new Gamma(this);

    /** A generator with a sequence of its own. */
    public Generator() {}

    /** The generator that all modules and {@code torch.*} draw from. */
    public static Generator global() {
        return GLOBAL;
    }

    // ---- seeds and state

    /** Starts the sequence that belongs to {@code seed}, of which the low 32 bits count. */
    public void manualSeed(long seed) {
        twister.seed((int) seed);
        initialSeed = seed;
        seeded = true;
        normalKept = false;
        gamma.reset();
    }

    /**
     * Starts a sequence that nobody can foresee.
     *
     * @return its seed, for {@link #manualSeed}
     */
    public long seed() {
        long seed = Integer.toUnsignedLong(new SecureRandom().nextInt());
        manualSeed(seed);
        return seed;
    }

    /** The seed that the present sequence started from. */
    public long initialSeed() {
        ensureSeeded();
        return initialSeed;
    }

    /**
     * Where the sequence stands: a ByteTensor laid out as Torch has it in memory on 64-bit machines. Little-endian, it holds the seed
     * (8 bytes), the state of the twister, and of the last pair of normal numbers the two draws, the radius (8 each) and whether the
     * second number is still to come (4, padded to 8).
     */
    public Tensor getRNGState() {
        ensureSeeded();
        ByteBuffer bytes = ByteBuffer.allocate(STATE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(initialSeed);
        twister.write(bytes);
        // Torch also keeps the draw that led to the radius.
        double y = 1 - Math.exp(-0.5 * normalRadius * normalRadius);
        bytes.putDouble(normalAngle).putDouble(y).putDouble(normalRadius).putInt(normalKept ? 1 : 0);
        Tensor state = new Tensor(ElementType.BYTE, STATE_BYTES);
        for (int i = 0; i < STATE_BYTES; i++) {
            state.storage().putLong(i, bytes.get(i));
        }
        return state;
    }

    /**
     * Goes on from where a sequence stood.
     *
     * @param state what {@link #getRNGState} gave, here or in Torch
     */
    public void setRNGState(Tensor state) {
        if (state.elementType() != ElementType.BYTE || state.elements() != STATE_BYTES) {
            throw new IllegalArgumentException(
                    "setRNGState: expected a ByteTensor [" + STATE_BYTES + "], got " + state.describe());
        }
        ByteBuffer bytes = ByteBuffer.allocate(STATE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : state.toLongArray()) {
            bytes.put((byte) value);
        }
        bytes.flip();
        long recordedSeed = bytes.getLong();
        twister.read(bytes);
        initialSeed = recordedSeed;
        seeded = true;
        normalAngle = bytes.getDouble();
        bytes.getDouble();
        normalRadius = bytes.getDouble();
        normalKept = bytes.getInt() != 0;
    }

    private void ensureSeeded() {
        if (!seeded) {
            seed();
        }
    }

    // ---- integers

    /** An integer r from 0 to 2^32 - 1. */
    public long random() {
        ensureSeeded();
        return Integer.toUnsignedLong(twister.next());
    }

    /** An integer from 1 to {@code n}: {@code r mod n + 1}. */
    public long random(long n) {
        checkUpper(n);
        return random() % n + 1;
    }

    /** An integer from {@code low} to {@code high}, both included: {@code r mod (high - low + 1) + low}. */
    public long random(long low, long high) {
        checkRange(low, high);
        return draw(low, high);
    }

    private long draw(long low, long high) {
        long count = high - low + 1;
        return (count > 0 ? random() % count : random()) + low;
    }

    /**
     * Integers from 0 on, up to what Torch takes for the type: 2^32 - 1 for double and long, 2^24 for float, the largest value of
     * the type for the others.
     */
    public Tensor random(Tensor tensor) {
        long count = switch (tensor.elementType()) {
            case DOUBLE, LONG -> 1L << 32;
            case FLOAT -> (1L << 24) + 1;
            case INT -> 1L << 31;
            case SHORT -> 1L << 15;
            case BYTE -> 1L << 8;
            case CHAR -> 1L << 7;
        };
        return fill(tensor, () -> random() % count);
    }

    /** Integers from 1 to {@code n}. */
    public Tensor random(Tensor tensor, long n) {
        checkUpper(n);
        return fill(tensor, () -> random() % n + 1);
    }

    /** Integers from {@code low} to {@code high}, both included. */
    public Tensor random(Tensor tensor, long low, long high) {
        checkRange(low, high);
        return fill(tensor, () -> draw(low, high));
    }

    /** The numbers 1 to {@code n} in random order, as a vector of the default type. */
    public Tensor randperm(long n) {
        if (n < 1) {
            throw new IllegalArgumentException("randperm: expected at least 1, got " + n);
        }
        Tensor order = new Tensor(n);
        Storage storage = order.storage();
        for (long i = 0; i < n; i++) {
            storage.putDouble(i, i + 1.0);
        }
        for (long i = 0; i < n - 1; i++) {
            long other = i + random() % (n - i);
            double swapped = storage.getDouble(i);
            storage.putDouble(i, storage.getDouble(other));
            storage.putDouble(other, swapped);
        }
        return order;
    }

    /**
     * Draws categories at random.
     *
     * @param weights of the categories, {@code [K]}, or {@code [N, K]} for N independent rows; float or double, not negative, and
     *     scaled to a sum of 1 here
     * @param samples how many to draw in each row
     * @param withReplacement whether a category may come more than once
     * @return the categories, from 1, as a LongTensor {@code [samples]} or {@code [N, samples]}
     */
    public Tensor multinomial(Tensor weights, int samples, boolean withReplacement) {
        return multinomial(new Tensor(ElementType.LONG), weights, samples, withReplacement);
    }

    /** {@link #multinomial(Tensor, int, boolean)} into {@code result}, a LongTensor, which is resized. */
    public Tensor multinomial(Tensor result, Tensor weights, int samples, boolean withReplacement) {
        return Multinomial.draw(this, result, weights, samples, withReplacement);
    }

    // ---- real numbers

    /** A number from [0, 1). */
    public double uniform() {
        return random() * UNIT;
    }

    /** A number from [low, high): {@code low + u (high - low)}. */
    public double uniform(double low, double high) {
        return low + uniform() * (high - low);
    }

    /** Numbers from [0, 1); float tensors may round the last ones up to 1. */
    public Tensor uniform(Tensor tensor) {
        return uniform(tensor, 0, 1);
    }

    /** Numbers from [low, high); float tensors may round the last ones up to {@code high}. */
    public Tensor uniform(Tensor tensor, double low, double high) {
        tensor.floating("uniform");
        double from = parameter(tensor, low);
        double to = parameter(tensor, high);
        return fill(tensor, () -> uniform(from, to));
    }

    /** A number from the normal distribution of mean 0 and standard deviation 1. */
    public double normal() {
        return normal(0, 1);
    }

    /**
     * A number from a normal distribution. Numbers come in pairs, made by the method of G. Box and M. Muller from two draws x and y:
     * {@code sqrt(-2 ln(1 - y))} times {@code cos(2 pi x)}, then times {@code sin(2 pi x)}. The second is kept for the next call.
     *
     * @param deviation the standard deviation, above 0
     */
    public double normal(double mean, double deviation) {
        checkDeviation("normal", deviation);
        return standardNormal() * deviation + mean;
    }

    private double standardNormal() {
        normalKept = !normalKept;
        if (normalKept) {
            normalAngle = uniform();
            normalRadius = Math.sqrt(-2 * Math.log(1 - uniform()));
            return normalRadius * Math.cos(2 * Math.PI * normalAngle);
        }
        return normalRadius * Math.sin(2 * Math.PI * normalAngle);
    }

    /** Numbers from the normal distribution of mean 0 and standard deviation 1. */
    public Tensor normal(Tensor tensor) {
        return normal(tensor, 0, 1);
    }

    /** Numbers from a normal distribution; a number kept from before comes first, and a last one of a pair is kept. */
    public Tensor normal(Tensor tensor, double mean, double deviation) {
        tensor.floating("normal");
        checkDeviation("normal", deviation);
        double center = parameter(tensor, mean);
        double width = parameter(tensor, deviation);
        return fill(tensor, () -> standardNormal() * width + center);
    }

    /**
     * A number from an exponential distribution: {@code -ln(1 - u) / rate}.
     *
     * @param rate one over the mean, above 0
     */
    public double exponential(double rate) {
        checkRate(rate);
        return -1 / rate * Math.log(1 - uniform());
    }

    /** Numbers from an exponential distribution of mean {@code 1 / rate}. */
    public Tensor exponential(Tensor tensor, double rate) {
        tensor.floating("exponential");
        checkRate(rate);
        double lambda = parameter(tensor, rate);
        return fill(tensor, () -> exponential(lambda));
    }

    /** A number from the Cauchy distribution around 0 of width 1. */
    public double cauchy() {
        return cauchy(0, 1);
    }

    /** A number from a Cauchy distribution: {@code median + width tan(pi (u - 1/2))}. */
    public double cauchy(double median, double width) {
        return median + width * Math.tan(Math.PI * (uniform() - 0.5));
    }

    /** Numbers from the Cauchy distribution around 0 of width 1. */
    public Tensor cauchy(Tensor tensor) {
        return cauchy(tensor, 0, 1);
    }

    /** Numbers from a Cauchy distribution. */
    public Tensor cauchy(Tensor tensor, double median, double width) {
        tensor.floating("cauchy");
        double center = parameter(tensor, median);
        double sigma = parameter(tensor, width);
        return fill(tensor, () -> cauchy(center, sigma));
    }

    /** A number of the gamma distribution, whose mean is {@code shape * scale}; both must be positive. Each takes two draws or more. */
    public double gamma(double shape, double scale) {
        return scale * gamma.draw(shape);
    }

    /** A number whose logarithm is normal with mean 1 and standard deviation 2. */
    public double logNormal() {
        return logNormal(1, 2);
    }

    /** A number whose logarithm is normal: {@code exp(normal(mean, deviation))}. */
    public double logNormal(double mean, double deviation) {
        checkDeviation("logNormal", deviation);
        return Math.exp(normal(mean, deviation));
    }

    /** Numbers whose logarithms are normal with mean 1 and standard deviation 2. */
    public Tensor logNormal(Tensor tensor) {
        return logNormal(tensor, 1, 2);
    }

    /** Numbers whose logarithms are normal. */
    public Tensor logNormal(Tensor tensor, double mean, double deviation) {
        tensor.floating("logNormal");
        checkDeviation("logNormal", deviation);
        double center = parameter(tensor, mean);
        double width = parameter(tensor, deviation);
        return fill(tensor, () -> logNormal(center, width));
    }

    // ---- trials

    /**
     * An integer from 1 on: {@code floor(ln(1 - u) / ln(p)) + 1}.
     *
     * @param p the probability to go on, as Torch has it and not to stop: the mean is {@code 1 / (1 - p)}; from 0 to 1, both excluded
     */
    public long geometric(double p) {
        checkGoingOn(p);
        return (long) (Math.log(1 - uniform()) / Math.log(p)) + 1;
    }

    /** Integers as {@link #geometric(double)} gives. */
    public Tensor geometric(Tensor tensor, double p) {
        checkGoingOn(p);
        return fill(tensor, () -> geometric(p));
    }

    /** 1 or 0, as likely as each other. */
    public int bernoulli() {
        return bernoulli(0.5);
    }

    /**
     * 1 if {@code u <= p}, else 0.
     *
     * @param p the probability of a 1, from 0 to 1
     */
    public int bernoulli(double p) {
        checkProbability(p);
        return uniform() <= p ? 1 : 0;
    }

    /** Ones and zeros, as likely as each other. */
    public Tensor bernoulli(Tensor tensor) {
        return bernoulli(tensor, 0.5);
    }

    /** Ones with probability {@code p}, and zeros. */
    public Tensor bernoulli(Tensor tensor, double p) {
        checkProbability(p);
        return fill(tensor, () -> bernoulli(p));
    }

    /**
     * Ones and zeros, each with a probability of its own.
     *
     * @param probabilities of a 1, as many as {@code tensor} has elements, float or double
     */
    public Tensor bernoulli(Tensor tensor, Tensor probabilities) {
        probabilities.floating("bernoulli");
        if (probabilities.elements() != tensor.elements()) {
            throw new IllegalArgumentException("bernoulli: expected " + tensor.elements() + " probabilities for "
                    + tensor.describe() + ", got " + probabilities.describe());
        }
        double[] p = probabilities.toDoubleArray();
        for (double probability : p) {
            checkProbability(probability);
        }
        PrimitiveIterator.OfDouble next = Arrays.stream(p).iterator();
        return fill(tensor, () -> bernoulli(next.nextDouble()));
    }

    // ---- how tensors are filled

    private static Tensor fill(Tensor tensor, DoubleSupplier draw) {
        double[] block = Blocks.scratch().x;
        Positions walk = Blocks.walk(tensor);
        int n;
        for (long done = 0; done < tensor.elements(); done += n) {
            n = Blocks.size(done, tensor.elements());
            for (int i = 0; i < n; i++) {
                block[i] = draw.getAsDouble();
            }
            Blocks.scratch().write(tensor, walk, done, block, n);
        }
        return tensor;
    }

    // ---- checks

    /** Torch hands the parameters of a distribution to a tensor's method as numbers of the tensor's type. */
    private static double parameter(Tensor tensor, double value) {
        return tensor.elementType() == ElementType.FLOAT ? (float) value : value;
    }

    private static void checkUpper(long n) {
        if (n < 1) {
            throw new IllegalArgumentException("random: expected an upper bound of at least 1, got " + n);
        }
    }

    private static void checkRange(long low, long high) {
        if (high < low) {
            throw new IllegalArgumentException(
                    "random: expected an upper bound of at least " + low + ", the lower one, got " + high);
        }
    }

    private static void checkDeviation(String who, double deviation) {
        if (!(deviation > 0)) {
            throw new IllegalArgumentException(who + ": expected a standard deviation above 0, got " + deviation);
        }
    }

    private static void checkRate(double rate) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("exponential: expected a rate above 0, got " + rate);
        }
    }

    private static void checkGoingOn(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("geometric: expected a probability between 0 and 1, got " + p);
        }
    }

    private static void checkProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("bernoulli: expected a probability from 0 to 1, got " + p);
        }
    }
}
