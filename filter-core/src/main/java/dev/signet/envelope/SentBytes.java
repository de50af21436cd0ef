package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** How many bytes of one answer's body the container was given. Used under the lock of {@link Turn}. */
final class SentBytes {

    private final boolean head; // the container drops what it is given
    private long count;

    private SentBytes(boolean head) {
        this.head = head;
    }

    /** None, as the answer to a request. */
    static SentBytes of(HttpServletRequest request) {
        return new SentBytes(request.getMethod().equals("HEAD"));
    }

    long count() {
        return head ? 0 : count;
    }

    /** Bytes, where somebody counts them. */
    static void add(@Nullable SentBytes sent, int bytes) {
        if (sent != null) {
            sent.count += bytes;
        }
    }

    /**
     * Characters that the container encodes by itself.
     *
     * @param charset in which it does; where it is not UTF-8, nearly always one of one byte a character
     */
    void add(String text, int offset, int characters, String charset) {
        if (!"UTF-8".equalsIgnoreCase(charset)) {
            count += characters;
            return;
        }
        for (int i = offset; i < offset + characters; i++) {
            char c = text.charAt(i);
            count += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3; // a pair is four
        }
    }

    /** What was given was taken back. */
    static void clear(@Nullable SentBytes sent) {
        if (sent != null) {
            sent.count = 0;
        }
    }
}
