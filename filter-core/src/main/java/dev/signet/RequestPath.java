package dev.signet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The path of a request in the two spellings a rule must look at: as the container decoded it, which decides what
 * answers, and as the caller wrote it.
 *
 * @param decoded servlet path and path info, below the context path
 * @param plain whether the raw path, without path parameters and decoded once, spells the same
 */
record RequestPath(String decoded, boolean plain) {

    static RequestPath of(HttpServletRequest request) {
        String info = request.getPathInfo();
        String decoded = info == null ? request.getServletPath() : request.getServletPath() + info;
        String raw = request.getContextPath() + decoded;
        String uri = request.getRequestURI();
        boolean same = raw.equals(uri) || (request.getContextPath() + decoded).equals(decode(uri));
        return new RequestPath(decoded.isEmpty() ? "/" : decoded, same || decoded.isEmpty());
    }

    /** Cuts path parameters and decodes once, as UTF-8. */
    static String decode(String uri) {
        if (uri.indexOf('%') < 0 && uri.indexOf(';') < 0) {
            return uri;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
        int i = 0;
        while (i < uri.length()) {
            char c = uri.charAt(i);
            if (c == ';') {
                int slash = uri.indexOf('/', i);
                i = slash < 0 ? uri.length() : slash;
            } else if (c == '%' && i + 2 < uri.length()) {
                bytes.write(Character.digit(uri.charAt(i + 1), 16) << 4 | Character.digit(uri.charAt(i + 2), 16));
                i += 3;
            } else {
                byte[] one = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
                bytes.write(one, 0, one.length);
                i++;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
