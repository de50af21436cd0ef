package dev.signet.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.testing.Table;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tables of tokens: cells between {@code " | "}, with {@code <<EF BB>>} and {@code <<17*x>>} spelled out. */
final class TokenTable {

    private static final Pattern SPELLED = Pattern.compile("<<(?:(\\d+)\\*(.*?[^>])|([0-9A-F ]+))>>");

    private TokenTable() {}

    static List<List<String>> rows(String name) throws IOException {
        return Table.rows(TokenTable.class, name);
    }

    /** The text of a cell; code units that are spelled as numbers become characters of that number. */
    static String text(String cell) {
        Matcher spelled = SPELLED.matcher(cell);
        StringBuilder text = new StringBuilder();
        while (spelled.find()) {
            spelled.appendReplacement(text, "");
            if (spelled.group(1) != null) {
                text.append(spelled.group(2).repeat(Integer.parseInt(spelled.group(1))));
            } else {
                for (String unit : spelled.group(3).split(" ", -1)) {
                    text.append((char) Integer.parseInt(unit, 16));
                }
            }
        }
        return spelled.appendTail(text).toString();
    }

    /** The bytes of a cell: UTF-8, except where bytes are spelled as numbers. */
    static byte[] bytes(String cell) {
        String latin = new String(cell.getBytes(UTF_8), ISO_8859_1);
        return text(latin).getBytes(ISO_8859_1);
    }
}
