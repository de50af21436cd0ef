package dev.signet.differential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random request, well-formed or not.
 *
 * @param query what stands behind the question mark
 * @param headers lines without their end
 * @param body the body, or null for a GET
 */
record Asked(String query, List<String> headers, String body) {

    private static final String[] TAGS = {
        "\"v1\"",
        "W/\"v1\"",
        "W/\"v1--e\"",
        "\"v1--e\"",
        "W/\"--e\"",
        "\"\"",
        "W/\"a,b--e\"",
        "*",
        "v1",
        "W/\"v1-e\"",
        "\"open"
    };
    private static final String[] TAG_HEADERS = {"If-Match", "If-None-Match", "If-Range"};
    private static final String[] HEADERS = {
        "Range: bytes=0-1",
        "Range: bytes=9-",
        "Accept-Encoding: gzip, br",
        "Accept-Encoding: identity",
        "If-Modified-Since: Sat, 01 Jan 2022 00:00:00 GMT",
        "Accept: application/json",
        "X-Twice: 1",
        "X-Twice: 2"
    };
    private static final String[] PAIRS = {"a=1", "b=%E4%B8%AD", "a=", "c", "=1", "", "a=%zz", "b=%4", "a=%ff", "d=1+2"
    };
    private static final String[] PARTS = {
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\nContent-Type: text/plain\r\n\r\nfile\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + "y".repeat(3_000) + "\r\n",
        "--b\r\n: :\r\n\r\n1\r\n",
        "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n",
        "--c\r\n\r\n",
        "text"
    };

    static Asked random(Random random) {
        List<String> headers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.add(one(random, TAG_HEADERS) + ": " + some(random, TAGS, ", "));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.add(one(random, HEADERS));
        }
        String query = random.nextInt(3) == 0 ? some(random, PAIRS, "&") : "a=0";
        return switch (random.nextInt(3)) {
            case 0 -> new Asked(query, headers, null);
            case 1 -> {
                headers.add("Content-Type: application/x-www-form-urlencoded");
                yield new Asked(query, headers, some(random, PAIRS, "&"));
            }
            default -> {
                headers.add("Content-Type: multipart/form-data" + (random.nextInt(9) == 0 ? "" : "; boundary=b"));
                yield new Asked(query, headers, some(random, PARTS, "") + (random.nextInt(5) == 0 ? "" : "--b--\r\n"));
            }
        };
    }

    private static String some(Random random, String[] of, String between) {
        List<String> all = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            // the first ones are right, and mostly the others are, too
            all.add(of[random.nextInt(random.nextInt(3) == 0 ? of.length : Math.min(of.length, 2))]);
        }
        return String.join(between, all);
    }

    private static String one(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }

    /** As it goes over the wire; read in that way. */
    byte[] bytes(String how) {
        StringBuilder head = new StringBuilder(body == null ? "GET" : "POST");
        head.append(" /app/ask?")
                .append(query)
                .append(" HTTP/1.1\r\nHost: localhost\r\nX-Read: ")
                .append(how)
                .append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body != null) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return head.append("\r\n").append(body == null ? "" : body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
