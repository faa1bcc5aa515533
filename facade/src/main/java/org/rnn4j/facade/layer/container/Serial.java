package org.rnn4j.facade.layer.container;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Module;

/**
 * Says in which type a module is to be saved; the module does its work as without.
 *
 * <p>Input and output: those of the module inside.
 *
 * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.Serial">dpnn manual: Serial</a>
 */
public final class Serial extends Decorator {
    private final @Nullable ElementType tensortype;

    /** Saves {@code module} as it is. */
    public Serial(Module module) {
        this(module, null);
    }

    /** Saves {@code module} in the type {@code tensortype}, such as {@code torch.FloatTensor}; as it is if null. */
    public Serial(Module module, @Nullable String tensortype) {
        super(module);
        this.tensortype = tensortype == null ? null : ElementType.named(tensortype);
    }

    /** The type to save in, such as {@code torch.FloatTensor}; null for that of the module. */
    public @Nullable String tensortype() {
        return tensortype == null ? null : tensortype.tensorName();
    }
}
