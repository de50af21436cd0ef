package dev.signet.differential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the log of thousands of exceptions that are thrown on purpose from the console. At the handlers, because Tomcat
 * sets levels of its own at some loggers.
 */
final class Silence implements AutoCloseable {

    private final Map<Handler, Level> before = new LinkedHashMap<>();

    Silence() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            before.put(handler, handler.getLevel());
            handler.setLevel(Level.OFF);
        }
    }

    @Override
    public void close() {
        before.forEach(Handler::setLevel);
    }
}
