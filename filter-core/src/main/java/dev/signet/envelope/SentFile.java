package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * A file that an application names for Tomcat's connector to send, past every wrapper. Where its answer becomes an
 * envelope the bytes are read here instead.
 */
final class SentFile {

    static final String SUPPORT = "org.apache.tomcat.sendfile.support";

    private static final String FILE = "org.apache.tomcat.sendfile.filename";
    private static final String START = "org.apache.tomcat.sendfile.start";
    private static final String END = "org.apache.tomcat.sendfile.end";

    private SentFile() {}

    /** Whether a file is named. */
    static boolean isNamed(HttpServletRequest request) {
        return EnvelopeAttributes.get(request, FILE) != null;
    }

    /** Takes what was read of the file. */
    interface Sink {
        void write(byte[] bytes, int offset, int count) throws IOException;
    }

    /** Takes the file from the connector and gives its bytes to the body. */
    static void moveTo(Sink body, HttpServletRequest request) throws IOException {
        Object file = request.getAttribute(FILE);
        long from = request.getAttribute(START) instanceof Long given ? given : 0;
        Object last = request.getAttribute(END);
        request.removeAttribute(FILE);
        request.removeAttribute(START);
        request.removeAttribute(END);
        try (RandomAccessFile open = new RandomAccessFile(String.valueOf(file), "r")) {
            long end = last instanceof Long given ? given : open.length();
            open.seek(from);
            byte[] piece = new byte[Wire.PIECE];
            for (long left = end - from; left > 0; ) {
                int read = open.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) {
                    throw new BrokenBodyException("the file is shorter than the application said");
                }
                body.write(piece, 0, read);
                left -= read;
            }
        }
    }
}
