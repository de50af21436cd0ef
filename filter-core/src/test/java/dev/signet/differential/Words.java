package dev.signet.differential;

/** What the calls of random programs are given. */
final class Words {

    static final String[] TYPES = {
        "application/json",
        "application/json",
        "application/json",
        "application/json;charset=utf-8",
        "application/json; charset=\"UTF-8\"",
        "application/json;charset=iso-8859-1",
        "application/problem+json",
        "text/json",
        "text/html",
        "text/html",
        "text/html;charset=utf-8",
        "text/html; charset=GBK",
        "text/xml",
        "application/xml;charset=UTF-8",
        "text/plain",
        "text/plain;charset=UTF-8",
        "image/png",
        "text/csv",
        "application/octet-stream",
        "application/x-ndjson",
        "APPLICATION/JSON",
        "application/json;odata=verbose",
        "<null>",
        "<empty>"
    };

    static final String[] FURTHER_TYPES = {
        "application/json;charset=gbk",
        "application/vnd.api+json",
        "application/stream+json",
        "text/event-stream",
        "application/javascript",
        "multipart/mixed; boundary=b"
    };

    static final String[] HEADERS = {
        "X-A: 1",
        "X-A: 2",
        "X-B: b",
        "X-A: <null>",
        "X-B: <empty>",
        "Content-Type: application/json",
        "Content-Type: text/html;charset=utf-8",
        "Content-Type: text/plain",
        "Content-Type: <null>",
        "ETag: \"a\"",
        "ETag: W/\"a\"",
        "ETag: \"a\"",
        "Cache-Control: max-age=60",
        "Cache-Control: no-cache",
        "Location: /there",
        "Content-Disposition: attachment; filename=a.json",
        "Content-Disposition: inline",
        "Content-Encoding: identity",
        "Content-Encoding: gzip",
        "Content-Range: bytes 0-1/3",
        "Vary: Origin",
        "Vary: Accept",
        "Set-Cookie: h=1; Path=/",
        "Set-Cookie: b=2",
        "Retry-After: 5",
        "Allow: GET",
        "Access-Control-Allow-Origin: *",
        "Content-Language: fr",
        "Expires: 0",
        "Pragma: no-cache",
        "Last-Modified: Sat, 01 Jan 2022 00:00:00 GMT",
        "Accept-Ranges: bytes",
        "Content-MD5: x",
        "Digest: y",
        "Content-Security-Policy: default-src",
        "WWW-Authenticate: Basic",
        "Link: </a>; rel=next"
    };

    static final String[] INTS = {"X-I: 1", "Age: 7", "Retry-After: 3", "X-I: -1"};

    static final String[] DATES = {
        "Last-Modified: 1641340800000",
        "Expires: 86400000",
        "Expires: 253402300800000",
        "X-D: 1640995200000",
        "Last-Modified: -1",
        "Date: 1640995200000"
    };

    static final String[] CHARSETS = {"utf-8", "UTF-8", "iso-8859-1", "gbk", "<null>", "x-nobody"};
    static final String[] CHARSET_OBJECTS = {"utf-8", "iso-8859-1", "gbk"};
    static final String[] LOCALES = {"zh-CN", "fr", "en-US", "ja", "<null>"};
    static final String[] COOKIES = {"a=1", "b=2", "a=3", "c="};
    static final String[] BUFFERS = {"16", "1024", "10000", "40000", "100000"};
    static final String[] REDIRECTS = {"/there", "there", "http://example.com/there", "?q", "/there 307", "/t 301 keep"
    };
    static final String[] LENGTHS = {"3", "10", "200"};
    static final String[] FURTHER_HEADERS = {"Content-Length: 10", "Repr-Digest: z", "X-Request-Id: own"};
    static final String[] FURTHER_LOCALES = {"zh-TW", "de"};
    static final String[] FURTHER_REDIRECTS = {"/t keep", "//host/t", "../t", "#f"};
    static final String[] ERRORS = {
        "200",
        "204",
        "302",
        "304",
        "400",
        "401",
        "403",
        "404",
        "404 gone",
        "405",
        "409",
        "416",
        "429",
        "500",
        "500 x",
        "503",
        "599"
    };
    static final String[] BELOW_OK = {"103", "102", "100", "50", "-1"};
    static final String[] JSON = {
        "json",
        "json",
        "array",
        "string",
        "zh",
        "latin",
        "spaced",
        "bom",
        "cut",
        "envelope",
        "envelope1",
        "json9",
        "zh9",
        "json33",
        "json70",
        "open",
        "item",
        "comma",
        "shut"
    };
    static final String[] TEXT = {
        "text", "chinese", "html", "log", "two", "word", "empty", "blank", "text9", "text33", "text70"
    };
    static final String[] THROWS = {"runtime", "servlet", "io", "error"};

    private Words() {}
}
