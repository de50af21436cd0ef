package dev.signet.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.envelope.ErrorCode;
import dev.signet.testing.RawAnswer;
import dev.signet.webapp.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the decision table makes of a bare answer, from its status, headers and body alone.
 *
 * @param row what was asked
 * @param bare what the application answers without Signet
 */
public record Decided(Exchange row, RawAnswer bare) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The connection's, the clock's and chance's, not the application's. */
    private static final Set<String> OTHERS =
            Set.of("date", "connection", "keep-alive", "transfer-encoding", "x-request-id", "fuseki-request-id");

    /** What describes a body, which is another one in an envelope. */
    private static final Set<String> OF_BODY =
            Set.of("content-type", "content-length", "content-language", "etag", "accept-ranges");

    /** What is not sent with a failure. */
    private static final Set<String> OF_GOOD =
            Set.of("last-modified", "cache-control", "expires", "pragma", "content-disposition");

    /** Checks of what has come through the filter what holds although the bare webapp answers otherwise each time. */
    public void checkKind(RawAnswer answer) {
        assertEquals(isUntouched() ? bare.status() : 200, answer.status());
        assertEquals(bare.whole(), answer.whole());
        if (isUntouched()) {
            assertEquals(bare.header("Content-Type"), answer.header("Content-Type"));
        } else if (!row.isHead()) {
            assertEquals(
                    bare.status() < 400 ? 1 : ErrorCode.ofStatus(bare.status()).code(), answer.code());
            assertEquals(4, answer.json().size(), answer.text());
        }
    }

    /** Checks what has come through the filter. */
    public void check(RawAnswer answer) {
        if (row.code().equals("cut") || row.code().equals("open")) {
            return; // the row says all of it
        }
        if (bare.status() == 416) {
            assertEquals(416, answer.status());
            assertEquals(bare.header("Content-Range"), answer.header("Content-Range"));
        } else if (isUntouched()) {
            assertEquals(bare.status(), answer.status(), "status of the bare answer");
            assertEquals(stable(bare.text()), stable(answer.text()), "body of the bare answer");
            assertEquals(bareHeaders(Set.of()), headers(answer, Set.of()), "headers of the bare answer");
        } else if (isCut()) {
            checkFailure(answer, 500);
        } else if (bare.status() < 400) {
            assertEquals(200, answer.status());
            if (!row.isHead()) {
                assertEquals(1, answer.code());
                assertEquals(stable(data(true)), stable(dataOf(answer)), "data is the bare body");
            }
            assertEquals(bareHeaders(OF_BODY), headers(answer, OF_BODY), "headers of the bare answer");
            String tag = bare.header("ETag");
            assertEquals(tag == null ? null : MarkedTags.marked(tag), answer.header("ETag"));
        } else {
            checkFailure(answer, bare.status());
        }
    }

    private void checkFailure(RawAnswer answer, int status) {
        assertEquals(200, answer.status());
        if (!row.isHead()) {
            int code = ErrorCode.ofStatus(status).code();
            assertEquals(row.code().length() > 4 ? Integer.parseInt(row.code()) : code, answer.code());
            assertEquals(stable(status < 500 ? data(false) : "null"), stable(dataOf(answer)));
        }
        Map<String, List<String>> kept = bareHeaders(OF_BODY);
        kept.keySet().removeAll(OF_GOOD);
        kept.put("cache-control", List.of("no-store"));
        assertEquals(kept, headers(answer, OF_BODY), "headers of the bare answer");
    }

    /** Rows 3 to 6, and 13. */
    private boolean isUntouched() {
        int status = bare.status();
        if (status == 304 || status == 206 || bare.header("Content-Range") != null) {
            return true;
        }
        if (status >= 400) {
            return false;
        }
        boolean other =
                bare.header("Content-Type") != null ? !isJson() : bare.body().length > 0 && !isJsonValue(bare.text());
        String disposition = bare.header("Content-Disposition");
        boolean attached = disposition != null && disposition.matches("(?i)attachment\\b.*");
        return status >= 300 && bare.header("Location") != null
                || other
                || attached
                || bare.header("Content-Encoding") != null;
    }

    /** Row 15: what begins as JSON and ends too early. */
    private boolean isCut() {
        return bare.status() < 400 && isJson() && bare.text().matches("(?s)[\\[{\"].*") && !isJsonValue(bare.text());
    }

    private static boolean isJsonValue(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private boolean isJson() {
        String type = bare.header("Content-Type");
        return type != null && type.matches("(?i)(application|text)/([a-z-]+\\+)?json( *;.*)?");
    }

    /** The body as data; where it is no JSON value, a string of a good answer and nothing of a failure. */
    private String data(boolean good) {
        String text = bare.text().strip();
        if (text.isEmpty() || !good && !isJson()) {
            return "null";
        }
        if (isJsonValue(text)) {
            return text;
        }
        return good ? JSON.getNodeFactory().textNode(text).toString() : "null";
    }

    private static String dataOf(RawAnswer answer) {
        String text = answer.text();
        return text.substring(text.indexOf(",\"data\":") + 8, text.lastIndexOf(",\"timestamp\":"));
    }

    /** Without what is another one at each call. */
    private static String stable(String text) {
        return text.replaceAll("JSESSIONID=[0-9A-F]{32}", "JSESSIONID=")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID")
                .replaceAll("\"(lastUpdated|date)\":\"[^\"]+\"", "\"$1\":\"\"");
    }

    /** The application's, with the tag of a 304 marked where that of the request was. */
    private Map<String, List<String>> bareHeaders(Set<String> without) {
        Map<String, List<String>> headers = headers(bare, without);
        if (bare.status() == 304 && row.headers().stream().anyMatch(MarkedTags::isMarked)) {
            headers.computeIfPresent(
                    "etag",
                    (name, tags) -> tags.stream().map(MarkedTags::marked).toList());
        }
        return headers;
    }

    private static Map<String, List<String>> headers(RawAnswer answer, Set<String> without) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(OTHERS);
        headers.keySet().removeAll(without);
        headers.replaceAll(
                (name, values) -> values.stream().map(Decided::stable).toList());
        headers.computeIfPresent(
                "last-modified", (name, values) -> List.of(values.get(0).contains(" 2022 ") ? "then" : "now"));
        return headers;
    }
}
