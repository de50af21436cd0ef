package dev.signet.foreign;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What callers do wrong in a request's query or body. */
enum Mistake {
    QUERY_ESCAPE("a=%zz", "", ""),
    QUERY_CUT("a=1&b=%4", "", ""),
    QUERY_NO_UTF8("a=%ff%fe", "", ""),
    QUERY_TOO_MANY("a=1" + "&a=1".repeat(1_500), "", ""),
    FORM_ESCAPE("", form(""), "a=%zz&b=1"),
    FORM_CUT("", form(""), "a=1&b=%4"),
    FORM_NO_UTF8("", form(""), "a=%ff%fe"),
    FORM_TOO_MANY("", form(""), "a=1" + "&a=1".repeat(12_000)),
    FORM_TOO_LONG("", form(""), "a=" + "x".repeat(210_000)),
    FORM_NO_CHARSET("", form(";charset=x-nobody"), "a=1&b=2"),
    FORM_CHUNK("", form("") + chunked(), "5\r\na=1&b\r\nzz\r\n=2\r\n0\r\n\r\n"),
    FORM_CHUNK_END("", form("") + chunked(), "3\r\na=1zz\r\n0\r\n\r\n"),
    PARTS_NO_BOUNDARY("", "Content-Type: multipart/form-data\r\n", part("a", "1") + "--b--\r\n"),
    PARTS_WRONG_BOUNDARY("", multipart().replace("=b", "=c"), part("a", "1") + "--b--\r\n"),
    PARTS_CUT("", multipart(), part("a", "1")),
    PARTS_CUT_HEADER("", multipart(), "--b\r\nContent-Disposition: form-data; na"),
    PARTS_BAD_HEADER("", multipart(), "--b\r\n: : :\r\n\r\n1\r\n--b--\r\n"),
    PARTS_NO_NAME("", multipart(), "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--\r\n"),
    PARTS_NONE("", multipart(), ""),
    PARTS_ENCODING(
            "",
            multipart(),
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n*\u0001~\r\n--b--\r\n"),
    PARTS_TOO_LARGE_FILE(
            "",
            multipart(),
            "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\n\r\n" + "x".repeat(5_000)
                    + "\r\n--b--\r\n"),
    PARTS_TOO_LARGE_FIELD("", multipart(), part("a", "x".repeat(5_000)) + "--b--\r\n"),
    PARTS_TOO_LARGE("", multipart(), part("a", "x".repeat(900)).repeat(300) + "--b--\r\n"),
    PARTS_TOO_LARGE_CHUNKED(
            "", multipart() + chunked(), chunk(part("a", "x".repeat(900)).repeat(300) + "--b--\r\n") + "0\r\n\r\n"),
    PARTS_TOO_MANY("", multipart(), part("a", "1").repeat(1_500) + "--b--\r\n"),
    PARTS_TOO_LONG_HEADER(
            "",
            multipart(),
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nX: " + "x".repeat(20_000) + "\r\n\r\n1\r\n--b--\r\n"),
    PARTS_OTHER_TYPE("", "Content-Type: application/json\r\n", "{}"),
    PARTS_CHUNK("", multipart() + chunked(), chunk(part("a", "1")) + "zz\r\n--b--\r\n0\r\n\r\n"),
    BODY_CHUNK("", "Content-Type: application/json\r\n" + chunked(), "2\r\n[1\r\nzz\r\n]\r\n0\r\n\r\n"),
    BODY_CHUNK_FIRST("", "Content-Type: application/json\r\n" + chunked(), "zz\r\n]\r\n0\r\n\r\n"),
    BODY_CHUNK_NEGATIVE("", "Content-Type: application/json\r\n" + chunked(), "-2\r\n]\r\n0\r\n\r\n"),
    BODY_CHUNK_HUGE("", "Content-Type: application/json\r\n" + chunked(), "fffffffffffffffff\r\n]\r\n0\r\n\r\n"),
    BODY_CHUNK_END("", "Content-Type: application/json\r\n" + chunked(), "2\r\n[]zz\r\n0\r\n\r\n"),
    BODY_TRAILER("", "Content-Type: application/json\r\n" + chunked(), "2\r\n[]\r\n0\r\n: \u0001\r\n\r\n"),
    BODY_NO_CHARSET("", "Content-Type: application/json;charset=x-nobody\r\n", "[]"),
    BODY_NO_UTF8("", "Content-Type: application/json;charset=utf-8\r\n", "[\u00ff]");

    private final String query;
    private final String headers;
    private final String body;

    Mistake(String query, String headers, String body) {
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    private static String form(String parameter) {
        return "Content-Type: application/x-www-form-urlencoded" + parameter + "\r\n";
    }

    private static String multipart() {
        return "Content-Type: multipart/form-data; boundary=b\r\n";
    }

    private static String chunked() {
        return "Transfer-Encoding: chunked\r\n";
    }

    private static String part(String name, String text) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** How an application may read it, so that it could notice. */
    List<Reading.Way> ways() {
        if (headers.isEmpty()) {
            return List.of(Reading.Way.PARAMETER);
        }
        boolean tooLong = body.length() > Reading.REQUEST_BYTES; // who does not read it all may hang up on it
        return tooLong ? List.of(Reading.Way.PARAMETER, Reading.Way.PARTS) : List.of(Reading.Way.values());
    }

    /** Whether the body does not even end where it should. */
    boolean isOfFraming() {
        return name().contains("_CHUNK") && !name().endsWith("_CHUNKED") || this == BODY_TRAILER;
    }

    /** Whether Undertow answers it before any filter, or hangs up without an answer. */
    boolean isUndertows() {
        return isOfFraming() || !query.isEmpty() || body.length() > Reading.REQUEST_BYTES;
    }

    /** The request as it goes over the wire. */
    byte[] request(String path, String... more) {
        StringBuilder head = new StringBuilder();
        head.append((headers.isEmpty() ? "GET " : "POST ") + path + (query.isEmpty() ? "" : "?" + query)
                + " HTTP/1.1\r\nHost: localhost\r\n" + headers);
        for (String header : more) {
            head.append(header).append("\r\n");
        }
        if (!headers.isEmpty() && !headers.contains("chunked")) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return head.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
