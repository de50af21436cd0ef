package dev.signet.testing;

import java.io.IOException;

/** The versions of HTTP that the embedded containers speak on one port. */
public enum HttpVersion implements HttpConnection.Opener {
    HTTP_1_1,
    HTTP_2;

    @Override
    public HttpConnection open(int port) throws IOException {
        return switch (this) {
            case HTTP_1_1 -> new RawClient(port);
            case HTTP_2 -> new Http2Client(port);
        };
    }
}
