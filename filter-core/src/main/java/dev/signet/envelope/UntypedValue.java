package dev.signet.envelope;

import dev.signet.text.JsonScanner;

/**
 * Whether what an application flushed without saying what it is, is so far one JSON value or the beginning of one: then it
 * may become an envelope, and else it is sent as it is. Not thread-safe.
 */
final class UntypedValue {

    private final JsonScanner scanner = new JsonScanner();
    private boolean begun;

    /** Looks at the next bytes; false where this is not one JSON value any more. */
    boolean feed(byte[] bytes, int offset, int count) {
        int mark = begun ? 0 : HeldBytes.byteOrderMark(bytes, offset, count);
        begun |= count > 0;
        return scanner.feed(bytes, offset + mark, offset + count);
    }
}
