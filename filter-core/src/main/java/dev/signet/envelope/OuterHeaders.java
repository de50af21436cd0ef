package dev.signet.envelope;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What outer filters had set on the container's response before the answer reached it; like CORS headers and cookies.
 *
 * <p>The only way to take back headers from a container is {@code reset()}, and it takes those of everybody.
 */
record OuterHeaders(Map<String, List<String>> values) {

    static OuterHeaders of(HttpServletResponse real) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String name : real.getHeaderNames()) {
            values.put(name, new ArrayList<>(real.getHeaders(name)));
        }
        return new OuterHeaders(values);
    }

    /** Empties an uncommitted response of everything but these headers. */
    void resetTo(HttpServletResponse real) {
        real.reset();
        values.forEach((name, all) -> {
            boolean first = true;
            for (String value : all) {
                if (first) {
                    real.setHeader(name, value);
                } else {
                    real.addHeader(name, value);
                }
                first = false;
            }
        });
    }
}
