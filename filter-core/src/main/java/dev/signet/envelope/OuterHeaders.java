package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * What outer filters had set on the container's response before the answer reached it; like CORS headers and cookies.
 *
 * <p>The only way to take back headers from a container is {@code reset()}, and it takes those of everybody.
 */
final class OuterHeaders {

    private final List<String> pairs; // a name, a value; those of one name in a row

    private OuterHeaders(List<String> pairs) {
        this.pairs = pairs;
    }

    static OuterHeaders of(HttpServletResponse real) {
        List<String> pairs = new ArrayList<>(4); // mostly the container's own Server and Date
        String before = "";
        for (String name : real.getHeaderNames()) {
            if (name.equals(before)) {
                continue; // a wrapper outside may list a name for each of its values
            }
            before = name;
            for (String value : real.getHeaders(name)) {
                pairs.add(name);
                pairs.add(value);
            }
        }
        return new OuterHeaders(pairs);
    }

    /** Empties an uncommitted response of everything but these headers. */
    void resetTo(HttpServletResponse real) {
        real.reset();
        String before = "";
        for (int i = 0; i < pairs.size(); i += 2) {
            String name = pairs.get(i);
            if (name.equals(before)) {
                real.addHeader(name, pairs.get(i + 1));
            } else {
                real.setHeader(name, pairs.get(i + 1)); // the container may have put one there again
            }
            before = name;
        }
    }
}
