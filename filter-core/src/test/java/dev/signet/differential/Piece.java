package dev.signet.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pieces of bodies by name, so that a program stays one readable line. The sizes of the large ones are such that no sum
 * of them comes near the limits of the containers (8 and 32 kB) and of Signet (64 kB).
 */
final class Piece {

    private static final Map<String, String> BY_NAME = new LinkedHashMap<>();

    static {
        put("json", "{\"a\":[1,2.0],\"b\":9007199254740993}");
        put("array", "[1]");
        put("open", "[");
        put("item", "1");
        put("comma", ",");
        put("shut", "]");
        put("string", "\"s\"");
        put("zh", "{\"名\":\"中文\"}");
        put("latin", "[\"é\"]");
        put("spaced", " \r\n[true] \n");
        put("bom", "\uFEFF[1]");
        put("cut", "{\"a\":[1,2");
        put("envelope", "{\"code\":5,\"message\":\"m\",\"data\":[1],\"timestamp\":\"1\"}");
        put("envelope1", "{\"code\":1,\"message\":\"m\",\"data\":[1],\"timestamp\":\"1\"}");
        put("text", "plain text");
        put("chinese", "中文");
        put("html", "<p>page</p>");
        put("log", "[INFO] fine");
        put("two", "[1] [2]");
        put("word", "t");
        put("t", "t");
        put("true", "true");
        put("42", "42");
        put("1.5", "1.5");
        put("empty", "");
        put("blank", " \n");
        put("json9", json('x', 9_000));
        put("json33", json('x', 33_000));
        put("json70", json('x', 70_000));
        put("zh9", json('中', 9_000));
        put("text9", "x".repeat(9_000));
        put("text33", "x".repeat(33_000));
        put("text70", "x".repeat(70_000));
    }

    private Piece() {}

    private static void put(String name, String text) {
        BY_NAME.put(name, text);
    }

    private static String json(char what, int count) {
        return "[\"" + String.valueOf(what).repeat(count) + "\"]";
    }

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    static String of(String name) {
        String text = BY_NAME.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no such piece: " + name);
        }
        return text;
    }
}
