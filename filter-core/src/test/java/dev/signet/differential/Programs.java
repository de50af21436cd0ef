package dev.signet.differential;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random programs; the same ones for the same seed. */
final class Programs {

    private static final int[] STATUSES = {
        200, 200, 201, 202, 204, 205, 206, 226, 299, 300, 301, 302, 304, 307, 400, 401, 403, 404, 405, 409, 410, 412,
        416, 418, 422, 429, 451, 499, 500, 501, 502, 503, 504, 505, 511, 599
    };

    private static final String[] TYPES = {
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
        "application/json;charset=gbk",
        "application/vnd.api+json",
        "application/stream+json",
        "text/event-stream",
        "application/javascript",
        "multipart/mixed; boundary=b",
        "<null>",
        "<empty>"
    };

    private static final String[] HEADERS = {
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
        "Content-Length: 10",
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
        "Repr-Digest: z",
        "X-Request-Id: own",
        "Content-Security-Policy: default-src",
        "WWW-Authenticate: Basic",
        "Link: </a>; rel=next"
    };

    private static final String[] INTS = {"X-I: 1", "Age: 7", "Retry-After: 3", "X-I: -1", "Content-Length: 3"};

    private static final String[] DATES = {
        "Last-Modified: 1641340800000",
        "Expires: 86400000",
        "Expires: 253402300800000",
        "X-D: 1640995200000",
        "Last-Modified: -1",
        "Date: 1640995200000"
    };

    private static final String[] CHARSETS = {"utf-8", "UTF-8", "iso-8859-1", "gbk", "<null>", "x-nobody"};
    private static final String[] CHARSET_OBJECTS = {"utf-8", "iso-8859-1", "gbk", "<null>"};
    private static final String[] LOCALES = {"zh-CN", "fr", "en-US", "ja", "zh-TW", "de", "<null>"};
    private static final String[] COOKIES = {"a=1", "b=2", "a=3", "c="};
    private static final String[] BUFFERS = {"16", "1024", "10000", "40000", "100000"};
    private static final String[] REDIRECTS = {
        "/there",
        "there",
        "http://example.com/there",
        "?q",
        "/there 307",
        "/t 301 keep",
        "/t keep",
        "//host/t",
        "../t",
        "#f"
    };
    private static final String[] ERRORS = {
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
    private static final String[] BELOW_OK = {"103", "102", "100", "50", "-1"};
    private static final String[] JSON = {
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
    private static final String[] TEXT = {
        "text", "chinese", "html", "log", "two", "word", "empty", "blank", "text9", "text33", "text70"
    };
    private static final String[] THROWS = {"runtime", "servlet", "io", "error"};

    private final Random random;

    Programs(long seed) {
        random = new Random(seed);
    }

    Program next(List<String> modes) {
        String form = modes.get(random.nextInt(modes.size()));
        String mode = random.nextInt(8) == 0 ? form + "@real" : form;
        Map<Program.Part, List<Call>> parts = new EnumMap<>(Program.Part.class);
        if (random.nextInt(5) == 0) {
            parts.put(Program.Part.FRONT, front());
        }
        boolean writer = random.nextBoolean();
        List<Call> inside = new ArrayList<>();
        if (random.nextInt(10) < 7) {
            inside.add(type());
        }
        int length = 1 + random.nextInt(7);
        for (int i = 0; i < length; i++) {
            inside.add(random.nextInt(100) < 45 ? head() : body(random.nextInt(12) == 0 ? !writer : writer));
        }
        if (random.nextInt(14) == 0 && !form.equals("async-thread-own")) { // where nobody hears of it
            inside.add(call("throw", THROWS));
        }
        if (form.equals("async-ready")) {
            inside.replaceAll(Call::atOnce);
            if (inside.contains(new Call("reset", ""))) {
                inside.removeIf(Call::needsWriter); // nobody can ask whether it is ready
            }
        }
        if (form.equals("sync") || form.equals("buffered")) {
            parts.put(Program.Part.INSIDE, inside);
        } else {
            int first = random.nextInt(inside.size());
            if (form.equals("async-ready")
                    && inside.subList(0, first).stream().anyMatch(call -> call.ends() || call.closes())) {
                first = 0; // or some containers never call the listener
            }
            int last = new Program(form, Map.of()).isLeft()
                    ? inside.size()
                    : inside.size() - random.nextInt(inside.size() - first);
            put(parts, Program.Part.BEFORE, inside.subList(0, first));
            put(parts, Program.Part.INSIDE, inside.subList(first, last));
            put(parts, Program.Part.AFTER, inside.subList(last, inside.size()));
        }
        if (random.nextInt(30) == 0 && !form.contains("async")) {
            put(parts, Program.Part.BEHIND, front());
        }
        return new Program(mode, parts);
    }

    private static void put(Map<Program.Part, List<Call>> parts, Program.Part part, List<Call> calls) {
        if (!calls.isEmpty()) {
            parts.put(part, List.copyOf(calls));
        }
    }

    private List<Call> front() {
        List<Call> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            calls.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new Call("status", Integer.toString(STATUSES[random.nextInt(STATUSES.length)]));
                        case 1 -> type();
                        case 2 -> call("charset", CHARSETS[random.nextInt(4)]);
                        case 3 -> call("cookie", COOKIES);
                        case 4 -> new Call("set", "Access-Control-Allow-Origin: *");
                        default -> call("set", HEADERS[random.nextInt(3)]);
                    });
        }
        return calls;
    }

    private Call type() {
        return call("type", TYPES);
    }

    private Call head() {
        int which = random.nextInt(50);
        if (which < 8) {
            return new Call("status", Integer.toString(STATUSES[random.nextInt(STATUSES.length)]));
        }
        if (which < 14) {
            return type();
        }
        if (which < 30) {
            return call(which < 24 ? "set" : "add", HEADERS);
        }
        return switch (which) {
            case 30, 31, 32, 33 -> call("charset", CHARSETS);
            case 34 -> call("charsetObject", CHARSET_OBJECTS);
            case 35, 36 -> call("locale", LOCALES);
            case 37 -> call("setInt", INTS);
            case 38 -> call("addInt", INTS);
            case 39 -> call("setDate", DATES);
            case 40 -> call("addDate", DATES);
            case 41, 42 -> call("cookie", COOKIES);
            case 43 -> call("trailers", "1", "2");
            case 44, 45 -> call("buffer", BUFFERS);
            case 46 -> call(random.nextInt(3) == 0 ? "lengthInt" : "length", "3", "10", "200", "0", "-1");
            default -> rest();
        };
    }

    private Call rest() {
        return switch (random.nextInt(5)) {
            case 0 -> new Call("reset", "");
            case 1 -> new Call("resetBuffer", "");
            case 2 -> call("redirect", REDIRECTS);
            case 3 -> call("error", random.nextInt(12) == 0 ? BELOW_OK : ERRORS);
            default -> call("error", ERRORS);
        };
    }

    private Call body(boolean writer) {
        int which = random.nextInt(100);
        if (which < 62) {
            return written(writer);
        }
        if (which < 67) {
            return new Call(writer ? "writer" : "stream", "");
        }
        if (which < 76) {
            return new Call("flush", "");
        }
        if (which < 83) {
            return new Call(writer ? "flushWriter" : "flushStream", "");
        }
        if (which < 89) {
            return new Call(writer ? "closeWriter" : "closeStream", "");
        }
        return which < 92 ? question(writer) : rest();
    }

    private Call written(boolean writer) {
        String verb = writer ? "print" : "out";
        if (random.nextInt(25) == 0) {
            return call(verb, PieceDoor.OF_VALUES);
        }
        Call piece = call(verb, random.nextInt(10) < 6 ? JSON : TEXT);
        return random.nextInt(3) > 0 ? piece : by(piece, writer ? PieceDoor.OF_WRITER : PieceDoor.OF_STREAM);
    }

    private Call by(Call piece, String... doors) {
        return new Call(piece.verb(), piece.text() + " by " + doors[random.nextInt(doors.length)]);
    }

    private Call question(boolean writer) {
        return switch (random.nextInt(4)) {
            case 0 -> new Call("encodeURL", "/a?b=1");
            case 1 -> new Call("encodeRedirectURL", "there");
            default -> writer ? new Call("checkError", "") : new Call("flush", "");
        };
    }

    private Call call(String verb, String... texts) {
        return new Call(verb, texts[random.nextInt(texts.length)]);
    }
}
