package dev.signet.access;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request in the two spellings a rule must look at: as the container decoded it, which decides what
 * answers, and as the caller wrote it.
 *
 * @param text ends with the path that decides: servlet path and path info, below the context path
 * @param start where in the text it begins
 * @param plain whether the raw path, without path parameters and decoded once, spells the same
 * @param asked the path as the caller wrote it, decoded, where that is another; null where it is the same
 */
public record RequestPath(
        String text, int start, boolean plain, @Nullable String asked) {

    /** What stands for every path that must not be looked at; some containers throw when they are asked for one. */
    private static final RequestPath SUSPICIOUS = new RequestPath("/..", 0, false, null);

    /** Path parameters, also escaped: some have the id of a session in them. */
    private static final Pattern PARAMETERS = Pattern.compile("(?i)(?:;|%3b)[^/]*");

    /** The path as the request has it now; a forward and an asynchronous dispatch change it. */
    public static RequestPath of(HttpServletRequest request) {
        String uri = request.getRequestURI();
        if (SuspiciousUri.matches(uri)) {
            String resolved = request.getDispatcherType() == DispatcherType.FORWARD ? resolved(uri) : uri;
            return SuspiciousUri.matches(resolved) ? SUSPICIOUS : read(request, resolved);
        }
        return read(request, uri);
    }

    /** Takes the dot segments away that an application has written, like {@code ../b}; its container has done so as well. */
    private static String resolved(String uri) {
        if (uri.contains("//")) {
            return uri;
        }
        List<String> segments = new ArrayList<>();
        for (String segment : uri.split("/", -1)) {
            if (segment.equals("..") && segments.size() > 1) {
                segments.remove(segments.size() - 1);
            } else if (!segment.equals(".")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }

    private static RequestPath read(HttpServletRequest request, String uri) {
        String context = request.getContextPath();
        String servlet = request.getServletPath();
        String info = request.getPathInfo();
        if (isLiteral(uri, context, servlet, info)) {
            return new RequestPath(uri, context.length(), true, null); // nearly always, and without a new string
        }
        // a container that leaves path parameters in routes without them, or serves a file that has no such name
        String path = cutParameters(info == null ? servlet : servlet + info);
        String decoded = path.isEmpty() ? "/" : path;
        String root = decode(context);
        String spelled = decode(uri);
        if (spelled.equals(root + decoded) || path.isEmpty() && spelled.equals(root)) {
            return new RequestPath(decoded, 0, true, null);
        }
        if (request.getDispatcherType() == DispatcherType.ASYNC
                && uri.equals(request.getAttribute(AsyncContext.ASYNC_REQUEST_URI))) {
            return new RequestPath(
                    decoded, 0, true, null); // still the caller's URI, admitted when it arrived (Undertow)
        }
        String asked = spelled.startsWith(root + "/") ? spelled.substring(root.length()) : spelled;
        // the container may have chosen the welcome file of a directory; then both names are meant
        boolean welcome = asked.endsWith("/") && decoded.startsWith(asked) && decoded.indexOf('/', asked.length()) < 0;
        return new RequestPath(decoded, 0, welcome, asked);
    }

    /** A path below the context that is decoded already. */
    public static RequestPath ofDecoded(String path) {
        return new RequestPath(path, 0, true, null);
    }

    /** The path as the caller wrote it, where that is another. */
    public @Nullable RequestPath other() {
        return asked == null ? null : new RequestPath(asked, 0, plain, null);
    }

    /** Whether the path has a spelling that must not be matched, whatever the caller wrote. */
    public boolean isDetour() {
        return SuspiciousUri.isDetour(text, start) || asked != null && SuspiciousUri.isDetour(asked, 0);
    }

    /** Whether a dispatched request is for a view below {@code /WEB-INF/}, which no caller can name. */
    public static boolean isView(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/WEB-INF/") && path.indexOf('%') < 0 && !SuspiciousUri.hasDotSegment(path, 0);
    }

    /** Whether the caller wrote exactly what the container reads, letter by letter. */
    private static boolean isLiteral(String uri, String context, String servlet, @Nullable String info) {
        int path = context.length();
        int rest = path + servlet.length();
        return uri.length() > path
                && uri.length() == rest + (info == null ? 0 : info.length())
                && uri.startsWith(context)
                && uri.startsWith(servlet, path)
                && (info == null || uri.startsWith(info, rest))
                && uri.indexOf('%') < 0
                && uri.indexOf(';') < 0;
    }

    private static String cutParameters(String path) {
        int semicolon = path.indexOf(';');
        if (semicolon < 0) {
            return path;
        }
        StringBuilder cut = new StringBuilder(path.length());
        int from = 0;
        while (semicolon >= 0) {
            cut.append(path, from, semicolon);
            int slash = path.indexOf('/', semicolon);
            from = slash < 0 ? path.length() : slash;
            semicolon = path.indexOf(';', from);
        }
        return cut.append(path, from, path.length()).toString();
    }

    /** Cuts path parameters and decodes once, as UTF-8. What is no escape stays as it is. */
    public static String decode(String uri) {
        String path = cutParameters(uri);
        int escape = path.indexOf('%');
        if (escape < 0) {
            return path;
        }
        StringBuilder decoded = new StringBuilder(path.length());
        byte[] bytes = new byte[path.length() / 3];
        int i = 0;
        while (escape >= 0) {
            decoded.append(path, i, escape);
            int count = 0;
            i = escape;
            for (int b = SuspiciousUri.escapedByte(path, i); b >= 0; b = SuspiciousUri.escapedByte(path, i)) {
                bytes[count++] = (byte) b;
                i += 3;
            }
            decoded.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
            if (count == 0) {
                decoded.append(path.charAt(i++));
            }
            escape = path.indexOf('%', i);
        }
        return decoded.append(path, i, path.length()).toString();
    }

    /** The path for those who only look: that which decides, or what the caller wrote where nobody can tell which does. */
    public static String shown(HttpServletRequest request) {
        String failed = failed(request);
        String uri = failed == null ? request.getRequestURI() : failed;
        String context = request.getContextPath();
        if (SuspiciousUri.matches(uri)) {
            return PARAMETERS.matcher(below(context, uri)).replaceAll("");
        }
        return failed == null ? read(request, uri).toString() : below(decode(context), decode(uri));
    }

    /** What the caller asked for, where the request is now one for an error page; else null. */
    private static @Nullable String failed(HttpServletRequest request) {
        boolean error = request.getDispatcherType() == DispatcherType.ERROR;
        return error && request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri ? uri : null;
    }

    private static String below(String context, String path) {
        return path.startsWith(context) ? path.substring(context.length()) : path;
    }

    /** The path that decides. */
    @Override
    public String toString() {
        return text.substring(start);
    }
}
