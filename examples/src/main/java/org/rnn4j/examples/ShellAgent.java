package org.rnn4j.examples;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import jdk.jshell.execution.RemoteExecutionControl;
import jdk.jshell.execution.Util;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/** The process behind the shell: jshell's own, but sizes look as in Torch, and a mistake is one line, without a stack trace. */
public final class ShellAgent extends RemoteExecutionControl {
    /** The system property that asks for stack traces. */
    static final String VERBOSE = "rnn4j.shell.verbose";

    private ShellAgent() {}

    /**
     * Serves the jshell that started this process.
     *
     * @param args the port where it listens
     */
    public static void main(String[] args) throws Exception {
        // jshell ends this process, and the socket with it.
        @SuppressWarnings("resource")
        Socket jshell = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        Map<String, Consumer<OutputStream>> outputs = Map.of(
                "out", out -> System.setOut(new PrintStream(out, true, Charset.defaultCharset())),
                "err", err -> System.setErr(new PrintStream(err, true, Charset.defaultCharset())));
        Map<String, Consumer<InputStream>> inputs = Map.of("in", System::setIn);
        Util.forwardExecutionControlAndIO(
                new ShellAgent(), jshell.getInputStream(), jshell.getOutputStream(), outputs, inputs);
    }

    // jshell finds what it has to stop by the names of these two methods.

    @Override
    protected String invoke(Method expression) throws Exception {
        return text(expression.invoke(null));
    }

    @Override
    public String varValue(String className, String name)
            throws RunException, EngineTerminationException, InternalException {
        String value = super.varValue(className, name);
        try {
            Field variable = findClass(className).getDeclaredField(name);
            variable.setAccessible(true);
            return variable.getType() == long[].class ? text(variable.get(null)) : value;
        } catch (ReflectiveOperationException e) {
            throw new InternalException(e.toString());
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof long[] sizes ? storage(sizes) : valueString(value);
    }

    /** What Torch prints of a LongStorage, which is what a size is there. */
    private static String storage(long[] sizes) {
        String end = "[torch.LongStorage of size " + sizes.length + "]\n";
        return sizes.length == 0 ? end : Tensor.of(sizes).toString().replaceFirst("\\[torch.*\n$", end);
    }

    @Override
    protected String throwConvertedInvocationException(Throwable cause) throws RunException, InternalException {
        boolean isMistake = cause instanceof Exception && !(cause instanceof SPIResolutionException);
        if (!isMistake || Boolean.getBoolean(VERBOSE)) {
            return super.throwConvertedInvocationException(cause);
        }
        String message = Objects.requireNonNullElse(cause.getMessage(), "no message");
        throw new UserException(message, cause.getClass().getName(), new StackTraceElement[0]);
    }
}
