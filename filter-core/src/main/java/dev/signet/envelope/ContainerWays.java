package dev.signet.envelope;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What containers do in their own ways about things that the specification leaves open, and cannot be asked for: it is
 * known by the class of their response. A container that is not known does nothing of this. Immutable and thread-safe.
 */
final class ContainerWays {

    private static final boolean IS_SERVLET_6_1 = Arrays.stream(HttpServletResponse.class.getMethods())
            .anyMatch(method -> method.getName().equals("sendRedirect") && method.getParameterCount() == 3);

    private final String name;

    private ContainerWays(String name) {
        this.name = name;
    }

    /**
     * The ways of the container that a response leads to.
     *
     * @param known those of another response, which are handed back where the container is the same; or null
     */
    static ContainerWays of(HttpServletResponse real, @Nullable ContainerWays known) {
        String name = bottom(real).getClass().getName();
        return known != null && known.name.equals(name) ? known : new ContainerWays(name);
    }

    /** The container's own response: filters in front may have put wrappers around it. */
    static ServletResponse bottom(HttpServletResponse real) {
        ServletResponse at = real;
        while (at instanceof ServletResponseWrapper wrapper) {
            at = wrapper.getResponse();
        }
        return at;
    }

    boolean isJetty() {
        return name.startsWith("org.eclipse.jetty.");
    }

    /** Jetty 11, or Jetty 10: later ones have a response for each generation of the servlet API. */
    boolean isJetty11() {
        return name.equals("org.eclipse.jetty.server.Response");
    }

    boolean isUndertow() {
        return name.startsWith("io.undertow.");
    }

    /** Tomcat, and those that were made of it. */
    boolean isCatalina() {
        return name.startsWith("org.apache.catalina.");
    }

    private boolean isLiberty() {
        return name.startsWith("com.ibm.") || name.startsWith("io.openliberty.");
    }

    /** Whether a write behind an error that was told is dropped; others refuse it. */
    boolean dropsWhatIsLate() {
        return isCatalina();
    }

    /** Whether a write behind a close is dropped: by Tomcat, as long as it was one of Servlet 6.0. */
    boolean dropsBehindClose() {
        return dropsWhatIsLate() && !IS_SERVLET_6_1;
    }

    /** Whether stream and writer are open to choose again behind a redirect, which drops what comes from them. */
    boolean opensDoorsByRedirect() {
        return dropsWhatIsLate();
    }

    /** Whether a redirect that keeps the body closes the stream before its location and status are looked at. */
    boolean closesBeforeRefusing() {
        return name.startsWith("org.eclipse.jetty.ee11.");
    }

    /** Whether an error that was told opens them again. */
    boolean opensDoorsByError() {
        return isUndertow();
    }

    /** Whether a write behind a redirect is dropped; one behind an error, or behind a close, fails all the same. */
    boolean dropsBehindRedirect() {
        return isLiberty();
    }

    /** Whether a writer keeps characters beside the buffer, so that more is held than its size tells. */
    boolean keepsCharactersAside() {
        return dropsWhatIsLate();
    }

    /** How much is held where this size is told: Liberty tells 0 of a stream that has no byte yet. */
    int buffer(int told) {
        return told == 0 && isLiberty() ? 32_768 : told;
    }

    /** Whether a buffer is sent as soon as it is full, and not with the byte that it has no room for. */
    boolean sendsFullBuffers() {
        return isJetty();
    }

    /** Whether the size of the buffer cannot be set once there is something in it, and can be until then. */
    boolean fixesWrittenBuffers() {
        return isCatalina() || isJetty() || isUndertow();
    }

    /**
     * The size of a buffer for an envelope without data. Undertow makes one of its own wherever a size was asked for, outside
     * the heap and for this response alone: it need not be as large as its usual ones.
     */
    int roomForEmpty(int size) {
        return isUndertow() ? Math.min(size, 512) : size;
    }

    /** Whether what exceeds the declared length is dropped, but only within one write; the next one fails. */
    boolean dropsBeyondLength() {
        return dropsWhatIsLate();
    }

    /** Whether the container fails at the end of an answer whose stream is closed; flushed it is committed, too. */
    boolean mustStayOpen() {
        return isLiberty();
    }

    /** Whether a cookie is no header until it is sent, and a reset takes it. */
    boolean hidesCookies() {
        return isLiberty();
    }

    /**
     * Whether a length that was declared cannot be taken back: without one every write would fail (Liberty), or those
     * beyond it, which was forgotten for the headers alone (Jetty 12.1.5).
     */
    boolean keepsLengths() {
        return isLiberty() || name.startsWith("org.eclipse.jetty.ee1");
    }

    /** Whether a whole answer that is shorter than declared gets the length that it has; else the caller waits for the rest. */
    boolean correctsLengths() {
        return isLiberty();
    }

    /** Whether a type that is added as a header is sent, while the one before it goes on to be told. */
    boolean addsTypeAside() {
        return isLiberty();
    }

    /** Whether a type that gets its charset later is sent in another spelling than it is told. */
    boolean spellsTypeAnew() {
        return isUndertow();
    }

    /** Whether a body that is small gets a length, although trailers follow it, and loses them; not behind its head. */
    boolean addsLengths() {
        return isLiberty();
    }

    /** Whether it is the container that flushes: Liberty does when a servlet has returned, before the filters have. */
    boolean isFlushedByItself() {
        return isLiberty() && Callers.areOf("com.ibm.ws.webcontainer.servlet.");
    }

    /** Whether it is a servlet of the container's that declares a length: it knows nothing of what stands in front. */
    boolean isDeclaredByItself() {
        return isCatalina() ? Callers.areOf("org.apache.catalina.") : isJetty() && Callers.areOf("org.eclipse.jetty.");
    }

    /** Whether {@code sendError} of this status is an interim answer. */
    boolean sendsInterim(int status) {
        return isJetty() && (status == 102 || status == 103);
    }

    /** Whether a challenge ends the container's own response, unless something was written, and leaves a wrapper open. */
    boolean endsByChallenge() {
        return isJetty();
    }

    /** Whether a forward clears the container's own response, whatever wrapper it was given. */
    boolean clearsOnForward() {
        return isJetty();
    }

    /** Whether nobody hears what fails while the response is closed behind a forward; Jetty 11 still told. */
    boolean closesForwardsSilently() {
        return isJetty() && !isJetty11();
    }

    /** Whether an answer is held to its declared length: beyond it a write throws, and below it the answer is 500. */
    boolean refusesWrongLengths() {
        return isJetty();
    }

    /**
     * A length that can be told for a moment, and taken back, to see how another one is shown: one of 0 would end the answer
     * on some, and one of 1 would commit it on Tomcat, where a byte was written.
     */
    long likeLength(long length) {
        return isCatalina() ? length : Math.max(length, 1);
    }

    /** Whether an answer is told to be committed once as much as was declared is there, whatever was sent of it. */
    boolean commitsByLength() {
        return isCatalina();
    }

    /** Whether an answer is closed by a length that is declared behind as many bytes. */
    boolean closesByLength() {
        return refusesShortLengths();
    }

    /** Whether characters that are printed to the stream are encoded in the charset of the answer. */
    boolean encodesStream() {
        return isJetty();
    }

    /** Whether a header of a length that is no number is refused. */
    boolean refusesUnreadableLengths() {
        return isJetty();
    }

    /** Whether a buffer of less than nothing is agreed to, and then nothing can be written. */
    boolean takesImpossibleBuffers() {
        return isUndertow();
    }

    /** Whether an included servlet may set the size of the buffer, and is refused where that has content. */
    boolean takesBuffersOfIncludes() {
        return isJetty() || isUndertow();
    }

    /** Whether a forward in an asynchronous dispatch leaves the answer open until that has returned. */
    boolean keepsOpenWhileResumed() {
        return isJetty();
    }

    /** Whether a flush within an include commits nothing before that has returned. */
    boolean flushesBehindIncludes() {
        return isUndertow();
    }

    /** Whether a writer that was closed, by the application or by a redirect, has an error to tell. */
    boolean tellsErrorBehindClose() {
        return isJetty();
    }

    /** Whether names can be taken out of those of the headers, and none can be added. */
    boolean takesNoHeaderNames() {
        return isJetty();
    }

    /** Refuses an upgrade that comes too late for the application, where the container does. */
    void refuseLateUpgrade() throws ServletException {
        if (isUndertow()) {
            throw new IllegalStateException("the response is committed");
        }
        if (isJetty()) {
            throw new ServletException("the response is committed");
        }
    }

    /** Whether a session can still be made when it cannot be told to the caller any more. */
    boolean makesSessionsBehindCommit() {
        return isUndertow();
    }

    /** Whether the id of a session stays what it is behind a commit. */
    boolean keepsSessionIdBehindCommit() {
        return isJetty();
    }

    /** What the writer puts behind a line. */
    String lineEnd() {
        return isUndertow() ? "\r\n" : System.lineSeparator();
    }

    /** Whether what is written behind a reset is not held to a length that was declared in front of it. */
    boolean forgetsLengthsByReset() {
        return name.startsWith("org.eclipse.jetty.ee11.");
    }

    /** Whether a length that is shorter than what was written is refused when it is declared. */
    boolean refusesShortLengths() {
        return name.startsWith("org.eclipse.jetty.ee10.");
    }

    /** Whether the type cannot be taken away any more once there is a writer. */
    boolean keepsTypeOfWriter() {
        return isJetty();
    }

    /**
     * Whether a write listener that throws has its connection cut, by the thread that calls it. Any other end that another
     * thread is asked for meanwhile is written beside that, once in a thousand answers twice.
     */
    boolean cutsWhereListenerThrows() {
        return isUndertow();
    }

    /**
     * Whether the query in the path of an asynchronous dispatch is added to what the request has; without one that keeps
     * its own.
     */
    boolean addsQueryOfPath() {
        return isJetty() || isCatalina();
    }

    /** Whether the query that a wrapped request has when a cycle begins is added to it when that comes back. */
    boolean addsQueryOfWrapped() {
        return isJetty();
    }

    /** Takes back a length. Given as a long, Jetty 11 would send -1 over HTTP/2. */
    static void dropLength(HttpServletResponse response) {
        response.setContentLength(-1);
    }

    /** Whether the head cannot be set while an include is under way. */
    boolean keepsHeadOfInclude() {
        return isUndertow() || isLiberty() || isJetty11();
    }
}
