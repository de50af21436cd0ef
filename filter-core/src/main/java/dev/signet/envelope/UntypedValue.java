package dev.signet.envelope;

import dev.signet.text.JsonScanner;

/**
 * Whether what an application flushed without saying what it is, is so far one JSON value or the beginning of one: then it
 * may become an envelope, and else it is sent as it is. Not thread-safe.
 */
final class UntypedValue {

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final JsonScanner scanner = new JsonScanner();
    private int marked; // bytes of a byte order mark, which may come one by one; as many as it has behind it

    /** Looks at the next bytes; false where this is not one JSON value any more. */
    boolean feed(byte[] bytes, int offset, int count) {
        int from = offset;
        int end = offset + count;
        while (marked < MARK.length && from < end && bytes[from] == MARK[marked]) {
            marked++;
            from++;
        }
        if (from == end) {
            return true;
        }
        if (marked > 0 && marked < MARK.length) {
            return false; // half a mark
        }
        marked = MARK.length;
        return scanner.feed(bytes, from, end);
    }
}
