package dev.signet.differential;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One program while it is played, and what was heard. It lives in the webapp; who judges asks for it by the number of the
 * request, in a request of its own.
 */
final class Recording {

    /** What was heard, by the number of the request, until it is asked for. */
    private static final Map<String, CompletableFuture<String>> HEARD = new ConcurrentHashMap<>();

    private static final long PATIENCE_MILLIS = 2_000;

    private static final int LAZINESS = 8192; // Tomcat encodes so many characters at a time

    private static final String ATTRIBUTE = "differential.recording";

    private final CompletableFuture<String> heard;
    private final Program program;
    private final Twin.Flavour flavour;
    private final AtomicBoolean dispatched = new AtomicBoolean();
    private int buffer;
    private int limit = Player.LIMIT;
    private int written;
    private final StringBuilder text = new StringBuilder(); // the same
    private boolean owesFlush;
    private final StringBuilder log = new StringBuilder();
    private final AtomicInteger players = new AtomicInteger(1);

    private Recording(CompletableFuture<String> heard, Program program, Twin.Flavour flavour) {
        this.heard = heard;
        this.program = program;
        this.flavour = flavour;
    }

    static Recording of(HttpServletRequest request) {
        Recording known = (Recording) request.getAttribute(ATTRIBUTE);
        if (known == null) {
            String line = URLDecoder.decode(request.getHeader("X-Program"), StandardCharsets.UTF_8);
            String flavour = request.getHeader("X-Twin");
            known = new Recording(
                    heard(request.getHeader("X-Number")),
                    Program.parse(line),
                    flavour == null ? null : Twin.Flavour.valueOf(flavour));
            request.setAttribute(ATTRIBUTE, known);
        }
        return known;
    }

    private static CompletableFuture<String> heard(String number) {
        return HEARD.computeIfAbsent(number, any -> new CompletableFuture<>());
    }

    /** What was heard in the request of that number, or null where it does not end in time. */
    static String take(String number) {
        try {
            return heard(number).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            HEARD.remove(number);
        }
    }

    Program program() {
        return program;
    }

    /** As which {@link Twin} of the program it is played, or null. */
    Twin.Flavour flavour() {
        return flavour;
    }

    /** An include was to be flushed. */
    void oweFlush() {
        owesFlush = true;
    }

    /** What is heard; of a twin that owes a flush, that it is committed. */
    Map<String, String> hearing(HttpServletResponse response, String threw) {
        Map<String, String> told = Hearing.of(response, threw);
        if (owesFlush && flavour != null && program.form().equals("include")) {
            told.put("committed", "true");
        }
        return told;
    }

    /** Undertow does not flush within an include, but that is a flush of the includer. */
    void flushOwed(HttpServletResponse response) throws IOException {
        if (flavour != null && owesFlush) {
            response.flushBuffer();
        }
    }

    /** Whether a wrapper of the application declares the length of what it copies. */
    boolean declaresLength() {
        return flavour == null || flavour.hasLength();
    }

    /** Keeps the size of the container's buffer, which a twin enlarges. */
    void enlarge(HttpServletResponse response) {
        if (flavour != null) {
            buffer = response.getBufferSize();
            response.setBufferSize(Player.LIMIT);
        }
    }

    /** The application asks for a larger buffer than a twin has, and of an untouched answer as much is held as well. */
    void enlarge(int asked) {
        buffer = asked;
        limit = asked;
    }

    /** The application asks for a smaller buffer than a twin has; some containers keep at least what they begin with. */
    void shrink(int asked, HttpServletResponse response) {
        int size = response.getBufferSize();
        try {
            response.setBufferSize(asked);
            if (asked >= buffer || response.getBufferSize() == asked) {
                buffer = asked;
            }
            response.setBufferSize(size);
        } catch (IllegalStateException e) {
            return; // something was written; the bare container refuses it as well
        }
    }

    /**
     * Counts what a twin has written, for some containers hold twice of what they were told; of an untouched answer no
     * more is held than the container would.
     */
    void wrote(String piece, boolean printed, HttpServletResponse response) throws IOException {
        String charset = response.getCharacterEncoding();
        Charset encoded = printed && charset != null && Charset.isSupported(charset)
                ? Charset.forName(charset)
                : StandardCharsets.UTF_8;
        written += piece.getBytes(encoded).length;
        text.append(piece);
        int lazy = text.length() - text.length() % LAZINESS;
        int taken = printed && isLazy(response) ? text.substring(0, lazy).getBytes(encoded).length : written;
        if (passes(response) ? taken > buffer : written > limit) {
            response.flushBuffer();
            oweFlush();
        }
    }

    /** Counts what a wrapper of the application has copied to a twin. */
    void copied(int count, HttpServletResponse response) throws IOException {
        written += count;
        if (written > (passes(response) ? buffer : limit)) {
            response.flushBuffer();
        }
    }

    private static boolean passes(HttpServletResponse response) {
        return !Hearing.isTypeTaken(response)
                        && !Media.of(response.getContentType()).mayBeJson()
                        && response.getStatus() < 400
                || isEncodedOrAttached(response)
                || isPart(response);
    }

    private static boolean isLazy(HttpServletResponse response) {
        return isOf("org.apache.catalina.", response);
    }

    static boolean isOfJetty(HttpServletResponse response) {
        return isOf("org.eclipse.jetty.", response);
    }

    private static boolean isOf(String container, HttpServletResponse response) {
        ServletResponse at = response;
        while (at instanceof ServletResponseWrapper wrapper) {
            at = wrapper.getResponse();
        }
        return at.getClass().getName().startsWith(container);
    }

    /** A forward takes back what was written; one with a wrapper of the application takes that of the wrapper alone. */
    void forward(HttpServletResponse response) {
        if (program.form().equals("forward") || isOfJetty(response)) {
            forget();
        }
    }

    /** Whether it is a part of another answer, or explained by its status. */
    private static boolean isPart(HttpServletResponse response) {
        int status = response.getStatus();
        return status == HttpServletResponse.SC_PARTIAL_CONTENT
                || response.getHeader("Content-Range") != null
                || status >= 300 && status < 400 && response.getHeader("Location") != null;
    }

    private static boolean isEncodedOrAttached(HttpServletResponse response) {
        String encoding = response.getHeader("Content-Encoding");
        String disposition = response.getHeader("Content-Disposition");
        boolean identity = response.getHeaders("Content-Encoding").stream().allMatch("identity"::equals);
        return response.getStatus() < 400
                && (encoding != null && !identity || disposition != null && disposition.startsWith("attachment"));
    }

    /** What was written is forgotten. */
    void forget() {
        written = 0;
        text.setLength(0);
    }

    /** A further thread or dispatch will play. */
    void join() {
        players.incrementAndGet();
    }

    /** The dispatch has played its part, or will not any more. */
    void leaveDispatch() {
        if (!dispatched.getAndSet(true)) {
            leave();
        }
    }

    /** A thread or dispatch has played its part; the last of them ends the recording. */
    void leave() {
        if (players.decrementAndGet() == 0) {
            heard.complete(text());
        }
    }

    private synchronized String text() {
        return log.toString();
    }

    synchronized void add(String label, Map<String, String> heard) {
        log.append(label);
        heard.forEach((item, value) ->
                log.append('\t').append(item).append('=').append(value.replaceAll("[\\t\\n\\r]", "?")));
        log.append('\n');
    }
}
