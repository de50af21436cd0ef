package dev.signet.differential;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer as it came over the wire, or what there is of it.
 *
 * @param status the status, 0 where no head came
 * @param headers lower-case names to all values, without those that a container adds by itself; those of trailers stand
 *     behind {@code "trailer "}
 * @param body the body without its transfer coding
 * @param end how it ended
 */
record WireAnswer(int status, Map<String, List<String>> headers, byte[] body, End end) {

    /** How an answer ended. */
    enum End {
        /** As its framing promised. */
        WHOLE,
        /** With the connection; nobody can tell whether more was to come. */
        UNFRAMED,
        /** The container hung up before. */
        CUT,
        /** The container sends nothing more and does not hang up. */
        HUNG
    }

    /** One that came, without what containers add by themselves. */
    static WireAnswer withoutContainers(int status, Map<String, List<String>> headers, byte[] body, End end) {
        headers.keySet().removeAll(Hearing.CONTAINERS);
        headers.computeIfPresent(
                "expires", (name, values) -> values.remove(Hearing.EXPIRED) && values.isEmpty() ? null : values);
        headers.remove("content-language", List.of(Hearing.LANGUAGE));
        return new WireAnswer(status, headers, body, end);
    }

    boolean whole() {
        return end == End.WHOLE || end == End.UNFRAMED;
    }

    /** Whether nothing can be missing once the head is sent: the status has no body. */
    boolean isAllHead() {
        return status == 204 || status == 304;
    }

    List<String> values(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    String header(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : values.get(0);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String text = text();
        String shown = text.length() > 300 ? text.substring(0, 300) + "… (" + body.length + " bytes)" : text;
        return end + " " + status + " " + headers + "\n      "
                + shown.replace("\r", "\\r").replace("\n", "\\n");
    }
}
