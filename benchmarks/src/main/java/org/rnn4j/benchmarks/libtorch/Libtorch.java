package org.rnn4j.benchmarks.libtorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** libtorch: one for the whole process. */
public final class Libtorch {
    private static final String ENGINE = "PyTorch";

    private Libtorch() {}

    /**
     * Says how many threads libtorch computes with, and that it is to download nothing. Before its first use.
     *
     * @param threads at least 1
     */
    public static void configure(int threads) {
        // It looks for CUDA, and warns where it finds none.
        if (LoggerFactory.getLogger("ai.djl.util.cuda") instanceof Logger logger) {
            logger.setLevel(Level.ERROR);
        }
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.default_engine", ENGINE);
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }

    /** Whether there is a libtorch for this machine. */
    public static boolean isPresent() {
        try {
            return Engine.hasEngine(ENGINE) && Engine.getEngine(ENGINE) != null;
        } catch (EngineException e) {
            return false;
        }
    }

    /** An owner of arrays, all of which go when it is closed. */
    static NDManager manager() {
        return NDManager.newBaseManager(Device.cpu(), ENGINE);
    }
}
