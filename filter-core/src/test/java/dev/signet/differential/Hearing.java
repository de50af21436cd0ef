package dev.signet.differential;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** All that an application can ask its response for. */
final class Hearing {

    /** Headers that a container adds by itself, or that are about the connection. */
    static final Set<String> CONTAINERS = Set.of(
            "date",
            "server",
            "x-powered-by",
            "x-frame-options",
            "$wsep",
            ":status", // of HTTP/2, on Tomcat and Undertow
            "connection",
            "keep-alive",
            "transfer-encoding");

    /** What Jetty adds to every answer with a cookie. */
    static final String EXPIRED = "Thu, 01 Jan 1970 00:00:00 GMT";

    /** What GlassFish and Liberty add to most answers; no program asks for it by itself. */
    static final String LANGUAGE = Locale.getDefault().getLanguage();

    /** Begins what is told of a header that has a value and is not listed with its values. */
    static final String UNLISTED = " getHeader=";

    private static final String KNOWN = " containsHeader=true";

    /** Asked for by name, because some containers do not list them. */
    private static final List<String> ASKED = List.of(
            "content-type", "content-length", "content-language", "set-cookie", "location", "etag", "cache-control");

    private Hearing() {}

    static Map<String, String> of(HttpServletResponse response, String threw) {
        Map<String, String> heard = new TreeMap<>();
        heard.put("threw", threw);
        ask(heard, "committed", () -> String.valueOf(response.isCommitted()));
        ask(heard, "status", () -> String.valueOf(response.getStatus()));
        ask(heard, "type", response::getContentType);
        ask(heard, "encoding", response::getCharacterEncoding);
        ask(heard, "locale", () -> String.valueOf(response.getLocale()));
        ask(heard, "trailers", () -> trailers(response.getTrailerFields()));
        ask(heard, "buffer", () -> String.valueOf(response.getBufferSize()));
        Set<String> names = new TreeSet<>();
        ask(heard, "names", () -> {
            response.getHeaderNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
            names.removeAll(CONTAINERS);
            if (List.of(EXPIRED).equals(List.copyOf(response.getHeaders("Expires")))) {
                names.remove("expires");
            }
            names.removeAll(ASKED); // listed by some containers, by some only once they are sent
            return String.join(",", names);
        });
        names.addAll(ASKED);
        for (String name : names) {
            ask(heard, "header " + name, () -> header(response, name));
        }
        heard.remove("header content-language", LANGUAGE);
        return heard;
    }

    private static String trailers(Supplier<Map<String, String>> supplier) {
        return supplier == null ? null : String.valueOf(supplier.get());
    }

    /** Whether a type is told that will not be sent: one that was reset, on Undertow. */
    static boolean isTypeTaken(HttpServletResponse response) {
        return response.getContentType() != null && !response.containsHeader("Content-Type");
    }

    /** A header's value, whether it is listed or only known by its name. */
    static String listed(String told) {
        return told != null && told.startsWith(UNLISTED) && told.endsWith(KNOWN)
                ? told.substring(UNLISTED.length(), told.length() - KNOWN.length())
                : told;
    }

    /** The values of a header, and where the getters do not agree. */
    private static String header(HttpServletResponse response, String name) {
        List<String> values = new ArrayList<>(response.getHeaders(name));
        boolean expired = name.equals("expires") && values.size() > 1 && values.remove(EXPIRED);
        String first = expired ? values.get(0) : response.getHeader(name);
        boolean contains = response.containsHeader(name);
        StringBuilder told = new StringBuilder(String.join(" & ", values));
        boolean none = values.isEmpty();
        if (none && first != null || !none && !values.iterator().next().equals(first)) {
            told.append(UNLISTED).append(first);
        }
        if (contains == none) {
            told.append(contains ? KNOWN : " containsHeader=false");
        }
        return none && told.isEmpty() ? null : told.toString();
    }

    private interface Question {
        String answer();
    }

    private static void ask(Map<String, String> heard, String item, Question question) {
        String told;
        try {
            told = question.answer();
        } catch (RuntimeException e) {
            told = "throws " + e.getClass().getSimpleName();
        }
        if (told != null) {
            heard.put(item, told);
        }
    }
}
