package dev.signet.envelope;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/**
 * Paths that name a page, a script or a download, like {@code /app/main.js}: that their answers are none of JSON is known
 * before there is one. Only names that no identifier at the end of a path looks like; a host name may end in {@code .zip}.
 */
final class FileNames {

    private static final Set<String> NEVER_JSON = Set.of(
            "html", "htm", "xhtml", "js", "mjs", "css", "svg", "wasm", "ico", "ttf", "otf", "eot", "xml", "csv", "pdf");

    private FileNames() {}

    static boolean isNeverJson(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = info == null ? request.getServletPath() : info;
        int dot = path.lastIndexOf('.');
        return dot >= 0 && NEVER_JSON.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
