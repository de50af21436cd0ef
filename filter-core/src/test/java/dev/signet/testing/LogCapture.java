package dev.signet.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What every logger of this JVM says at the finest level, ours and the container's, until it is closed. */
public final class LogCapture extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    private LogCapture() {
        setLevel(Level.ALL);
    }

    /** Begins to listen. */
    public static LogCapture open() {
        return open(Level.ALL);
    }

    /** Begins to listen to what is of that level or above, which is much faster than everything. */
    public static LogCapture open(Level least) {
        LogCapture capture = new LogCapture();
        capture.root.addHandler(capture);
        capture.root.setLevel(least);
        return capture;
    }

    /** The lines an operator sees of us: level INFO and above; without the ids that are others each time. */
    public List<String> lines() {
        SimpleFormatter formatter = new SimpleFormatter();
        return records.stream()
                .filter(log -> String.valueOf(log.getLoggerName()).startsWith("dev.signet"))
                .filter(log -> log.getLevel().intValue() >= Level.INFO.intValue())
                .map(log -> log.getLevel() + " " + formatter.formatMessage(log))
                .map(line -> line.replaceAll(" id=[A-Z2-7]{26}", ""))
                .toList();
    }

    /** The lines of us at one level. */
    public List<String> lines(Level level) {
        String prefix = level + " ";
        return lines().stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    /** The same, once there is one: the caller may have the answer before the line is written. Waits ten seconds at most. */
    public List<String> awaitLines(Level level) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        synchronized (records) {
            long left = until - System.nanoTime();
            while (lines(level).isEmpty() && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(records, left);
                left = until - System.nanoTime();
            }
        }
        return lines(level);
    }

    /** Messages, parameters and whole stacks of all records of all loggers. */
    public String everything() {
        SimpleFormatter formatter = new SimpleFormatter();
        StringWriter all = new StringWriter();
        PrintWriter out = new PrintWriter(all);
        for (LogRecord log : records) {
            out.println(log.getLoggerName() + " " + log.getLevel() + " " + log.getMessage());
            out.println(formatter.formatMessage(log));
            if (log.getParameters() != null) {
                List.of(log.getParameters()).forEach(parameter -> out.println("parameter " + parameter));
            }
            if (log.getThrown() != null) {
                log.getThrown().printStackTrace(out);
            }
        }
        out.flush();
        return all.toString();
    }

    @Override
    public void publish(LogRecord log) {
        records.add(log);
        synchronized (records) {
            records.notifyAll();
        }
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
    }
}
