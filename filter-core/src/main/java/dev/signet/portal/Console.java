package dev.signet.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The page at the portal's own address: files of this jar, handed out as they are. What they show, they ask the portal for. */
final class Console {

    /** The page's own texts, in both languages, are JSON as well, so that a test can compare them. */
    private static final Set<String> NAMES = Set.of(
            "index.html",
            "answer.js",
            "bar.js",
            "console.css",
            "console.js",
            "description.js",
            "swagger.css",
            "swagger.js",
            "texts.json",
            "words.js");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css",
            "html", "text/html",
            "js", "text/javascript",
            "json", Content.JSON,
            "png", "image/png",
            "txt", "text/plain");

    /**
     * One of them.
     *
     * @param type of its content
     * @param content of it
     */
    record File(String type, byte[] content) {

        static File named(String name, InputStream in) throws IOException {
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return new File(Objects.requireNonNull(type, name), in.readAllBytes());
        }
    }

    private Console() {}

    /** The file at a path below the portal's address; null where there is none. */
    static @Nullable File file(String path) throws IOException {
        String name = path.equals("/") ? "index.html" : path.substring(1);
        if (!NAMES.contains(name)) {
            return null;
        }
        try (InputStream in = Console.class.getResourceAsStream("console/" + name)) {
            if (in == null) {
                throw new IllegalStateException("this jar has no " + name);
            }
            return File.named(name, in);
        }
    }

    /**
     * Where the interface lies. The webapp is told from the page, since a proxy may show both below another path.
     *
     * @param servletPath of the portal
     * @param below what stands between the webapp and the paths of the description
     * @param tokenPath below the webapp
     * @param requestId what the header with the id of a call is called
     * @param swaggerUi whether its files are there
     */
    static byte[] place(String servletPath, String below, String tokenPath, String requestId, boolean swaggerUi) {
        long depth = servletPath.chars().filter(character -> character == '/').count();
        ObjectNode place = Json.object()
                .put("webapp", "./" + "../".repeat((int) depth))
                .put("below", below)
                .put("tokenPath", tokenPath)
                .put("requestId", requestId)
                .put("swaggerUi", swaggerUi);
        return Json.write(place);
    }
}
