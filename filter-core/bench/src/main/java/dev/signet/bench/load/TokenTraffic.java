package dev.signet.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Asks for tokens at a steady rate from several threads, until it is closed. */
final class TokenTraffic implements AutoCloseable {

    /** Who asks for what. */
    interface Credentials {
        String id(long number);

        String secret();

        /** How often one that is told to ask again does. */
        int retries();
    }

    private final AtomicBoolean ended = new AtomicBoolean();
    private final LongAdder asked = new LongAdder();
    private final LongAdder granted = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final Thread[] threads;

    TokenTraffic(String from, int port, double perSecond, int connections, Credentials credentials) {
        threads = new Thread[connections];
        long pause = (long) (1e9 * connections / perSecond);
        for (int i = 0; i < connections; i++) {
            long first = i;
            threads[i] = new Thread(() -> {
                try (TokenCaller caller = new TokenCaller(from, port)) {
                    long next = System.nanoTime();
                    for (long number = first; !ended.get(); number += connections) {
                        boolean token = caller.ask(credentials.id(number), credentials.secret());
                        for (int again = 0; !token && again < credentials.retries() && !ended.get(); again++) {
                            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // what Retry-After says
                            retried.increment();
                            token = caller.ask(credentials.id(number), credentials.secret());
                        }
                        asked.increment();
                        granted.add(token ? 1 : 0);
                        next += pause;
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            threads[i].setDaemon(true);
            threads[i].start();
        }
    }

    long asked() {
        return asked.sum();
    }

    /** Like {@code "98 of 100, 5 retries"}. */
    String granted() {
        return granted.sum() + " of " + asked.sum() + ", " + retried.sum() + " retries";
    }

    @Override
    public void close() {
        ended.set(true);
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
