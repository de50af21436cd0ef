package dev.signet.container;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A part of the webapp with a rule of its own, and who may see it. */
enum Area {
    OPEN,
    MAYBE,
    OTHER,
    ADMIN,
    WRITE,
    NEVER;

    /** The rules that mean the same as {@link Caller#sees}. */
    static final String RULES = """
            *   /open/**    permit
            *   /开放/**     permit
            *   /open.do    permit
            GET /file       permit
            *   /maybe/**   optional
            *   /admin/**   role admin
            *   /管理/**     role admin
            *   /secret.do  role admin
            *   /write/**   scope write
            *   /never/**   deny
            """;

    /** Who calls. */
    enum Caller {
        NOBODY,
        FORGER,
        USER,
        ADMIN;

        /** Whether the data of an area may reach this caller. */
        boolean sees(Area area) {
            return switch (area) {
                case OPEN -> true;
                case MAYBE -> this != FORGER;
                case OTHER -> this == USER || this == ADMIN;
                case ADMIN, WRITE -> this == ADMIN;
                case NEVER -> false;
            };
        }
    }

    /** The area that a path below the context names when it is read letter by letter. */
    static Area of(String path) {
        String[] segments = path.split("/", -1);
        String first = segments.length > 1 ? segments[1] : "";
        return switch (first) {
            case "open", "开放" -> OPEN;
            case "open.do", "file" -> segments.length == 2 ? OPEN : OTHER;
            case "maybe" -> MAYBE;
            case "admin", "管理" -> ADMIN;
            case "secret.do" -> segments.length == 2 || segments.length == 3 && segments[2].isEmpty() ? ADMIN : OTHER;
            case "write" -> WRITE;
            case "never" -> NEVER;
            default -> OTHER;
        };
    }

    /**
     * Every area that some framework behind the filter might find in a request: it may look at the container's path or at
     * the raw URI, decode once or twice, and resolve dots or not.
     */
    static Set<Area> ofEveryReading(String context, String containerPath, String uri) {
        Set<Area> areas = EnumSet.noneOf(Area.class);
        int below = context.isEmpty() ? 0 : uri.indexOf('/', 1) < 0 ? uri.length() : uri.indexOf('/', 1);
        String raw = decoded(cut(uri.substring(below)));
        for (String path : new String[] {cut(containerPath), decoded(cut(containerPath)), raw, decoded(raw)}) {
            areas.add(of(path));
            areas.add(of(resolved(cut(path).replace('\\', '/'))));
        }
        return areas;
    }

    private static String cut(String path) {
        return path.replaceAll(";[^/]*", "");
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private static String resolved(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/+", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.equals(".") && !segment.isEmpty()) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments) + (path.endsWith("/") && !segments.isEmpty() ? "/" : "");
    }

    /** The name in the matrix. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
