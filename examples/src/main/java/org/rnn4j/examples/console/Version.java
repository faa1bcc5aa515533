package org.rnn4j.examples.console;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"rnn4j " + Optional.ofNullable(version).orElse("(not packaged)")};
    }
}
