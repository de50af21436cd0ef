package dev.signet.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What stands in recipes.md to be copied. */
public final class Recipe {

    private Recipe() {}

    /** The text below a heading, up to the next one of that depth or less. */
    static String section(String heading) throws IOException {
        String text = Documents.read(Path.of("docs", "recipes.md"));
        int begin = text.indexOf("\n" + heading + "\n");
        if (begin < 0) {
            throw new IllegalArgumentException("recipes.md has no heading " + heading);
        }
        String from = text.substring(begin + heading.length() + 1);
        String depths = "(?m)^#{2," + heading.indexOf(' ') + "} ";
        return from.split(depths, 2)[0];
    }

    /** The fenced blocks of a language below a heading. */
    public static List<String> blocks(String heading, String language) throws IOException {
        return Documents.blocks(section(heading), language);
    }
}
