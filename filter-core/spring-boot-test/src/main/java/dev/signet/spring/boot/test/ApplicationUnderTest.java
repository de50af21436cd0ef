package dev.signet.spring.boot.test;

import org.jspecify.annotations.Nullable;

/** The application that the test of this thread is about. */
final class ApplicationUnderTest {

    private static final ThreadLocal<@Nullable ReplacedKeys> OF_THIS_THREAD = new ThreadLocal<>();
    private static final ReplacedKeys ANY = new ReplacedKeys();

    private ApplicationUnderTest() {}

    static void is(@Nullable ReplacedKeys keys) {
        OF_THIS_THREAD.set(keys);
    }

    /** What it asks of tokens; without an application, what one asks whose properties say nothing of tokens. */
    static ReplacedKeys keys() {
        ReplacedKeys known = OF_THIS_THREAD.get();
        return known == null ? ANY : known;
    }
}
