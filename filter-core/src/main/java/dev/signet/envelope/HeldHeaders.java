package dev.signet.envelope;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers and their values, kept while the container has others or none. Not thread-safe. */
final class HeldHeaders {

    private record Header(String name, List<String> values) {}

    private final List<Header> headers = new ArrayList<>(0);
    private List<Cookie> cookies = List.of();

    /** Keeps what a response has under a name; once. */
    void keep(String name, HttpServletResponse real) {
        if (find(name) == null) {
            headers.add(new Header(name, List.copyOf(real.getHeaders(name))));
        }
    }

    /** Keeps cookies that the response does not tell. */
    void keep(List<Cookie> hidden) {
        List<Cookie> all = new ArrayList<>(cookies);
        all.addAll(hidden);
        cookies = all;
    }

    /** What was kept, also nothing, or null where nobody asked to keep it. */
    @Nullable
    List<String> find(@Nullable String name) {
        for (Header header : headers) {
            if (header.name.equalsIgnoreCase(name)) {
                return header.values;
            }
        }
        return null;
    }

    /** Hands everything back to the container. */
    void restore(HttpServletResponse real) {
        for (Header header : headers) {
            boolean cookies = header.name.equalsIgnoreCase("Set-Cookie");
            List<String> again = cookies ? List.copyOf(real.getHeaders(header.name)) : List.of();
            for (int i = 0; i < header.values.size(); i++) {
                if (i == 0) {
                    real.setHeader(header.name, header.values.get(0)); // the container may have put one there again
                } else {
                    real.addHeader(header.name, header.values.get(i));
                }
            }
            if (!header.values.isEmpty()) {
                again.stream() // that of a new session, which was not known in front (Jetty)
                        .filter(cookie -> !header.values.contains(cookie))
                        .forEach(cookie -> real.addHeader(header.name, cookie));
            }
        }
        cookies.forEach(real::addCookie);
    }

    /** The names of a response as they would be with what was kept. */
    Collection<String> names(Collection<String> now) {
        List<String> names = new ArrayList<>(now);
        for (Header header : headers) {
            names.removeIf(header.name::equalsIgnoreCase);
            if (!header.values.isEmpty()) {
                names.add(header.name);
            }
        }
        return names;
    }
}
