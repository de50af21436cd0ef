package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The language of the messages. */
enum Language {
    CHINESE,
    ENGLISH;

    /** One range with its weight (RFC 9110 §12.5.4 and §12.4.2), like {@code en-GB;q=0.8}. */
    private static final Pattern RANGE = Pattern.compile("[ \\t]*+(?<primary>[A-Za-z]{1,8}+|\\*)[A-Za-z0-9-]*+[ \\t]*+"
            + "(?:;[ \\t]*+[qQ]=(?<weight>0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)[ \\t]*+)?");

    /**
     * The first of our languages that the caller prefers; Chinese where none is named, and where the header cannot be read.
     * Not by {@code getLocales()}: containers answer the server's own locale then, or throw.
     */
    static Language preferredBy(HttpServletRequest request) {
        Language best = CHINESE;
        double highest = 0;
        Enumeration<String> values = request.getHeaders("Accept-Language");
        while (values != null && values.hasMoreElements()) {
            for (String range : values.nextElement().split(",", -1)) {
                if (range.isBlank()) {
                    continue; // an empty element of a list counts for nothing (RFC 9110 §5.6.1)
                }
                Matcher matcher = RANGE.matcher(range);
                if (!matcher.matches()) {
                    return CHINESE;
                }
                double weight = matcher.group("weight") == null ? 1 : Double.parseDouble(matcher.group("weight"));
                Language named = of(matcher.group("primary").toLowerCase(Locale.ROOT));
                if (named != null && weight > highest) {
                    best = named;
                    highest = weight;
                }
            }
        }
        return best;
    }

    private static @Nullable Language of(String primary) {
        return switch (primary) {
            case "zh", "*" -> CHINESE;
            case "en" -> ENGLISH;
            default -> null;
        };
    }
}
