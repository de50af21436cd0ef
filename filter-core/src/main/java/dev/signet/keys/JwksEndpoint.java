package dev.signet.keys;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * Fetches a JWK set from the address that an operator has given. A redirect is an error: whoever can send one would
 * choose our keys. Thread-safe.
 */
final class JwksEndpoint {

    /** For the connection, and again for each piece of the answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** For everything together, against a server that sends a byte now and then. */
    static final Duration LONGEST = Duration.ofSeconds(4);

    /** Fifty keys with certificates; more is no key set. */
    static final int MOST_BYTES = 50 * 1024;

    private final URL url;

    private JwksEndpoint(URL url) {
        this.url = url;
    }

    /**
     * Takes an address.
     *
     * @throws IllegalArgumentException when it is not https, nor http to this very machine
     */
    static JwksEndpoint of(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            boolean safe = scheme.equals("https") || scheme.equals("http") && host != null && isLoopback(host);
            if (host != null && safe && uri.getUserInfo() == null && uri.getFragment() == null) {
                return new JwksEndpoint(uri.toURL());
            }
        } catch (IllegalArgumentException | MalformedURLException e) {
            // falls through to the one message both mistakes share
        }
        throw new IllegalArgumentException("expected an address that begins with https:// (or http:// for localhost,"
                + " 127.0.0.1 or [::1]) and holds no password and no #");
    }

    /** By its spelling; a name that somebody else's DNS resolves to loopback is not one of ours. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }

    /**
     * Fetches the set.
     *
     * @throws IOException when it is unavailable within the limits; the message is fit for a log
     */
    byte[] fetch() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
        Thread limit = limit(connection);
        try {
            return answer(connection);
        } catch (SocketTimeoutException e) {
            throw new IOException("no response within " + TIMEOUT.toSeconds() + " s", e);
        } catch (UnknownHostException e) {
            throw new IOException("the host is unknown", e);
        } catch (SSLException e) {
            throw new IOException("the connection cannot be trusted (" + e.getMessage() + ")", e);
        } finally {
            limit.interrupt();
            connection.disconnect(); // nothing stays open or warm for minutes
        }
    }

    private static byte[] answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("status " + status
                    + (status / 100 == 3 ? "; redirects are not followed, set the address it leads to" : ""));
        }
        try (InputStream body = connection.getInputStream()) {
            byte[] content = body.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES / 1024 + " KiB");
            }
            return content;
        }
    }

    /** Ends the connection when everything together has taken too long. */
    private static Thread limit(HttpURLConnection connection) {
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        Thread.sleep(LONGEST.toMillis());
                        connection.disconnect();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // the answer was there in time
                    }
                },
                "signet-jwks-limit",
                0,
                false);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Host and path; a query may hold what is nobody's business. */
    @Override
    public String toString() {
        return url.getProtocol() + "://" + url.getAuthority() + url.getPath();
    }
}
