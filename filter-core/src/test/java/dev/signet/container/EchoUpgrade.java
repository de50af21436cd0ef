package dev.signet.container;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Another protocol on the same connection: it greets and ends. Made by the container. */
public final class EchoUpgrade implements HttpUpgradeHandler {

    /** Made by the container. */
    public EchoUpgrade() {}

    @Override
    public void init(WebConnection connection) {
        try (connection) {
            connection.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {}
}
