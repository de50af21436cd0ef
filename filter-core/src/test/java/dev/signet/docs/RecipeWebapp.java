package dev.signet.docs;

import dev.signet.testing.IsolatedHost;
import dev.signet.testing.TestWebapp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The webapp of the recipe with pages and a login, with what the recipe is about; on Tomcat 11. */
final class RecipeWebapp {

    static final String HEADING = "## Pages and a login next to the API";
    /** The webapp's error page. */
    static final String FAILED = "<p>It failed.</p>";

    private static final String PATHS =
            "/api/orders /api/named /api/broken /api/slip /api/print /shortcut /summary /broken";

    private RecipeWebapp() {}

    /** The lines about Signet: 0 for the API alone, 1 for everything. */
    static String signet(int way) throws IOException {
        return Recipe.blocks(HEADING, "xml").get(way);
    }

    /** The lines about the login. */
    static String login() throws IOException {
        return Recipe.blocks(HEADING, "xml").get(2);
    }

    /** Starts it with these lines of web.xml, in an empty folder. */
    static IsolatedHost start(Path webapp, String signet, String login) throws Exception {
        Path secret = Files.writeString(webapp.resolveSibling(webapp.getFileName() + ".secret"), TestWebapp.SECRET);
        write(
                webapp,
                "WEB-INF/web.xml",
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                        + "<context-param><param-name>signet.jwt.secret-file</param-name><param-value>" + secret
                        + "</param-value></context-param>" + front() + signet + login
                        + servlet("shop", RecipeServlet.class, PATHS)
                        + servlet("orders", RecipeServlet.Orders.class, "/api/all") + "</web-app>");
        write(webapp, "login.html", Recipe.blocks(HEADING, "html").get(0));
        write(webapp, "pages/orders.jsp", Recipe.blocks(HEADING, "jsp").get(0));
        write(webapp, "denied.html", "<p>Denied.</p>");
        write(webapp, "failed.html", FAILED);
        write(webapp, "style.css", "p { color: black }");
        write(webapp, "settings.json", RecipeServlet.JSON);
        write(webapp, "menu.json", RecipeServlet.JSON);
        write(webapp, "WEB-INF/summary.jsp", page("application/json") + RecipeServlet.JSON);
        write(webapp, "WEB-INF/api/slip.jsp", page("application/json") + RecipeServlet.JSON);
        write(webapp, "WEB-INF/api/print.jsp", page("text/html;charset=UTF-8") + "<p>打印</p>");
        return IsolatedHost.start(
                webapp.getFileName().toString(),
                RecipeTomcat.class.getName(),
                Pattern.compile("tomcat-(embed-core|annotations-api)-.*"),
                List.of("jsp-11"),
                webapp);
    }

    /** A filter in front of Signet. */
    private static String front() {
        return "<filter><filter-name>front</filter-name><filter-class>" + RecipeServlet.Front.class.getName()
                + "</filter-class><async-supported>true</async-supported></filter><filter-mapping>"
                + "<filter-name>front</filter-name><url-pattern>/*</url-pattern></filter-mapping>";
    }

    private static String servlet(String name, Class<?> type, String paths) {
        return "<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + type.getName()
                + "</servlet-class></servlet><servlet-mapping><servlet-name>" + name + "</servlet-name>"
                + Arrays.stream(paths.split(" ", -1))
                        .map(path -> "<url-pattern>" + path + "</url-pattern>")
                        .collect(Collectors.joining())
                + "</servlet-mapping>";
    }

    private static String page(String type) {
        return "<%@ page contentType=\"" + type + "\" pageEncoding=\"UTF-8\" %>";
    }

    private static void write(Path webapp, String name, String text) throws IOException {
        Path file = webapp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
