package dev.signet.portal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * swagger-ui, where the webapp has its webjar. Read from the class path, where a webjar has a folder of its own: a fixed name, its
 * version, and the name of one file, so that nothing else of the class path can be asked for.
 *
 * @param webapp which has the webjar
 * @param version of the webjar
 */
record SwaggerUi(ClassLoader webapp, String version) {

    /** Below the portal's address. */
    static final String PATH = "/ui/";

    private static final String ABOUT = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String FOLDER = "META-INF/resources/webjars/swagger-ui/";

    /** Before 5 it cannot read OpenAPI 3.1. */
    private static final Pattern VERSION =
            Pattern.compile("([5-9]|[1-9]\\d{1,3})(\\.\\d{1,9}){1,3}(-[A-Za-z0-9]{1,20})?");

    /** Not its pages, which know no token of ours, and begin with a description of somebody else's. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,100}\\.(css|js|png|txt)");

    /**
     * The one of a webapp; null where it has none, or one that cannot be used.
     *
     * @param loader of the webapp; null where its container sets none
     */
    static @Nullable SwaggerUi of(@Nullable ClassLoader loader) {
        ClassLoader webapp = loader == null ? SwaggerUi.class.getClassLoader() : loader;
        Properties about = new Properties();
        try (InputStream in = webapp.getResourceAsStream(ABOUT)) {
            if (in == null) {
                return null;
            }
            about.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return null; // then the page of our own is there
        }
        SwaggerUi found = new SwaggerUi(webapp, about.getProperty("version", ""));
        boolean usable = VERSION.matcher(found.version).matches()
                && Stream.of("swagger-ui-bundle.js", "swagger-ui.css").allMatch(found::has);
        return usable ? found : null;
    }

    private boolean has(String name) {
        return webapp.getResource(FOLDER + version + '/' + name) != null;
    }

    /** Changes with the content of the files. */
    String tag() {
        return '"' + version + '"';
    }

    /**
     * Whether a browser has the files of this version.
     *
     * @param tags that it says it has; one that was compressed on the way is weak
     */
    boolean isKnown(@Nullable String tags) {
        return tags != null
                && Stream.of(tags.split(","))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(tag()) || tag.equals("W/" + tag()));
    }

    /** The one at a path below the portal's address; null where there is none. */
    Console.@Nullable File file(String path) throws IOException {
        String name = path.startsWith(PATH) ? path.substring(PATH.length()) : "";
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        try (InputStream in = webapp.getResourceAsStream(FOLDER + version + '/' + name)) {
            return in == null ? null : Console.File.named(name, in);
        }
    }
}
