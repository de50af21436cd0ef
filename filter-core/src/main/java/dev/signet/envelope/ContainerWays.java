package dev.signet.envelope;

import jakarta.servlet.ServletException;
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

    private final ContainerName container;
    private final LengthWays lengths;

    private ContainerWays(ContainerName container) {
        this.container = container;
        this.lengths = new LengthWays(container);
    }

    /** Which container it is. */
    ContainerName container() {
        return container;
    }

    /** Those that are about a length that was declared. */
    LengthWays lengths() {
        return lengths;
    }

    /**
     * The ways of the container that a response leads to.
     *
     * @param known those of another response, which are handed back where the container is the same; or null
     */
    static ContainerWays of(HttpServletResponse real, @Nullable ContainerWays known) {
        String name = ContainerName.bottom(real).getClass().getName();
        return known != null && known.container.name().equals(name)
                ? known
                : new ContainerWays(new ContainerName(name));
    }

    /** Whether a write behind an error that was told is dropped; others refuse it. */
    boolean dropsWhatIsLate() {
        return container.isCatalina();
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
        return container.isJettyOf("ee11.");
    }

    /** Whether an error that was told opens them again. */
    boolean opensDoorsByError() {
        return container.isUndertow();
    }

    /** Whether a write behind a redirect is dropped; one behind an error, or behind a close, fails all the same. */
    boolean dropsBehindRedirect() {
        return container.isLiberty();
    }

    /** Whether a writer keeps characters beside the buffer, so that more is held than its size tells. */
    boolean keepsCharactersAside() {
        return dropsWhatIsLate();
    }

    /** How much is held where this size is told: Liberty tells 0 of a stream that has no byte yet. */
    int buffer(int told) {
        return told == 0 && container.isLiberty() ? 32_768 : told;
    }

    /** Whether a buffer is sent as soon as it is full, and not with the byte that it has no room for. */
    boolean sendsFullBuffers() {
        return container.isJetty();
    }

    /** Whether the size of the buffer cannot be set once there is something in it, and can be until then. */
    boolean fixesWrittenBuffers() {
        return container.isCatalina() || container.isJetty() || container.isUndertow();
    }

    /**
     * The size of a buffer for an envelope without data. Undertow makes one of its own wherever a size was asked for, outside
     * the heap and for this response alone: it need not be as large as its usual ones.
     */
    int roomForEmpty(int size) {
        return container.isUndertow() ? Math.min(size, 512) : size;
    }

    /** Whether the container fails at the end of an answer whose stream is closed; flushed it is committed, too. */
    boolean mustStayOpen() {
        return container.isLiberty();
    }

    /** Whether a cookie is no header until it is sent, and a reset takes it. */
    boolean hidesCookies() {
        return container.isLiberty();
    }

    /** Whether a type that is added as a header is sent, while the one before it goes on to be told. */
    boolean addsTypeAside() {
        return container.isLiberty();
    }

    /** Whether a type that gets its charset later is sent in another spelling than it is told. */
    boolean spellsTypeAnew() {
        return container.isUndertow();
    }

    /** Whether it is the container that flushes: Liberty does when a servlet has returned, before the filters have. */
    boolean isFlushedByItself() {
        return container.isLiberty() && Callers.areOf("com.ibm.ws.webcontainer.servlet.");
    }

    /** Whether {@code sendError} of this status is an interim answer. */
    boolean sendsInterim(int status) {
        return container.isJetty() && (status == 102 || status == 103);
    }

    /** Whether a challenge ends the container's own response, unless something was written, and leaves a wrapper open. */
    boolean endsByChallenge() {
        return container.isJetty();
    }

    /** Whether a forward clears the container's own response, whatever wrapper it was given. */
    boolean clearsOnForward() {
        return container.isJetty();
    }

    /** Whether nobody hears what fails while the response is closed behind a forward; Jetty 11 still told. */
    boolean closesForwardsSilently() {
        return container.isJetty() && !container.isJetty11();
    }

    /** Whether characters that are printed to the stream are encoded in the charset of the answer. */
    boolean encodesStream() {
        return container.isJetty();
    }

    /** Whether a buffer of less than nothing is agreed to, and then nothing can be written. */
    boolean takesImpossibleBuffers() {
        return container.isUndertow();
    }

    /** Whether an included servlet may set the size of the buffer, and is refused where that has content. */
    boolean takesBuffersOfIncludes() {
        return container.isJetty() || container.isUndertow();
    }

    /** Whether a forward in an asynchronous dispatch leaves the answer open until that has returned. */
    boolean keepsOpenWhileResumed() {
        return container.isJetty();
    }

    /** Whether a flush within an include commits nothing before that has returned. */
    boolean flushesBehindIncludes() {
        return container.isUndertow();
    }

    /** Whether a writer that was closed, by the application or by a redirect, has an error to tell. */
    boolean tellsErrorBehindClose() {
        return container.isJetty();
    }

    /** Whether a writer that has failed takes nothing more, whatever becomes of its answer. */
    boolean keepsWritersFailed() {
        return container.isJettyOf("ee10.");
    }

    /** Whether names can be taken out of those of the headers, and none can be added. */
    boolean takesNoHeaderNames() {
        return container.isJetty();
    }

    /** Refuses an upgrade that comes too late for the application, where the container does. */
    void refuseLateUpgrade() throws ServletException {
        if (container.isUndertow()) {
            throw new IllegalStateException("the response is committed");
        }
        if (container.isJetty()) {
            throw new ServletException("the response is committed");
        }
    }

    /** Whether a session can still be made when it cannot be told to the caller any more. */
    boolean makesSessionsBehindCommit() {
        return container.isUndertow();
    }

    /** Whether the id of a session stays what it is behind a commit. */
    boolean keepsSessionIdBehindCommit() {
        return container.isJetty();
    }

    /** What the writer puts behind a line. */
    String lineEnd() {
        return container.isUndertow() ? "\r\n" : System.lineSeparator();
    }

    /** Whether the type cannot be taken away any more once there is a writer. */
    boolean keepsTypeOfWriter() {
        return container.isJetty();
    }

    /**
     * Whether a write listener that throws has its connection cut, by the thread that calls it. Any other end that another
     * thread is asked for meanwhile is written beside that, once in a thousand answers twice.
     */
    boolean cutsWhereListenerThrows() {
        return container.isUndertow();
    }

    /**
     * Whether the query in the path of an asynchronous dispatch is added to what the request has; without one that keeps
     * its own.
     */
    boolean addsQueryOfPath() {
        return container.isJetty() || container.isCatalina();
    }

    /** Whether the query that a wrapped request has when a cycle begins is added to it when that comes back. */
    boolean addsQueryOfWrapped() {
        return container.isJetty();
    }

    /** Whether the head cannot be set while an include is under way. */
    boolean keepsHeadOfInclude() {
        return container.isUndertow() || container.isLiberty() || container.isJetty11();
    }
}
