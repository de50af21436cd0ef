package dev.signet.framework;

import jakarta.servlet.Filter;

/** An application of a framework that has a server of its own; its source is compiled with that framework's jars alone. */
public interface ForeignApplication extends AutoCloseable {

    /**
     * Starts it at {@code /app}.
     *
     * @param signet stands in front of everything; null for the bare application
     * @return the port
     */
    int start(Filter signet) throws Exception;
}
