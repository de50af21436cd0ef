package dev.signet.envelope;

import dev.signet.text.JsonScanner;

/**
 * Whether what an application flushed without saying what it is, is so far one JSON value or the beginning of one: then it
 * may become an envelope, and else it is sent as it is. Not thread-safe.
 */
final class UntypedValue {

    private final JsonScanner scanner = new JsonScanner();
    private int marked; // bytes of a byte order mark, which may come one by one; as many as it has behind it

    /** Looks at the next bytes; false where this is not one JSON value any more. */
    boolean feed(byte[] bytes, int offset, int count) {
        int from = offset;
        int end = offset + count;
        while (marked < HeldBytes.MARK.length && from < end && bytes[from] == HeldBytes.MARK[marked]) {
            marked++;
            from++;
        }
        if (from == end) {
            return true;
        }
        if (marked > 0 && marked < HeldBytes.MARK.length) {
            return false; // half a mark
        }
        marked = HeldBytes.MARK.length;
        return scanner.feed(bytes, from, end);
    }
}
