package dev.signet.token;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps what Signet logs, at the finest level. */
final class Logged implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.signet");
    private final Level before = logger.getLevel();
    private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Logged() {
        handler.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    /** The lines of a level. */
    List<String> lines(Level level) {
        synchronized (records) {
            return records.stream()
                    .filter(entry -> entry.getLevel().equals(level))
                    .map(new SimpleFormatter()::formatMessage)
                    .toList();
        }
    }

    List<String> errors() {
        return lines(Level.SEVERE);
    }

    List<String> warnings() {
        return lines(Level.WARNING);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setLevel(before);
    }
}
