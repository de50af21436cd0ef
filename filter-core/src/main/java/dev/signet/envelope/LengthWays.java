package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;

/** What containers do in their own ways with a length that was declared; see {@link ContainerWays}. */
final class LengthWays {

    private final ContainerName container;

    LengthWays(ContainerName container) {
        this.container = container;
    }

    /** Whether an answer is held to its declared length: beyond it a write throws, and below it the answer is 500. */
    boolean refusesWrong() {
        return container.isJetty();
    }

    /** Whether what was refused because it exceeds the length counts all the same, so that nothing fits any more. */
    boolean countsRefused() {
        return container.isJettyOf("ee10.");
    }

    /** Whether a length that is shorter than what was written is refused when it is declared. */
    boolean refusesShort() {
        return container.isJettyOf("ee10.");
    }

    /** Whether a header of a length that is no number is refused. */
    boolean refusesUnreadable() {
        return container.isJetty();
    }

    /** Whether what exceeds the declared length is dropped, but only within one write; the next one fails. */
    boolean dropsBeyond() {
        return container.isCatalina();
    }

    /** Whether an answer is told to be committed once as much as was declared is there, whatever was sent of it. */
    boolean commits() {
        return container.isCatalina();
    }

    /** Whether an answer is closed by a length that is declared behind as many bytes. */
    boolean closes() {
        return refusesShort();
    }

    /** Whether it is a servlet of the container's that declares a length: it knows nothing of what stands in front. */
    boolean areDeclaredByContainer() {
        return container.isCatalina()
                ? Callers.areOf("org.apache.catalina.")
                : container.isJetty() && Callers.areOf("org.eclipse.jetty.");
    }

    /** Whether what is written behind a reset is not held to a length that was declared in front of it. */
    boolean areForgottenByReset() {
        return container.isJettyOf("ee11.");
    }

    /**
     * Whether a length that was declared cannot be taken back: without one every write would fail (Liberty), or those
     * beyond it, which was forgotten for the headers alone (Jetty 12.1.5).
     */
    boolean areKept() {
        return container.isLiberty() || container.isJettyOf("ee1");
    }

    /** Takes back a length. Given as a long, Jetty 11 would send -1 over HTTP/2. */
    static void drop(HttpServletResponse response) {
        response.setContentLength(-1);
    }

    /**
     * A length that can be told for a moment, and taken back, to see how another one is shown: one of 0 would end the answer
     * on some, and one of 1 would commit it on Tomcat, where a byte was written.
     */
    long like(long length) {
        return container.isCatalina() ? length : Math.max(length, 1);
    }

    /** Whether a whole answer that is shorter than declared gets the length that it has; else the caller waits for the rest. */
    boolean areCorrected() {
        return container.isLiberty();
    }

    /** Whether a body that is small gets a length, although trailers follow it, and loses them; not behind its head. */
    boolean areAdded() {
        return container.isLiberty();
    }
}
