package dev.signet.differential;

import dev.signet.testing.StreamWrapper;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** What stands between a wrapper of the application and a twin, and counts the bytes that the wrapper copies. */
final class CopiedResponse extends HttpServletResponseWrapper {

    private final Recording recording;

    private CopiedResponse(HttpServletResponse response, Recording recording) {
        super(response);
        this.recording = recording;
    }

    /** A response that counts where a twin is played; else the response itself. */
    static HttpServletResponse of(HttpServletResponse response, Recording recording) {
        return recording.flavour() == null ? response : new CopiedResponse(response, recording);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new StreamWrapper(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                super.write(bytes, offset, count);
                recording.copied(count, (HttpServletResponse) getResponse());
            }
        };
    }
}
