package dev.signet.portal;

import dev.signet.access.PathPattern;
import java.util.List;
import java.util.regex.Pattern;

/** The path of an operation, in which {@code {names}} stand for what a caller writes there. Immutable. */
final class PathTemplate {

    private static final Pattern NAME = Pattern.compile("\\{[^}]*}");

    private final List<String> segments;

    PathTemplate(String path) {
        this.segments = segments(path);
    }

    private static List<String> segments(String path) {
        return path.isEmpty() ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    /** Whether some of its paths, and not all of them, are those of a pattern: it depends on what a caller writes. */
    boolean isPartlyIn(PathPattern pattern) {
        List<String> wanted = segments(pattern.prefix());
        int more = segments.size() - wanted.size();
        boolean length = switch (pattern.depth()) {
            case EXACT -> more == 0;
            case ONE_SEGMENT -> more == 1;
            case ALL -> more >= 0;
        };
        if (!length) {
            return false;
        }
        boolean all = true;
        for (int i = 0; i < wanted.size(); i++) {
            String segment = segments.get(i);
            boolean same = segment.equals(wanted.get(i));
            all &= same;
            if (!same && !mayBe(segment, wanted.get(i))) {
                return false;
            }
        }
        return !all;
    }

    /** Whether names of at least one character each make the one of the other; each literal is taken where it comes first. */
    private static boolean mayBe(String segment, String wanted) {
        String[] literals = NAME.split(segment, -1);
        String end = literals[literals.length - 1];
        if (literals.length == 1 || !wanted.startsWith(literals[0]) || !wanted.endsWith(end)) {
            return false;
        }
        int at = literals[0].length();
        for (int i = 1; i < literals.length - 1; i++) {
            int found = wanted.indexOf(literals[i], at + 1);
            if (found < 0) {
                return false;
            }
            at = found + literals[i].length();
        }
        return at < wanted.length() - end.length();
    }
}
